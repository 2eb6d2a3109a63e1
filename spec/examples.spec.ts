import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { examplesOf, Programs, pages } from './support/documents.js';
import { Service } from './support/service.js';

// They use dist/, as users do: `npm run build` comes first.
describe('the examples of README and docs/', () => {
  const examples = pages().flatMap(examplesOf);
  const toRun = examples.filter(({ isRun }) => isRun);
  let service: Service;
  let programs: Programs;
  let complaints: readonly string[];

  beforeAll(async () => {
    service = await Service.start();
    programs = new Programs(examples, { name: 'examples', host: service.url });
    complaints = programs.compile();
  }, 60_000);

  afterAll(async () => {
    programs.dispose();
    await service.close();
  });

  it('compile', () => {
    const paths = examples.map(({ place }) => place.split(':')[0]);
    expect(paths).toEqual(expect.arrayContaining(['README.md', 'docs/reference/options.md']));
    expect(complaints).toEqual([]);
  });

  it.each(toRun)(
    'runs, and everything in it is delivered: $place',
    async (example) => {
      const before = service.messages.length;
      const printed = await programs.run(example);
      for (const promised of example.code.matchAll(/^\s*console\.log.*\/\/ (.*)$/gm)) {
        expect(printed).toContain(promised[1]);
      }
      // A client under test sends nothing.
      const calls = /ValidationError|createTestAnalytics/.test(example.code) ? 0 : 1;
      expect(service.messages.length - before).toBeGreaterThanOrEqual(calls);
    },
    20_000,
  );
});
