import type { JsonObject } from '../entry/json-object.js';

const BASIC = /^basic +([a-z0-9+/_-]+=*) *$/i;

/**
 * The write key of a request: the user name of Basic authorization, else `writeKey` in the body. The colon after the key may
 * be missing, as the service tolerates it.
 */
export function writeKeyOf(
  authorization: string | undefined,
  body: JsonObject,
): string | undefined {
  const credentials = BASIC.exec(authorization ?? '')?.[1];
  if (credentials !== undefined) {
    const [key] = Buffer.from(credentials, 'base64').toString('utf8').split(':', 1);
    if (key !== undefined && key !== '') return key;
  }
  const { writeKey } = body;
  return typeof writeKey === 'string' && writeKey !== '' ? writeKey : undefined;
}
