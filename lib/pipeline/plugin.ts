import type { Message } from '../message/message.js';

/**
 * A step that every message passes: it gets a copy of the message as it will be sent and returns it, another one in its
 * place, or `null`, which drops it as `filtered`. If it throws, the message is dropped as `plugin-failed` and never sent
 * half-processed. It runs inside the call, so it must be quick.
 */
export type Plugin = (message: Message) => Message | null;
