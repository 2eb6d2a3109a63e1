import type { Construct } from './construct.js';

/** What is found where clients are used. */
export const USE_CONSTRUCTS = {
  'error-event': {
    severity: 'check',
    found: "a listener of 'error'",
    reason:
      'It gets an AnalyticsError, with a code such as refused or retries-spent, a reason, messageIds, and ctx for a single message.',
    todo: 'Look at what it reads; docs/reference/errors.md has the codes.',
  },
  'error-code': {
    severity: 'manual',
    found: "the code '{subject}'",
    reason: "Waybill's errors never have this code.",
    todo: 'Compare with refused, too-large, retries-spent, deadline or plugin-failed, as docs/reference/errors.md lists them.',
  },
  'response-event': {
    severity: 'check',
    found: "a listener of 'http_response'",
    reason: 'Its body is the beginning of the reply, where Segment gives the request once more.',
    todo: "Read what was sent from 'http_request'.",
  },
  'request-event': {
    severity: 'check',
    found: "a listener of 'http_request'",
    reason: 'The write key and tokens are masked in its headers and body.',
    todo: 'Nothing, unless it reads them.',
  },
  'silent-event': {
    severity: 'check',
    found: "a listener of '{subject}'",
    reason: 'Waybill has no such event.',
    todo: 'Take it out; docs/reference/client.md lists the events there are.',
  },
  'flush-callback': {
    severity: 'check',
    found: 'flush() with a callback',
    reason:
      'It gets (error, report), with the report { delivered, dropped, spooled, pending } in the place of the batch.',
    todo: 'Look at what it reads of its second argument, or await flush().',
  },
  'flush-report': {
    severity: 'check',
    found: 'flush()',
    reason:
      'It settles all that waits, resolves with { delivered, dropped, spooled, pending } in the place of the batch, and never rejects.',
    todo: 'Look at what is done with its result, and at what catches its errors.',
  },
  'flush-overlap': {
    severity: 'note',
    found: '{subject}()',
    reason: 'Calls of it may overlap, with each other and with requests in flight.',
    todo: 'Guards that were made by hand against that can go.',
  },
  'callback-arguments': {
    severity: 'check',
    found: 'the callback of {subject}()',
    reason: 'It gets (error, context): the one message that it was given for, and never the batch.',
    todo: 'Look at what it reads of its second argument.',
  },
  'chained-call': {
    severity: 'manual',
    found: '{subject}() on what another call returned',
    reason: 'The six calls return a receipt and not the client.',
    todo: 'Make each call on the client.',
  },
  'enqueue-arguments': {
    severity: 'manual',
    found: 'enqueue(type, message)',
    reason: 'enqueue() takes one message with its type in it.',
    todo: 'Write enqueue({ type, ...message }).',
  },
  'inner-property': {
    severity: 'manual',
    found: 'the property {subject} of the client',
    reason: 'Waybill has no such property.',
    todo: 'Read stats(), or keep what you gave the constructor.',
  },
  'plugin-rules': {
    severity: 'check',
    found: 'a plugin',
    reason:
      'Plugins see the message as JSON, with Dates as ISO text. If an enrichment throws, its message is dropped as plugin-failed, where Segment sends it unmodified.',
    todo: "Look at what it reads, and give the plugin onError: 'send' to send all the same.",
  },
  'context-flush': {
    severity: 'note',
    found: 'flush() of a context',
    reason: 'It forgets what was logged, and prints nothing.',
    todo: 'Read logs(), or give the client a logger.',
  },
  'persistence-queue': {
    severity: 'manual',
    found: 'createPersistenceQueue()',
    reason: 'Waybill has no queue in Redis.',
    todo: 'Take it out; keep what deadLetter is given, and send that later.',
  },
} as const satisfies Readonly<Record<string, Construct>>;
