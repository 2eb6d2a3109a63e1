import { execFile } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { aProject } from '../cli/migrate/a-project.js';
import { useStage } from '../support/stage.js';

const execute = promisify(execFile);
const stage = useStage();

/** Inside of the project, where programs find `waybill` by its own name, as users do. */
const FOLDER = resolve('.waybill', 'migrated');
const PROGRAMS = {
  'legacy.cjs': `
    const Segment = require('analytics-node');
    const client = new Segment('a-write-key', {
      host: process.env.SERVICE_URL + '/', enable: true, timeout: 5000, retryCount: 2, maxQueueSize: 1024 * 450,
    });
    client.track({ userId: 42, event: 'Something Happened' });
    client.flush((error) => { if (error) throw error; });`,
  'segment.mjs': `
    import Client, { Analytics, Context } from '@segment/analytics-node';
    import { ContextCancelation } from '@segment/analytics-core';
    if (Client !== Analytics || !Context || !ContextCancelation) throw new Error('Something is missing.');
    const client = new Analytics({ writeKey: 'a-write-key', host: process.env.SERVICE_URL, flushAt: 1 });
    client.track({ userId: '42', event: 'Something Happened' });
    await client.closeAndFlush();`,
  'rudderstack.mjs': `
    import RudderAnalytics from '@rudderstack/rudder-sdk-node';
    const client = new RudderAnalytics('a-write-key', {
      dataPlaneUrl: process.env.SERVICE_URL, maxInternalQueueSize: 10, maxQueueSize: 460_800, gzip: true,
    });
    client.track({ userId: '42', event: 'Something Happened' });
    await client.flush();`,
};

describe('a program that was migrated', () => {
  beforeEach(() => void mkdirSync(FOLDER, { recursive: true }));
  afterEach(() => rmSync(FOLDER, { recursive: true, force: true }));

  it.each(Object.entries(PROGRAMS))(
    'runs on Waybill and sends its message: %s',
    async (name, code) => {
      const service = await stage.service();
      // Git ignores the folder that it runs in, and so the tool would.
      const project = aProject({ [name]: code });
      const tool = execute(process.execPath, ['dist/cli.mjs', 'migrate', '--write', project]);
      // It exits with 1 where there is something to look at.
      await tool.catch((error: { readonly code: unknown }) => expect(error.code).toBe(1));
      const file = join(FOLDER, name);
      copyFileSync(join(project, name), file);
      expect(readFileSync(file, 'utf8')).not.toMatch(/analytics-node|rudder-sdk/);

      const { stderr } = await execute(process.execPath, [file], {
        env: { SERVICE_URL: service.url },
      });

      expect(stderr).toBe('');
      expect(service.messages).toMatchObject([
        { userId: '42', event: 'Something Happened', context: { library: { name: 'waybill' } } },
      ]);
    },
  );
});
