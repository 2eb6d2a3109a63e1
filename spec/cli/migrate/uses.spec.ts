import { describe, expect, it } from '@jest/globals';
import { codesIn, remarksIn } from './a-source.js';

const SETUP = {
  segment: `import { Analytics, Context } from '@segment/analytics-node'; const client = new Analytics({ writeKey: 'k', flushAt: 1 });`,
  legacy: `const Analytics = require('analytics-node'); const client = new Analytics('k');`,
  rudderstack: `import Analytics from '@rudderstack/rudder-sdk-node'; const client = new Analytics('k', { host, gzip: true });`,
  waybill: `import { Analytics } from 'waybill'; const client = new Analytics({ writeKey: 'k' });`,
};

/** What is found about what a file does with its client. */
function uses(code: string, from: keyof typeof SETUP = 'segment'): readonly string[] {
  const setup = `${SETUP[from]}\n`;
  return remarksIn(setup + code)
    .filter(({ offset }) => offset >= setup.length)
    .map((one) => one.code);
}

describe("what is done with Segment's client", () => {
  it.each([
    ["client.on('error', f)", ['error-event']],
    ["client.once('error', (e) => e.code === 'unknown')", ['error-event', 'error-code']],
    [
      "client.on('track', f).on('error', ({ code }) => code == 'delivery_failure')",
      ['error-event', 'error-code'],
    ],
    ["client.on('http_response', f)", ['response-event']],
    ["client.on('http_request', f)", ['request-event']],
    ["client.on('flush', f)", ['silent-event']],
    ["client.on('track', f); client.on(name, f); client.off('error', f)", []],
    ['client.flush(); client.closeAndFlush()', ['flush-overlap', 'flush-overlap']],
    ['client.register(plugin)', ['plugin-rules']],
    ['client.track(call, (error, context) => {})', []],
    ['await client.ready; client.ready.then(f).catch(f)', []],
    ["client.on('track', (context) => context.flush())", ['context-flush']],
    ['client.track(call, (error, context) => context.flush())', ['context-flush']],
    ['function f(context: Context) { context.flush(); }', ['context-flush']],
    [
      "client?.on('error', f); client!.on('error', f); (client as any).on('error', f)",
      ['error-event', 'error-event', 'error-event'],
    ],
    ["client['on']('error', f)", ['error-event']],
    ["client[on]('error', f); client[on]('track', (context) => context.flush())", []],
    ["client?.on('track', (context) => context.flush())", ['context-flush']],
    ["client['track'](call, (error, context) => context.flush())", ['context-flush']],
    ['client[track](call, (error, context) => context.flush())', []],
    ["client[on]('track', f).on('error', f)", []],
    ["if (a === 'unknown') client.track(call)", []],
  ])('%s', (code, codes) => {
    expect(uses(code)).toEqual(codes);
  });
});

describe.each(['legacy', 'rudderstack'] as const)('what is done with the client of %s', (from) => {
  it.each([
    ['client.flush()', ['flush-report']],
    ['client.flush((error, data) => {})', ['flush-callback']],
    ['client.flush(done)', ['flush-callback']],
    ['client.track(call, (error) => {})', []],
    ['client.track(call, (error, batch) => {})', ['callback-arguments']],
    ['client.track(call, done)', ['callback-arguments']],
    ['client.identify(call).track(call).flush()', ['chained-call', 'chained-call']],
    ["client.enqueue('track', call, done)", ['enqueue-arguments']],
    ['client.queue.length; client.flushAt = 1', ['inner-property', 'inner-property']],
    ['client.createPersistenceQueue(options, done)', ['persistence-queue']],
  ])('%s', (code, codes) => {
    expect(uses(code, from)).toEqual(codes);
  });
});

describe('what is done with Waybill', () => {
  it.each([
    ['client.flush(done); client.flush().then(f)', []],
    ["client.on('error', (error) => error.code === 'refused')", []],
    ["client.on('error', (error) => error.code === 'delivery_failure')", ['error-code']],
    ['client.identify(call).track(call)', ['chained-call']],
    ['client?.identify(call).track(call)', ['chained-call']],
    ['client.identify?.(call)?.track(call).flush()', ['chained-call', 'chained-call']],
    ["client['identify'](call)['track'](call)", ['chained-call']],
    ['client[track](call).flush(); client.track(call)[flush]()', []],
    ["client.enqueue('track', call)", ['enqueue-arguments']],
    ["client.enqueue({ type: 'track' }, done)", []],
    ['client.createPersistenceQueue(options)', ['persistence-queue']],
  ])('is found until it is right: %s', (code, codes) => {
    expect(uses(code, 'waybill')).toEqual(codes);
  });
});

describe('a client is followed', () => {
  const found = (code: string): readonly string[] =>
    codesIn(`import Default, * as space from '@segment/analytics-node'; ${code}`).filter(
      (one) => one === 'plugin-rules',
    );

  it.each([
    ['into another name', 'const a = new Default(o); const b = a; b.register(p)'],
    ['through a later assignment', 'let a; a = new Default(o); a.register(p)'],
    ['through ??=', 'let a; a ??= new Default(o); a.register(p)'],
    ['as it is made', 'new Default(o).register(p)'],
    ['from a namespace', 'const a = new space.Analytics(o); a.register(p)'],
    ['from its default', 'const a = new space.default(o); a.register(p)'],
    ['through another name of the class', 'const A = Default; new A(o).register(p)'],
    ['into a function', 'const a = new Default(o); function f() { a.register(p); }'],
    ['from a default of a parameter', 'function f(a = new Default(o)) { a.register(p); }'],
    ['by the type of a parameter', 'const f = (a: Default | undefined) => a?.register(p)'],
    ['by a type from a namespace', 'function f(a: space.Analytics) { a.register(p); }'],
    ['into a member', 'this.a = new Default(o); this.a.register(p)'],
    ['into exports', 'exports.a = new Default(o); exports.a.register(p)'],
    ['into app.locals', 'app.locals.a = new Default(o); app.locals.a.register(p)'],
    ['into a field', 'class A { a = new Default(o); f() { this.a.register(p); } }'],
    ['into a private field', 'class A { #a = new Default(o); f() { this.#a.register(p); } }'],
    ['by the type of a field', 'class A { a!: Default; f() { this.a.register(p); } }'],
    [
      'through a constructor',
      'class A { constructor(private a: Default) {} f() { this.a.register(p); } }',
    ],
    ['through a class of its own', 'class A extends Default {} const a = new A(); a.register(p)'],
    ['through either of two', 'const a = b ? new Default(o) : c; a.register(p)'],
  ])('%s', (_what, code) => {
    expect(found(code)).toHaveLength(1);
  });

  it.each([
    ['another one of the name', 'const a = new Default(o); function f(a) { a.register(p); }'],
    ['one in a block', 'const a = new Default(o); { let a = 1; a.register(p); }'],
    ['one that is caught', 'const a = new Default(o); try {} catch (a) { a.register(p); }'],
    ['a class in its place', 'function f(Default) { new Default(o).register(p); }'],
    [
      'a field of another class',
      'class A { a = new Default(o); } class B { f() { this.a.register(p); } }',
    ],
    ['a global', 'analytics.register(p)'],
    ['what comes from elsewhere', "import { a } from './analytics.js'; a.register(p)"],
    ['a method of what it gives', 'const a = new Default(o); a.track(b).outcome.register(p)'],
  ])('and not taken for it: %s', (_what, code) => {
    expect(found(code)).toEqual([]);
  });

  it('through require and import()', () => {
    const required =
      "const { Analytics: A } = require('@segment/analytics-node'); new A(o).register(p)";
    const imported =
      "const { Analytics } = await import('@segment/analytics-node'); new Analytics(o).register(p)";
    const whole = "const s = require('@segment/analytics-node'); new s.Analytics(o).register(p)";
    for (const text of [required, imported, whole]) expect(codesIn(text)).toContain('plugin-rules');
  });
});
