/** Counts the messages in request bodies by their ids, and by the order ids that their calls were given. */
export function countMessages(arrivals) {
  const ids = new Set();
  const orders = new Set();
  let messages = 0;
  let bytes = 0;
  for (const { chunks } of arrivals) {
    const body = Buffer.concat(chunks);
    bytes += body.length;
    for (const message of messagesOf(body)) {
      messages += 1;
      ids.add(message.messageId ?? message.uuid);
      orders.add(message.properties?.order_id);
    }
  }
  const unique = Math.min(ids.size, orders.size);
  return { requests: arrivals.length, bytes, messages, unique };
}

/** Requests that carry no messages, such as PostHog's for feature flags, count as none. */
function messagesOf(body) {
  if (body.length === 0) return [];
  return JSON.parse(body.toString('utf8')).batch ?? [];
}
