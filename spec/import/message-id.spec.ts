import { describe, expect, it } from '@jest/globals';
import { v5 } from 'uuid';
import { MessageIds } from '../../lib/import/message-id.js';

const NAMESPACE = '5b0a3d1c-6f0e-4c0c-9a5f-b5c2f4a1d7e8';

describe('a derived message id', () => {
  it.each([
    ['a', '1', '{}'],
    ['events.ndjson', '17', '{"type":"track","event":"Öl"}'],
    ['events.ndjson', '17.2', 'x'.repeat(200_000)],
  ])(
    'is the UUID v5 of the source, the place and the content (%s, %s)',
    (source, place, content) => {
      const name = `${source}\n${place}\n${content}`;

      expect(new MessageIds(source).of(place, Buffer.from(content))).toBe(v5(name, NAMESPACE));
    },
  );

  it('stays the same from release to release', () => {
    expect(new MessageIds('events.ndjson').of('1', Buffer.from('{"type":"track"}'))).toBe(
      v5('events.ndjson\n1\n{"type":"track"}', NAMESPACE),
    );
  });

  it('does not depend on what was asked before', () => {
    const ids = new MessageIds('a');
    const first = ids.of('1', Buffer.from('content'));
    ids.of('2', Buffer.alloc(500_000, 'x'));

    expect(ids.of('1', Buffer.from('content'))).toBe(first);
  });

  it('are the same however the path of a file is written', () => {
    const content = Buffer.from('{}');
    const [one, other] = ['events.ndjson', './a/../events.ndjson'].map((source) =>
      new MessageIds(source).of('1', content),
    );
    expect(one).toBe(other);
  });
});
