import { describe, expect, it } from '@jest/globals';
import { SEGMENT, sentBy, useTheirTime, WAYBILL } from './both-clients.js';
import { PROGRAMS } from './plugin-programs.js';

useTheirTime();

describe('a program sends the same with a plugin', () => {
  it.each(PROGRAMS)('%s', async (_what, { messages, log }, program) => {
    const [ours, theirs]: [unknown[], unknown[]] = [[], []];
    const sent = await sentBy(WAYBILL, { program: (client) => program(client, ours) });

    expect(sent).toStrictEqual(
      await sentBy(SEGMENT, { program: (client) => program(client, theirs) }),
    );
    expect(sent.flatMap(({ body }) => body['batch'])).toHaveLength(messages);
    // When a plugin is told and when a callback is called is not a matter of the wire.
    expect(sorted(ours)).toEqual(sorted(log));
    expect(sorted(theirs)).toEqual(sorted(log));
  });
});

function sorted(log: readonly unknown[]): readonly string[] {
  return log.map(String).sort();
}
