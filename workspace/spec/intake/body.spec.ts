import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { MAX_DRAINED_BYTES, readBody } from '../../lib/intake/body.js';
import { LIMITS } from '../../lib/intake/limits.js';

const LIMIT = 1_000;

function sent(...texts: readonly (string | Buffer)[]) {
  return {
    encoding: undefined,
    chunks: (async function* () {
      for (const text of texts) yield Buffer.from(text);
    })(),
  };
}

describe('a body', () => {
  it('is read whatever pieces it comes in', async () => {
    const body = await readBody(sent('{"text":"é', '"', '}'), LIMIT);

    expect(body).toEqual({ kind: 'read', value: { text: 'é' }, bytes: 13 });
  });

  it('that is compressed is counted as it was before', async () => {
    const json = JSON.stringify({ text: 'x'.repeat(900) });

    const body = await readBody({ ...sent(gzipSync(json)), encoding: 'gzip' }, LIMIT);

    expect(body).toMatchObject({ kind: 'read', bytes: json.length });
  });

  it('that unpacks to more than the limit is given up, however small it is', async () => {
    const bomb = gzipSync(Buffer.alloc(50 * 1024 * 1024));

    const body = await readBody({ ...sent(bomb), encoding: 'gzip' }, LIMITS.batchBytes);

    expect(body).toEqual({ kind: 'too-large' });
  });

  it('that never ends is not read to its end', async () => {
    let chunks = 0;
    async function* endless(): AsyncGenerator<Buffer> {
      for (;;) {
        chunks += 1;
        yield Buffer.alloc(1024 * 1024);
      }
    }

    const body = await readBody({ encoding: undefined, chunks: endless() }, LIMIT);

    expect(body).toEqual({ kind: 'too-large' });
    expect(chunks).toBe(MAX_DRAINED_BYTES / (1024 * 1024) + 1);
  });

  it.each([
    ['no JSON', sent('{"batch":')],
    ['nothing', sent()],
    ['no gzip, though it says so', { ...sent('{}'), encoding: 'gzip' }],
    ['half a gzip', { ...sent(gzipSync('{}').subarray(0, 12)), encoding: 'gzip' }],
  ])('that is %s is broken', async (_, source) => {
    expect(await readBody(source, LIMIT)).toEqual({ kind: 'broken', why: expect.any(String) });
  });

  it.each(['[]', '1', 'null', '"text"'])('that is %s is odd', async (json) => {
    expect(await readBody(sent(json), LIMIT)).toEqual({ kind: 'odd', bytes: json.length });
  });

  it('whose connection goes away is cut', async () => {
    async function* cut(): AsyncGenerator<Buffer> {
      yield Buffer.from('{"batch":');
      throw new Error('aborted');
    }

    expect(await readBody({ encoding: undefined, chunks: cut() }, LIMIT)).toEqual({ kind: 'cut' });
  });
});
