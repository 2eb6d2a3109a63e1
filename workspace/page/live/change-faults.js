import { callApi } from './api.js';
import { told } from './connection.js';
import { attempt, session } from './session.js';

/** @typedef {import('../model/forms.js').Fault} Fault */

/** @param {Fault} fault */
export function addFault(fault) {
  return change((faults) => [...faults, fault]);
}

/** @param {number} index among those that are active */
export function stopFault(index) {
  return change((faults) => faults.filter((_, at) => at !== index));
}

export function stopFaults() {
  return attempt(async () => {
    await callApi('/api/faults', { method: 'DELETE' });
    session.set(told([]));
  });
}

/**
 * Puts other faults in place. They are asked for first: what is left of each goes down all the time.
 *
 * @param {(faults: Fault[]) => Fault[]} decide
 */
function change(decide) {
  return attempt(async () => {
    const { faults } = await callApi('/api/faults');
    const body = { faults: decide(faults) };
    const answer = await callApi('/api/faults', { method: 'PUT', body });
    session.set(told(answer.faults));
  });
}
