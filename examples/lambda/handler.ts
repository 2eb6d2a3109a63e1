/** A function of AWS Lambda that takes orders. WRITE_KEY is the key of the source, and ENDPOINT where its messages go. */
import { Analytics } from 'waybill';
import { withAnalytics } from 'waybill/lambda';

interface Order {
  readonly userId: string;
  readonly total: number;
}

const { WRITE_KEY = 'my-write-key', ENDPOINT } = process.env;
// One client for all invocations: it is frozen and thawed with the process, and never closed.
const analytics = new Analytics({ writeKey: WRITE_KEY, host: ENDPOINT });
analytics.on('error', (error) => console.warn(error.code, error.message));

export const handler = withAnalytics(
  analytics,
  async (order: Order, _context: { getRemainingTimeInMillis(): number }) => {
    const { userId, total } = order;
    analytics.track({ userId, event: 'Order Completed', properties: { total } });
    return { statusCode: 201 };
  },
  { onPending: ({ pending, reason }) => console.warn(`${pending} messages are late: ${reason}`) },
);
