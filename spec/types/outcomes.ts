import { expectTypeOf } from 'expect-type';
import {
  Analytics,
  AnalyticsError,
  type Context,
  DeliveryError,
  type DropEvent,
  type DropReason,
  type LossReason,
  type Outcome,
  type RefusalReason,
  type SegmentEvent,
  type Stats,
  type ValidationCode,
  ValidationError,
} from 'waybill';

// Compiled, not run.
const analytics = new Analytics({ writeKey: 'a-write-key' });
const receipt = analytics.track({ userId: '1', event: 'Seen' });

expectTypeOf(receipt.messageId).toEqualTypeOf<string>();
expectTypeOf(receipt.outcome).toEqualTypeOf<Promise<Outcome>>();
// @ts-expect-error: a receipt is for reading.
receipt.messageId = 'another';

/** A switch over an outcome is complete, and each case has what belongs to it. */
export function describeOutcome(outcome: Outcome): string {
  // @ts-expect-error: only what was dropped has a reason.
  void outcome.reason;
  switch (outcome.status) {
    case 'delivered':
      expectTypeOf(outcome.attempts).toEqualTypeOf<number>();
      return `delivered by request ${outcome.attempts}`;
    case 'spooled':
      return 'kept on disk';
    case 'dropped':
      expectTypeOf(outcome.reason).toEqualTypeOf<DropReason>();
      expectTypeOf(outcome.error).toEqualTypeOf<Error | undefined>();
      return outcome.reason;
  }
}

// A refused call and a lost message share two: too large for us or for the service, and against a plan that throws or drops.
expectTypeOf<RefusalReason | LossReason>().toEqualTypeOf<DropReason>();
expectTypeOf<RefusalReason & LossReason>().toEqualTypeOf<'too-large' | 'plan-violation'>();
expectTypeOf<Stats['dropped']>().toEqualTypeOf<Readonly<Record<LossReason, number>>>();
expectTypeOf<Stats['refused']>().toEqualTypeOf<Readonly<Record<RefusalReason, number>>>();

/** Errors are told apart by their class, or by the check that works across builds. */
export function describeError(error: unknown): string {
  if (error instanceof ValidationError) {
    expectTypeOf(error.code).toEqualTypeOf<ValidationCode>();
    return `${error.call}: ${error.field}`;
  }
  if (error instanceof DeliveryError) {
    expectTypeOf(error.messageIds).toEqualTypeOf<readonly string[]>();
    expectTypeOf(error.status).toEqualTypeOf<number | undefined>();
    return `${error.attempts} attempts`;
  }
  if (AnalyticsError.isAnalyticsError(error)) {
    expectTypeOf(error).toEqualTypeOf<AnalyticsError>();
    return error.code;
  }
  return 'another one';
}

// Listeners get what their event says.
analytics.on('error', (error) => {
  expectTypeOf(error).toExtend<AnalyticsError>();
  expectTypeOf(error.ctx).toEqualTypeOf<Context | undefined>();
});
analytics.on('drop', (drop) => expectTypeOf(drop).toEqualTypeOf<DropEvent>());
analytics.on('track', (context) => expectTypeOf(context).toEqualTypeOf<Context>());
analytics.on('drained', (...nothing) => expectTypeOf(nothing).toEqualTypeOf<[]>());
analytics.on('call_after_close', (event) => expectTypeOf(event).toEqualTypeOf<SegmentEvent>());
analytics.on('http_request', ({ headers, bytes }) => {
  expectTypeOf(headers).toEqualTypeOf<Readonly<Record<string, string>>>();
  expectTypeOf(bytes).toEqualTypeOf<number>();
});
analytics.on('http_response', ({ status }) => {
  expectTypeOf(status).toEqualTypeOf<number>();
});
// @ts-expect-error: not what this event gives.
analytics.on('drop', (messages: string) => messages);
