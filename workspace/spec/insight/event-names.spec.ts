import { describe, expect, it } from '@jest/globals';
import { problemsOf } from '../../lib/insight/problems.js';

/** What is told of an event, as `level code path suggestion`; it has what events should always have. */
function told(event: string): readonly string[] {
  const properties = { products: [], session_id: 's' };
  return problemsOf(
    { type: 'track', userId: 'user-1', event, properties },
    { outcome: 'accepted' },
  ).map(({ level, code, path, suggestion }) => [level, code, path, suggestion ?? '-'].join(' '));
}

describe('the name of an event', () => {
  it.each([
    ['order completed', 'warning event_misspelt event Order Completed'],
    ['OrderCompleted', 'warning event_misspelt event Order Completed'],
    ['order_completed', 'warning event_misspelt event Order Completed'],
    ['ORDER-COMPLETED', 'warning event_misspelt event Order Completed'],
    ['Order Complted', 'warning event_misspelt event Order Completed'],
    ['Order Compelted', 'warning event_misspelt event Order Completed'],
    ['Push Notification Recieved', 'warning event_misspelt event Push Notification Received'],
    ['Product Adedd', 'warning event_misspelt event Product Added'],
    ['Product Addde', 'warning event_misspelt event Product Added'],
    ['Odrer Completed', 'warning event_misspelt event Order Completed'],
    ['Prodcut Viewed', 'warning event_misspelt event Product Viewed'],
    ['Order Canceled', 'warning event_misspelt event Order Cancelled'],
    ['Order Complete', 'hint event_misspelt event Order Completed'],
    ['Products Viewed', 'hint event_misspelt event Product Viewed'],
    ['Started Trial', 'hint event_misspelt event Trial Started'],
    ['Completed Order', 'hint event_legacy event Order Completed'],
    ['completed_order', 'hint event_legacy event Order Completed'],
    ['Viewed Product', 'hint event_legacy event Product Viewed'],
    ['Order 12345 Completed', 'hint event_dynamic event Order Completed'],
    ['Order 7 Completed', 'hint event_dynamic event Order Completed'],
    ['Invoice #7 Paid', 'hint event_dynamic event -'],
    ['Mail to ada@example.com', 'hint event_dynamic event -'],
    ['User 3f2504e0-4f89-11d3-9a0c-0305e82c3301 Left', 'hint event_dynamic event -'],
    ['Payment cus_9s6XKzkNRiz8i3 Failed', 'hint event_dynamic event -'],
    ['Report of 2026-01-31 Opened', 'hint event_dynamic event -'],
  ])('%s is told of', (event, expected) => {
    expect(told(event)).toContain(expected);
  });

  it.each([
    'Order Completed',
    'Report Exported',
    'Order Shipped',
    'Order Created',
    'Account Updated',
    'Item Added',
    'Trail Started',
    'Step 2 Completed',
    'Survey 2026 Opened',
    'Cart Abandoned',
    'Card Viewed',
    'Message Deleted',
    'Trial Expired',
    'Subscription Started',
    'Experiment Started',
    'Quality Product Viewed',
    'Page Viewed',
    'Sign Up',
    'x',
    '—',
    '注文完了',
  ])('%s is fine', (event) => {
    expect(told(event)).toEqual([]);
  });
});
