import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { loadPlan } from '../../../lib/plan/load-plan.js';
import { useStage } from '../../support/stage.js';

const stage = useStage();

// It uses dist/, as users do: `npm run build` comes first.
describe('examples/typed-tracking', () => {
  it('is what the guide shows', () => {
    const guide = readFileSync('docs/guide/typed-tracking.md', 'utf8');
    const program = readFileSync('examples/typed-tracking/worker.ts', 'utf8');
    const blocks = [...guide.matchAll(/^```typescript\n([\s\S]*?)^```$/gm)];
    expect(blocks.length).toBeGreaterThan(0);
    for (const [, code = ''] of blocks) expect(program).toContain(code);
  });

  it('delivers what it tracks', async () => {
    const service = await stage.service();
    const args = ['--import', 'tsx', 'examples/typed-tracking/worker.ts'];
    const env = { ...process.env, ENDPOINT: service.url };
    const { stdout } = await promisify(execFile)(process.execPath, args, { env });
    expect(stdout).toBe('6 messages are delivered.\n');
    const plan = loadPlan('spec/fixtures/plan/example-plan.json');
    expect(service.messages.flatMap((message) => plan.verdict(message).violations)).toEqual([]);
  });
});
