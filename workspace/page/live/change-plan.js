import { formatCounted } from '../model/format.js';
import { callApi } from './api.js';
import { tell } from './clipboard.js';
import { attempt } from './session.js';

/**
 * Adds an event to the plan of its source, as its messages are. The stream tells what the plan says of them then.
 *
 * @param {{ source: string, type: string, name: string }} event
 */
export function addToPlan({ source, type, name }) {
  return attempt(async () => {
    const body = { source, type, event: name };
    const { messages } = await callApi('/api/plan/events', { method: 'POST', body });
    tell(`Added ${name}, as in ${formatCounted(messages, 'message')}: look over its rule`);
  });
}
