import { symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it, jest } from '@jest/globals';
import { accepted, status } from '../../support/service.js';
import { useStage } from '../../support/stage.js';
import { DevProcess, type Ended } from '../dev/dev-process.js';
import { aProject } from '../migrate/a-project.js';

jest.setTimeout(30_000);

const stage = useStage();
const WORDS = ['track', '--user-id', '1', '--event', 'A', '--retries', '0'];

/** Runs the built `waybill send` in a project that has installed the workspace. */
function send(
  files: Readonly<Record<string, string>>,
  ...words: readonly string[]
): Promise<Ended> {
  const cwd = aProject({ ...files, 'node_modules/@waybill/.keep': '' });
  symlinkSync(resolve('workspace'), join(cwd, 'node_modules/@waybill/workspace'));
  return DevProcess.start(stage, [...WORDS, ...words], { cwd, command: 'send' }).ended;
}

describe('the built waybill send', () => {
  it('sends to what a configuration in TypeScript says, and ends with 0 or 1', async () => {
    const service = await stage.service([accepted, status(403)]);
    const client = `{ writeKey: 'key-of-the-file', host: '${service.url}' }`;
    const files = {
      'waybill.config.ts': `import { defineConfig } from '@waybill/workspace';\nexport default defineConfig({ client: ${client} });`,
    };
    const sent = await send(files);
    expect([sent.code, sent.complaints]).toEqual([0, '']);
    expect(sent.out).toContain('(client.writeKey in waybill.config.ts)\n');
    expect(service.requests[0]?.body.writeKey).toBe('key-of-the-file');

    const refused = await send(files);
    expect(refused.code).toBe(1);
    expect(refused.out).toContain('not delivered, refused');
  });

  it('ends with 2 where there is no write key', async () => {
    const { code, out, complaints } = await send({}, '--host', 'http://127.0.0.1:1');
    expect([code, out]).toEqual([2, '']);
    expect(complaints).toMatch(/^error: There is no write key\./);
  });
});
