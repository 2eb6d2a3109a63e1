import { describe, expect, it } from '@jest/globals';
import { until } from '../../support/until.js';
import { anEntry, aStand } from './a-workspace.js';
import { ran, run } from './run-dev.js';

describe('waybill dev', () => {
  it('greets with the page, the address, a write key and a client, and ends when it is told to', async () => {
    const stand = aStand();
    const running = run(stand);
    await until(() => running.out() !== '');
    expect(running.out()).toBe(`Waybill workspace, ready after 123 ms

  page        http://127.0.0.1:8765/
  address     http://127.0.0.1:8765
  write key   dev-default  default, server; any other key is taken, too
  messages    .waybill

  import { Analytics } from 'waybill';
  const analytics = new Analytics({ writeKey: 'dev-default', host: 'http://127.0.0.1:8765' });

`);
    expect(stand.closed()).toBe(false);

    stand.stop();

    expect(await running.ended).toBe(0);
    expect(stand.closed()).toBe(true);
    expect(running.complaints()).toBe('');
  });

  it('starts on loopback with a folder where nothing else is said', async () => {
    const stand = aStand();
    await ran(stand);
    const folder = '/a/project/.waybill';
    expect(stand.started).toEqual([{ port: 8765, host: '127.0.0.1', folder, strict: false }]);
  });

  it('lists the write keys of all sources, and takes one that is switched on for the client', async () => {
    const sources = [
      { name: 'old', kind: 'web', writeKey: 'k', enabled: false },
      { name: 'shop', kind: 'mobile', writeKey: "it's", enabled: true },
    ] as const;
    const { out } = await ran(aStand({ configured: { sources } }));
    expect(out()).toContain('  write keys  k     old, web, switched off\n');
    expect(out()).toContain("              it's  shop, mobile\n");
    expect(out()).toContain('writeKey: "it\'s"');
    expect(out()).toContain('  set up by   waybill.config.ts\n');
  });

  it('holds all sources to the plan that was typed, in the place of those in the file', async () => {
    const source = { name: 'shop', kind: 'web', writeKey: 'k', enabled: true } as const;
    const configured = { plan: '/a/plan.yaml', sources: [{ ...source, plan: '/b/plan.yaml' }] };
    const stand = aStand({ configured });
    const { out } = await ran(stand, { plan: 'plans/shop.yaml' });
    expect(stand.started).toMatchObject([{ plan: '/a/project/plans/shop.yaml' }]);
    expect(stand.started[0]?.sources).toEqual([source]);
    expect(out()).toContain('  plan        plans/shop.yaml\n');

    const inFile = aStand({ configured });
    await ran(inFile);
    expect(inFile.started).toMatchObject([configured]);
  });

  it('says when the file of a plan was read again, and when it can not be', async () => {
    const stand = aStand();
    const running = run(stand);
    await until(() => running.out() !== '');
    const file = '/a/project/plan.yaml';

    stand.changePlan({ file, trouble: `${file}:3: rules must be an array; found a string.` });
    stand.changePlan({ file, trouble: undefined });

    expect(running.complaints()).toBe(
      `warning: ${file}:3: rules must be an array; found a string. Until it is mended, messages are held to the plan as it was.
Read plan.yaml again: messages are held to it as it is now.\n`,
    );
    stand.stop();
    await running.ended;
  });

  it('says how far it is with reading a large log', async () => {
    const reading = (totalBytes: number) => {
      const shares = [0, 0.04, 0.31, 0.34, 0.5, 1];
      return shares.map((share) => ({ readBytes: share * totalBytes, totalBytes }));
    };

    const { complaints } = await ran(aStand({ reading: reading(512 * 1024 ** 2) }));
    expect(complaints()).toBe(
      [30, 50, 100]
        .map((share) => `Read ${share} % of the 512 MB that were kept before.\n`)
        .join(''),
    );

    const short = await ran(aStand({ reading: reading(10 * 1024 ** 2) }));
    expect(short.complaints()).toBe('');
  });

  it('takes flags before the configuration, and that before the defaults', async () => {
    const configured = {
      port: 1,
      host: '::1',
      folder: '/kept',
      strict: true,
      maxLogBytes: 2_000_000,
    };
    const stand = aStand({ configured });
    await ran(stand, { port: '2', maxLog: '1gb' });
    expect(stand.started).toEqual([{ ...configured, port: 2, maxLogBytes: 1024 ** 3 }]);
  });

  it.each([
    [{ folder: '/kept' }, { memory: true }, undefined],
    [{ memory: true }, { folder: 'here' }, '/a/project/here'],
    [{ memory: true }, {}, undefined],
  ])('keeps messages where the last word says: %j, then %j', async (configured, flags, folder) => {
    const stand = aStand({ configured });
    const { out } = await ran(stand, flags);
    expect(stand.started[0]?.folder).toBe(folder);
    expect(out()).toContain(`  messages    ${folder === undefined ? 'in memory alone' : 'here'}\n`);
  });

  it.each(['0.0.0.0', '192.168.0.7', 'example.com', '127.evil.example'])(
    'warns of the host %s, quiet or not',
    async (host) => {
      const { exitCode, complaints } = await ran(aStand(), { host, quiet: true });
      expect(exitCode).toBe(0);
      expect(complaints()).toContain(`warning: --host ${host} is open to other computers`);
    },
  );

  it.each(['localhost', '127.0.0.2', '::1'])('does not warn of the host %s', async (host) => {
    expect((await ran(aStand(), { host })).complaints()).toBe('');
  });

  it('greets nobody where it is to be quiet', async () => {
    const { out, complaints } = await ran(aStand(), { quiet: true });
    expect([out(), complaints()]).toEqual(['', '']);
  });

  it('opens the page, and says where no browser can be opened', async () => {
    const stand = aStand();
    const { complaints } = await ran(stand, { open: true });
    expect(stand.opened).toEqual(['http://127.0.0.1:8765/']);
    expect(complaints()).toBe('');
    stand.failToOpen();
    expect(complaints()).toContain('Open http://127.0.0.1:8765/ yourself');
  });

  it('opens no page without being asked', async () => {
    const stand = aStand();
    await ran(stand);
    expect(stand.opened).toEqual([]);
  });
});

describe('waybill dev --tail', () => {
  it('prints a line for each message as it comes', async () => {
    const stand = aStand();
    const running = run(stand, { tail: true });
    await until(() => running.out() !== '');
    const greeting = running.out().length;

    stand.arrive([anEntry(), anEntry({ seq: 2 })]);

    const lines = running.out().slice(greeting).trimEnd().split('\n');
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatch(/^03:04:05\.067 {2}track +Order Completed +ada +default$/);
    stand.stop();
    expect(await running.ended).toBe(0);
  });

  it.each([
    ['where somebody watches', { isTerminal: true }, true],
    ['into a pipe', {}, false],
    ['for NO_COLOR', { isTerminal: true, environment: { NO_COLOR: '1' } }, false],
    ['into a pipe for FORCE_COLOR', { environment: { FORCE_COLOR: '1' } }, true],
    ['in a terminal that has none', { isTerminal: true, environment: { TERM: 'dumb' } }, false],
  ])('has colours or none %s', async (_where, options, isColoured) => {
    const stand = aStand(options);
    const running = run(stand, { tail: true, quiet: true });
    await until(() => stand.started.length > 0);
    await until(() => {
      stand.arrive([anEntry()]);
      return running.out() !== '';
    });
    expect(running.out().includes('\u001b[')).toBe(isColoured);
    stand.stop();
    await running.ended;
  });

  it('prints entries as JSON and nothing else, and greets on standard error', async () => {
    const stand = aStand({ isTerminal: true });
    const running = run(stand, { json: true });
    await until(() => running.complaints() !== '');
    const entries = [anEntry(), anEntry({ outcome: 'rejected', reason: 'bad_request' })];
    stand.arrive(entries);
    const lines = running.out().trimEnd().split('\n');
    expect(lines.map((line): unknown => JSON.parse(line))).toEqual(entries);
    expect(running.complaints()).toContain('http://127.0.0.1:8765');
    expect(running.complaints()).not.toContain('\u001b[');
    stand.stop();
    await running.ended;
  });

  it('prints no message without being asked', async () => {
    const stand = aStand();
    const running = run(stand, { quiet: true });
    await until(() => stand.started.length > 0);
    stand.arrive([anEntry()]);
    stand.stop();
    await running.ended;
    expect(running.out()).toBe('');
  });
});
