import { describe, expect, it } from '@jest/globals';
import { aTrack } from '../support/client.js';
import { type Service, status } from '../support/service.js';
import { useStage } from '../support/stage.js';

const stage = useStage();

interface Row {
  readonly statuses: readonly number[];
  readonly ending: 'delivered' | 'refused' | 'too-large' | 'retries-spent';
  /** Requests of a client that may retry once, for one message. */
  readonly requests: number;
}

const RETRIED = [408, 410, 460, 429, 500, 502, 503, 504, ...range(507, 510), ...range(520, 599)];
const SPLIT = [400, 413, 422];
const FINAL_CLIENT_ERRORS = range(401, 499).filter(
  (code) => !RETRIED.includes(code) && !SPLIT.includes(code),
);

const ROWS: readonly Row[] = [
  { statuses: range(200, 299), ending: 'delivered', requests: 1 },
  { statuses: range(300, 399), ending: 'refused', requests: 1 },
  { statuses: [400, 422], ending: 'refused', requests: 1 },
  { statuses: [413], ending: 'too-large', requests: 1 },
  { statuses: FINAL_CLIENT_ERRORS, ending: 'refused', requests: 1 },
  { statuses: RETRIED, ending: 'retries-spent', requests: 2 },
  { statuses: [501, 505, 511], ending: 'refused', requests: 1 },
];

describe('a lone message that is answered each status (CONTRACT 5, table)', () => {
  for (const { statuses, ending, requests } of ROWS) {
    const [first = 0] = statuses;
    const last = statuses.at(-1) ?? first;
    it(`is ${ending} after ${requests} requests: ${statuses.length} from ${first} to ${last}`, async () => {
      const service = await stage.service();
      const found = [];
      for (const code of statuses) found.push(await sendOne(service, code));
      expect(found).toEqual(statuses.map((code) => ({ code, ending, requests })));
    });
  }

  it('leaves no status out', () => {
    const all = ROWS.flatMap(({ statuses }) => statuses);
    const unlisted = [506, ...range(511, 519)].filter((code) => !all.includes(code));
    const listed = range(200, 599).filter((code) => !unlisted.includes(code));
    expect([...all].sort((one, other) => one - other)).toEqual(listed);
  });
});

async function sendOne(service: Service, code: number): Promise<object> {
  service.otherwise(status(code, code < 400 && code >= 300 ? { location: service.url } : {}));
  const before = service.requests.length;
  const client = stage.client(service, { maxRetries: 1 });
  const { outcome } = client.track(aTrack());
  await client.close();
  const ended = await outcome;
  const ending = ended.status === 'dropped' ? ended.reason : ended.status;
  if (ended.status === 'dropped') expect(ended.error).toMatchObject({ status: code });
  return { code, ending, requests: service.requests.length - before };
}

describe('a batch that is refused for its contents (CONTRACT table)', () => {
  const isBad = (messageId: string): boolean => messageId.startsWith('bad');

  /** Answers so to whatever carries a bad message. */
  async function picky(code: number): Promise<Service> {
    const service = await stage.service();
    service.otherwise((request, response, socket) => {
      const hasBad = request.body.batch.some(({ messageId }) => isBad(messageId));
      status(hasBad ? code : 200)(request, response, socket);
    });
    return service;
  }

  it('is split to the last message after 413, whatever that costs', async () => {
    const service = await picky(413);
    const client = stage.client(service, { flushAt: 1_000 });
    for (let index = 0; index < 32; index += 1) client.track(aTrack({ messageId: `bad-${index}` }));

    await client.flush();

    expect(service.requests.length).toBe(63);
    expect(client.stats().dropped['too-large']).toBe(32);
  });

  it('is not split for what concerns every message', async () => {
    const service = await stage.service([status(401)]);
    const client = stage.client(service);
    for (let index = 0; index < 10; index += 1) client.track(aTrack());

    expect(await client.flush()).toMatchObject({ dropped: 10 });

    expect(service.requests).toHaveLength(1);
  });
});

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}
