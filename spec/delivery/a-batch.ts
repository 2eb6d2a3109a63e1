import type { Parcel } from '../../lib/delivery/parcel.js';
import { Pages } from '../../lib/queue/pages.js';

/** A message as delivery sees it, with any text for its JSON. */
export function aParcel(messageId = 'm-1', json = JSON.stringify({ messageId })): Parcel {
  const page = Buffer.from(`${json},`);
  return { messageId, page, start: 0, bytes: page.length - 1 };
}

/** So many messages, side by side in memory as the queue has them: `m-1`, `m-2` and so on. */
export function aBatch(count = 1): readonly Parcel[] {
  const pages = new Pages();
  return Array.from({ length: count }, (_, index) => {
    const messageId = `m-${index + 1}`;
    return { messageId, ...pages.write(JSON.stringify({ messageId })) };
  });
}
