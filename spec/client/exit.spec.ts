import { afterEach, describe, expect, it } from '@jest/globals';
import {
  type ExitHolder,
  holdExit,
  isLastExit,
  releaseExit,
  stayAwake,
} from '../../lib/client/exit.js';
import { turns } from '../support/manual-clock.js';

const before = process.listeners('beforeExit');
const held: ExitHolder[] = [];

/** Something that is pending until it is told to be done. */
class Holder implements ExitHolder {
  drains = 0;
  done: () => void = () => undefined;

  drain(): Promise<void> {
    this.drains += 1;
    return new Promise((resolve) => {
      this.done = resolve;
    });
  }
}

function hold(holder = new Holder()): Holder {
  held.push(holder);
  holdExit(holder);
  return holder;
}

function ours(): readonly ((code: number) => void)[] {
  return process.listeners('beforeExit').filter((listener) => !before.includes(listener));
}

/** The event loop is empty: what Node.js does then. */
function exitNaturally(): void {
  for (const listener of ours()) listener.call(process, 0);
}

afterEach(() => {
  for (const holder of held.splice(0)) releaseExit(holder);
});

describe('a natural exit of the process', () => {
  it('is listened for once, however many clients have something pending', () => {
    for (let client = 0; client < 100; client += 1) hold();

    expect(ours()).toHaveLength(1);
  });

  it('is not listened for any more once nobody has', () => {
    const holders = [hold(), hold()];
    for (const holder of holders) releaseExit(holder);

    expect(ours()).toHaveLength(0);
  });

  it('is listened for once again when somebody has anew', () => {
    releaseExit(hold());
    hold();

    expect(ours()).toHaveLength(1);
  });

  it('drains everybody who has something pending, and nobody else', async () => {
    const [gone, one, two] = [hold(), hold(), hold()];
    releaseExit(gone);
    exitNaturally();

    expect([gone.drains, one.drains, two.drains]).toEqual([0, 1, 1]);
    one.done();
    two.done();
    await turns(2);
  });

  it('does not drain again while it drains, and may after that', async () => {
    const holder = hold();
    exitNaturally();
    exitNaturally();
    expect(holder.drains).toBe(1);

    holder.done();
    await turns(2);
    exitNaturally();

    expect(holder.drains).toBe(2);
    holder.done();
    await turns(2);
  });

  it('forgets a holder that was never there without a trace', () => {
    releaseExit(new Holder());

    expect(ours()).toHaveLength(0);
  });

  it('counts a holder once, however often it says so', () => {
    const holder = hold();
    hold(holder);
    releaseExit(holder);

    expect(ours()).toHaveLength(0);
  });
});

describe('whoever waits for something before the end', () => {
  const timers = (): number =>
    process.getActiveResourcesInfo().filter((type) => type === 'Timeout').length;

  it('keeps the process going by one timer, until nobody waits any more', () => {
    const before = timers();
    const releases = [stayAwake(), stayAwake(), stayAwake()];
    const during = timers();
    for (const release of releases.slice(1)) release();
    const held = timers();
    releases[0]?.();

    expect([during - before, held - before, timers() - before]).toEqual([1, 1, 0]);
  });
});

describe('an empty event loop', () => {
  const listener = Symbol.for('aws.lambda.beforeExit');

  afterEach(() => {
    Reflect.deleteProperty(globalThis, listener);
  });

  it('is the end of the process, except in AWS Lambda', () => {
    expect(isLastExit()).toBe(true);
    Object.defineProperty(globalThis, listener, { value: () => undefined, configurable: true });
    expect(isLastExit()).toBe(false);
  });
});

describe('what clients share in a process', () => {
  it('stays whole where a test runner takes the global object apart', () => {
    hold();
    const shared = Object.getOwnPropertyDescriptor(globalThis, Symbol.for('waybill.exit'));
    expect(shared?.configurable).toBe(false);
    expect(Object.isSealed(shared?.value)).toBe(true);
  });
});
