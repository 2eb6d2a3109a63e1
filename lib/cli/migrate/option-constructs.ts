import type { Construct } from './construct.js';

/** What is found where clients are made. */
export const OPTION_CONSTRUCTS = {
  'renamed-option': {
    severity: 'change',
    found: 'the option {subject}',
    reason: 'Waybill has it under another name.',
  },
  'moved-option': {
    severity: 'manual',
    found: 'the option {subject}',
    reason: 'Waybill does this in another way, and an option that it does not know is an error.',
  },
  'unknown-option': {
    severity: 'manual',
    found: 'the option {subject}',
    reason: 'An option that Waybill does not know is an error, where other clients ignore it.',
  },
  'refused-option': {
    severity: 'manual',
    found: 'the value of the option {subject}',
    reason: 'Waybill checks options, and its constructor throws for this value.',
  },
  'unseen-options': {
    severity: 'check',
    found: 'options of new {subject}() that are written elsewhere',
    reason: 'An option that Waybill does not know is an error, where other clients ignore it.',
    todo: 'Compare their names with docs/reference/options.md.',
  },
  'error-handler': {
    severity: 'check',
    found: 'the option errorHandler',
    reason:
      'It gets an AnalyticsError, and not what axios threw: with a code, a status and messageIds.',
    todo: 'Look at what it reads; docs/reference/errors.md has the codes.',
  },
  'flush-at-default': {
    severity: 'note',
    found: 'new {subject}() without flushAt',
    reason: 'By default 20 waiting messages start a send, and not 15.',
    todo: 'Nothing, unless you count requests: then set flushAt: 15.',
  },
  'gzip-default': {
    severity: 'check',
    found: 'new {subject}() without gzip',
    reason: "RudderStack's client compresses by default, Waybill does not.",
    todo: 'Set gzip: true; the server takes it from version 1.4 on.',
  },
  'host-default': {
    severity: 'manual',
    found: 'new {subject}() without a data plane',
    reason:
      "By default Waybill sends to Segment, and RudderStack's client to hosted.rudderlabs.com.",
    todo: "Set host: 'https://hosted.rudderlabs.com'.",
  },
  'wire-format': {
    severity: 'check',
    found: 'messages for RudderStack',
    reason:
      'What is sent differs: the body has writeKey, messages have no channel, and identify does not copy traits to context.traits.',
    todo: 'Look at transformations that read these. Set context: { traits }, or channel with enqueue(), where they are needed.',
  },
  redirects: {
    severity: 'note',
    found: 'the option {subject}',
    reason: 'An answer of 3xx is a failure, and no redirect is followed.',
    todo: 'Name the last URL, where this one redirects.',
  },
  'client-per-invocation': {
    severity: 'note',
    found: 'new {subject}() inside of a handler',
    reason:
      'flush() leaves the client open and no request in flight, so one client serves all invocations.',
    todo: 'Make it once, outside of the handler, and await flush() in it.',
  },
} as const satisfies Readonly<Record<string, Construct>>;
