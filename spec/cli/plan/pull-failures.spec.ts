import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { SharedPlan } from './a-shared-plan.js';
import { type ApiAnswer, cut, refused, SegmentApi, TOKEN } from './segment-api.js';

let shared: SharedPlan;

beforeEach(async () => {
  shared = await SharedPlan.start();
});

afterEach(() => shared.close());

describe('waybill plan pull', () => {
  it('waits as long as the API asks', async () => {
    shared.api.script(
      refused(429, { message: 'Too many requests', data: { msBeforeNext: 57_647 } }),
      refused(429, {}, { 'retry-after': '7' }),
      refused(503),
    );
    const pulled = shared.pull();
    await shared.waitOut(57_647, 7_000, 4_000);
    const { exitCode, progress } = await pulled;
    expect(exitCode).toBe(0);
    expect(progress).toContain('the API is busy: next try in 58 s');
  });

  it('gives up after five retries', async () => {
    shared.api.script(
      ...Array.from({ length: 6 }, () => refused(500, { message: `Broken: ${TOKEN}` })),
    );
    const pulled = shared.pull();
    await shared.waitOut(1_000, 2_000, 4_000, 8_000, 16_000);
    expect(await pulled).toMatchObject({
      exitCode: 1,
      complaints: `error: The API failed (500): Broken: ***. Try again later. ${shared.file} is as it was.\n`,
    });
    expect(shared.api.calls).toHaveLength(6);
  });

  it('fails at once where nobody is there to answer', async () => {
    const gone = await SegmentApi.start();
    const { url } = gone;
    await gone.close();
    const { exitCode, complaints, progress } = await shared.pull({ api: url });

    expect(exitCode).toBe(1);
    expect(complaints).toMatch(/can't be reached: ECONNREFUSED\. .*plan\.yaml is as it was\.\n$/);
    expect(progress).toEqual(['']);
  });

  it('says why it waits', async () => {
    shared.api.script(cut);
    const pulled = shared.pull();
    await shared.waitOut(1_000);

    expect((await pulled).progress).toContain("the API can't be reached: next try in 1 s");
  });

  it('does not wait for ever for an answer', async () => {
    shared.api.script(
      ...Array.from(
        { length: 6 },
        (): ApiAnswer => (_call, response) => void response.write('{"data":'),
      ),
    );
    const pulled = shared.pull();
    for (const retryMs of [1_000, 2_000, 4_000, 8_000, 16_000]) {
      await shared.waitOut(60_000, retryMs);
    }
    await shared.waitOut(60_000);
    expect(await pulled).toMatchObject({
      exitCode: 1,
      complaints: expect.stringMatching(/can't be reached: no answer within 60 s/),
    });
  });

  const html: ApiAnswer = (_call, response) => void response.end('<html>');
  const turned: ApiAnswer = (_call, response) => {
    response.writeHead(302, { location: 'http://127.0.0.1:9/' });
    response.end();
  };
  const circle: ApiAnswer = (_call, response) =>
    void response.end(JSON.stringify({ data: { rules: [], pagination: { next: 'again' } } }));

  it.each<[string, readonly (ApiAnswer | undefined)[], RegExp]>([
    [
      'refuses the token',
      [refused(401, { message: 'Unauthorized' })],
      /refused the token of WAYBILL_SEGMENT_TOKEN \(401\): Unauthorized\. Copy it again/,
    ],
    [
      'allows nothing',
      [refused(403)],
      /may not do that \(403\)\. It needs the right to tracking plans/,
    ],
    [
      'has no such plan',
      [refused(404)],
      /There is no such tracking plan at http:\S+ \(404\)\. Workspaces of the EU have --api https:\/\/eu1/,
    ],
    [
      'refuses the request',
      [refused(400, { message: `not ${TOKEN}\u001b[2J`, field: 'id' })],
      /refused the request \(400\): not \*\*\*\uFFFD\[2J \(id\)/,
    ],
    ['gives no JSON', [html], /gave an answer without data \(200\)/],
    ['redirects', [turned], /refused the request \(302\)/],
    [
      'has no plan',
      [(_call, response) => void response.end('{"data":{}}')],
      /no answer with a tracking plan/,
    ],
    [
      'has no rules',
      [undefined, (_call, response) => void response.end('{"data":{}}')],
      /no answer with a list of rules/,
    ],
    [
      'has pages in a circle',
      [undefined, circle, circle],
      /no answer with a page that comes after the others/,
    ],
  ])('fails, and leaves the file alone, where the API %s', async (_name, script, words) => {
    shared.write({ name: 'Shop', rules: [] });
    const before = shared.text;
    shared.api.script(...script);
    const { exitCode, complaints } = await shared.pull();
    expect(exitCode).toBe(1);
    expect(complaints).toMatch(words);
    expect(complaints).not.toContain(TOKEN);
    expect(shared.text).toBe(before);
  });
});
