// Written by scripts/vocab.mjs from scripts/vocab/events.json. Change that, and run it again.

import type { OpenFields } from '../../message/open-fields.js';

/** The events of the vocabulary "Live chat", with their properties. */
export interface LiveChat {
  /** Customer sends a first message. */
  readonly 'Live Chat Conversation Started': LiveChatConversationStarted;
  /** Someone closes the conversation. */
  readonly 'Live Chat Conversation Ended': LiveChatConversationEnded;
  /** Customer sends a message. */
  readonly 'Live Chat Message Sent': LiveChatMessageSent;
  /** Customer receives a message. */
  readonly 'Live Chat Message Received': LiveChatMessageReceived;
}

export interface LiveChatConversationStarted extends OpenFields {
  /** Agent key. */
  readonly agent_id?: string | undefined;
  /** Agent real name. */
  readonly agent_name?: string | undefined;
  /** Agent login. */
  readonly agent_username?: string | undefined;
  /** Conversation key. */
  readonly conversation_id?: string | undefined;
  /** Length so far. In seconds. */
  readonly conversation_duration?: number | undefined;
  /** Message key. */
  readonly message_id?: string | undefined;
  /** Message text. */
  readonly message_body?: string | undefined;
}

export interface LiveChatConversationEnded extends LiveChatConversationStarted {}

export interface LiveChatMessageSent extends LiveChatConversationStarted {}

export interface LiveChatMessageReceived extends LiveChatConversationStarted {}
