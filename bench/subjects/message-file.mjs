import { closeSync, openSync, writeSync } from 'node:fs';

const EVENTS = [
  'Product Viewed',
  'Product Added',
  'Cart Viewed',
  'Checkout Started',
  'Order Completed',
];
const CURRENCIES = ['EUR', 'USD', 'GBP', 'SEK'];
const PAYMENTS = ['card', 'invoice', 'transfer'];
const LINE_BYTES = 500;
const LINES_A_WRITE = 2_000;
const START_MS = Date.UTC(2026, 0, 1);

/** Writes a file of messages as they are sent, a line of 500 B each. Gives its size in bytes. */
export function writeMessages(path, lines) {
  const file = openSync(path, 'w');
  let bytes = 0;
  try {
    for (let first = 0; first < lines; first += LINES_A_WRITE) {
      const count = Math.min(LINES_A_WRITE, lines - first);
      bytes += writeSync(
        file,
        Array.from({ length: count }, (_, index) => line(first + index)).join(''),
      );
    }
  } finally {
    closeSync(file);
  }
  return bytes;
}

function line(number) {
  const text = JSON.stringify(message(number, ''));
  return `${JSON.stringify(message(number, 'x'.repeat(Math.max(0, LINE_BYTES - 1 - text.length))))}\n`;
}

function message(number, note) {
  const at = new Date(START_MS + number * 997).toISOString();
  return {
    type: 'track',
    event: `${EVENTS[number % EVENTS.length]}${SUFFIXES[number % SUFFIXES.length]}`,
    userId: `user-${number % 50_000}`,
    messageId: `m-${number}`,
    timestamp: at,
    context: { library: { name: 'waybill', version: '0.1.0' } },
    properties: {
      order_id: `o-${number}`,
      total: (number % 1_009) / 8,
      currency: CURRENCIES[((number * 7) % 13) % CURRENCIES.length],
      payment: PAYMENTS[((number * 5) % 11) % PAYMENTS.length],
      coupon: number % 3 === 0 ? null : `c-${number % 101}`,
      ordered_at: at,
      is_gift: number % 6 === 0,
      note,
      products: [{ product_id: `p-${number % 907}`, price: (number % 307) / 4, quantity: 1 }],
    },
  };
}

/** Twelve forms of each name: sixty events. */
const SUFFIXES = ['', ...Array.from('ABCDEFGHIJK', (letter) => ` ${letter}`)];
