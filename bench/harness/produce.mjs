/** So many calls are made in a turn. */
export const CHUNK = 500;

/**
 * Makes calls as a batch program would: in chunks, with a turn of the event loop after each, and waiting while the client has
 * enough to send. Making the objects of the calls is part of it, for every subject.
 */
export async function produce(client, makeCall, { from = 0, count, chunk = CHUNK }) {
  const last = from + count;
  for (let start = from; start < last; start += chunk) {
    const end = Math.min(start + chunk, last);
    for (let index = start; index < end; index += 1) client.track(makeCall(index));
    const isReady = client.ready();
    if (isReady !== undefined) await isReady;
    await new Promise((resolve) => setImmediate(resolve));
  }
}
