// Written by scripts/vocab.mjs from scripts/vocab/events.json. Change that, and run it again.

import type { OpenFields } from '../../message/open-fields.js';

/** The events of the vocabulary "AI copilot", with their properties. */
export interface AiCopilot {
  /** Customer sends a first message. */
  readonly 'Conversation Started': ConversationStarted;
  /** User adds a message. */
  readonly 'Message Sent': MessageSent;
  /** Copilot answers in text or voice. role may be refined, such as ai_agent or human_agent. Example puts role outside properties. */
  readonly 'Message Received': MessageReceived;
  /** Conversation is closed or deleted. message_count is in the overview table only, without a type. */
  readonly 'Conversation Ended': ConversationEnded;
  /** A tool or capability is called. */
  readonly 'Action Invoked': ActionInvoked;
  /** Model creates media. */
  readonly 'Media Generated': MediaGenerated;
  /** A custom component is shown. */
  readonly 'Component Loaded': ComponentLoaded;
  /** User rates a message or conversation. */
  readonly 'Feedback Submitted': FeedbackSubmitted;
}

export interface ConversationStarted extends OpenFields {
  /** Conversation key. */
  readonly conversationId?: string | undefined;
}

export interface MessageSent extends OpenFields {
  /** Conversation key. */
  readonly conversationId?: string | undefined;
  /** Message key. */
  readonly messageId?: string | undefined;
  /** Message text. */
  readonly message_body?: string | undefined;
  /** Who sent it. */
  readonly role?: string | undefined;
}

export interface MessageReceived extends MessageSent {}

export interface ConversationEnded extends OpenFields {
  /** Conversation key. */
  readonly conversationId?: string | undefined;
  /** Messages in the conversation. */
  readonly message_count?: number | undefined;
}

export interface ActionInvoked extends OpenFields {
  /** Conversation key. */
  readonly conversationId?: string | undefined;
  /** Message key. */
  readonly messageId?: string | undefined;
  /** Kind of action. */
  readonly type?: string | undefined;
  /** Action performed. */
  readonly action?: string | undefined;
  /** Who invoked it. */
  readonly role?: string | undefined;
}

export interface MediaGenerated extends OpenFields {
  /** Conversation key. */
  readonly conversationId?: string | undefined;
  /** Message key. */
  readonly messageId?: string | undefined;
  /** Kind of media. */
  readonly type?: string | undefined;
  /** Media file type. */
  readonly sub_type?: string | undefined;
  /** Who created it. */
  readonly role?: string | undefined;
}

export interface ComponentLoaded extends OpenFields {
  /** Conversation key. */
  readonly conversationId?: string | undefined;
  /** Message key. */
  readonly messageId?: string | undefined;
  /** Kind of component. */
  readonly type?: string | undefined;
}

export interface FeedbackSubmitted extends OpenFields {
  /** Conversation key. */
  readonly conversationId?: string | undefined;
  /** Message key. */
  readonly messageId?: string | undefined;
  /** Score given. */
  readonly rating?: number | undefined;
}
