import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { SSEStreamingApi } from 'hono/streaming';
import { until } from '../../../spec/support/until.js';
import { sendLive } from '../../lib/http/live.js';
import { Faults } from '../../lib/intake/faults.js';
import { Plans } from '../../lib/plan/plans.js';
import { startWorkspace } from '../../lib/start.js';
import type { Workspace } from '../../lib/workspace.js';
import { aTrack, post } from '../post.js';
import { aStore, numbered } from '../store/kept-entries.js';
import { EventStream, listen } from './event-stream.js';

let workspace: Workspace;

beforeEach(async () => {
  workspace = await startWorkspace();
});

afterEach(() => workspace.close());

async function send(count: number): Promise<void> {
  await post(workspace, { body: { batch: Array.from({ length: count }, () => aTrack()) } });
}

function numbers(from: number, to: number): readonly number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

describe('the live stream', () => {
  it('begins with the faults that are on', async () => {
    workspace.setFaults({ kind: 'latency', latencyMs: 1 });
    const stream = await listen(workspace);

    expect(await stream.next()).toMatchObject({
      event: 'faults',
      data: [{ kind: 'latency', latencyMs: 1 }],
    });
    await stream.leave();
  });

  it('tells of entries as they come, whatever became of them', async () => {
    await send(2);
    const stream = await listen(workspace);
    await stream.next();

    await post(workspace, { body: { batch: [aTrack({ event: 'A' }), { type: 'track' }] } });

    const { event, id, data } = await stream.next();
    expect([event, id]).toEqual(['entries', '4']);
    expect(data).toEqual(JSON.parse(JSON.stringify(workspace.query({ outcome: 'any', after: 2 }))));
    await stream.leave();
  });

  it.each([
    ['after the number that is asked for', { query: '?after=1' }],
    ['after the last that came before the line was lost', { query: '?after=3', lastEventId: '1' }],
  ])('goes on %s', async (_, from) => {
    await send(3);
    const stream = await listen(workspace, from);

    expect(await stream.seqs(2)).toEqual([2, 3]);
    await stream.leave();
  });

  it('goes on from what comes next, where a number of another workspace is asked for', async () => {
    await send(2);
    const stream = await listen(workspace, { query: '?after=900' });
    await stream.next();

    await send(1);

    expect(await stream.seqs(1)).toEqual([3]);
    await stream.leave();
  });

  it('tells that all was forgotten, and of faults that are set', async () => {
    const stream = await listen(workspace);
    await stream.next();

    await workspace.clear();
    expect(await stream.next()).toEqual({ event: 'cleared', id: undefined, data: {} });

    workspace.setFaults([{ kind: 'reset', requests: 1 }]);
    expect(await stream.next()).toMatchObject({ event: 'faults', data: [{ kind: 'reset' }] });
    await stream.leave();
  });

  it('has all of a burst, in order', async () => {
    const stream = await listen(workspace);
    const seqs = stream.seqs(2_000);

    await Promise.all(Array.from({ length: 20 }, () => send(100)));

    expect(await seqs).toEqual(numbers(1, 2_000));
    await stream.leave();
  });

  it('has all for a reader that reads late, and holds nobody up meanwhile', async () => {
    const stream = await listen(workspace);

    for (let batch = 0; batch < 4; batch += 1) await send(1_500);
    expect(workspace.stats().unique).toBe(6_000);

    expect(await stream.seqs(6_000)).toEqual(numbers(1, 6_000));
    await stream.leave();
  });

  it('holds nobody up who closes the workspace', async () => {
    const stream = await listen(workspace);
    await stream.next();

    await workspace.close();

    await expect(stream.next()).rejects.toThrow();
  });
});

describe('sending live', () => {
  function aStream() {
    const { readable, writable } = new TransformStream();
    const api = new SSEStreamingApi(writable, readable);
    const [store, faults] = [aStore({ maxEntries: 100 }), new Faults()];
    const plans = new Plans(new Map(), undefined);
    const rejudging = { onDone: () => () => undefined };
    const sent = sendLive(api, { store, faults, plans, rejudging }, 0);
    return { api, store, faults, sent, events: new EventStream(api.responseReadable) };
  }

  it('tells of entries that came after all was forgotten after it told of that', async () => {
    const { api, store, sent, events } = aStream();
    // The first event is under way until it is read.
    store.add(numbered(1));
    store.clear();
    store.add(numbered(2));

    expect((await events.next()).event).toBe('faults');
    expect((await events.next()).event).toBe('cleared');
    expect(await events.seqs(1)).toEqual([2]);
    api.abort();
    await sent;
  });

  it('ends when the reader is gone, also in the middle of an event', async () => {
    const { store, sent, events } = aStream();
    let isOver = false;
    const over = sent.then(() => {
      isOver = true;
    });
    store.add(numbered(1));

    await events.leave();

    await until(() => isOver, 'the end of the stream');
    await over;
  });

  it('ends when the reader is gone while there is nothing to tell', async () => {
    const { sent, events } = aStream();
    await events.next();

    await events.leave();

    await sent;
  });
});
