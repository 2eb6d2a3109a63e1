import { writePlainMessage } from './plain-message.mjs';

/** The floor of a call: builds and writes the message, and sends nothing. */
export function createFloor() {
  let waiting = [];
  const forget = async () => {
    waiting = [];
  };
  return {
    sends: false,
    track: (call) => {
      waiting.push(writePlainMessage(call));
    },
    ready: () => undefined,
    settled: forget,
    close: forget,
  };
}
