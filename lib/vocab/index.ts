export { type Block, type BlockPart, blocks } from './block.js';
export type { AbTesting } from './events/ab-testing.js';
export type { AiCopilot } from './events/ai-copilot.js';
export type { B2bSaas } from './events/b2b-saas.js';
export type { Ecommerce } from './events/ecommerce.js';
export type { Email } from './events/email.js';
export type { LegacyEcommerce } from './events/legacy-ecommerce.js';
export type { LiveChat } from './events/live-chat.js';
export type { Mobile } from './events/mobile.js';
export type { Platform } from './events/platform.js';
export type { Video } from './events/video.js';
export { currentName, findEvent, olderNameHint } from './find-event.js';
export type { PropertySchema } from './schema.js';
export {
  type FormatHint,
  type Vocabulary,
  type VocabularyEvent,
  vocabularies,
} from './vocabulary.js';
