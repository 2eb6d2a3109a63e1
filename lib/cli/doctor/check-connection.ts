import { SEGMENT_EU, SEGMENT_US } from '../../client/endpoints.js';
import { maskedKey, type PartialConnection } from '../connection.js';
import { type Finding, finding } from './finding.js';

const REGIONS: Readonly<Record<string, string>> = {
  [new URL(SEGMENT_US.host).hostname]: 'Segment in the United States',
  [new URL(SEGMENT_EU.host).hostname]: 'Segment in the European Union',
};
const SEGMENT_KEY = /^[A-Za-z0-9]{32}$/;

/** The write key: is there one, and does it look like one of the service? */
export function checkKey({ writeKey, host }: PartialConnection): readonly Finding[] {
  if (writeKey === undefined) {
    return [
      finding(
        'write-key-missing',
        'There is no write key',
        'Say it by --write-key, WAYBILL_WRITE_KEY, or client.writeKey in waybill.config.ts.',
      ),
    ];
  }
  const { value, origin } = writeKey;
  const shown = finding('write-key', `${maskedKey(value)}, by ${origin}`);
  if (regionOf(host.value) === undefined || SEGMENT_KEY.test(value)) return [shown];
  const found = `The write key has ${value.length} characters; keys of Segment have 32 letters and digits`;
  const todo =
    'Compare it with the settings of the source: is a part missing, or is it of another service?';
  return [shown, finding('write-key-shape', found, todo)];
}

/** Which service it is, and whether the key may be sent there. */
export function checkHost({ host }: PartialConnection): readonly Finding[] {
  const { protocol, hostname } = new URL(host.value);
  const origin = host.origin === 'default' ? 'the default' : `by ${host.origin}`;
  const region = regionOf(host.value) ?? 'Not one of Segment’s two regions';
  const shown = finding('region', `${region}: ${host.value}, ${origin}`);
  if (protocol === 'https:' || isLoopback(hostname)) return [shown];
  const found = `${host.value} is asked without encryption: the write key can be read on the way`;
  return [shown, finding('host-plain-http', found, 'Write https:// if the service has it.')];
}

/** The region of Segment that a host is; undefined for another service. */
export function regionOf(host: string): string | undefined {
  return REGIONS[new URL(host).hostname];
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d+){3}$/.test(hostname);
}
