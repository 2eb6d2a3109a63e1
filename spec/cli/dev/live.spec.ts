import { once } from 'node:events';
import { createServer } from 'node:http';
import { describe, expect, it } from '@jest/globals';
import { entriesIn, followLive } from '../../../lib/cli/dev/live.js';
import { addressOfOwner, findWorkspace } from '../../../lib/cli/dev/running.js';
import { StartError } from '../../../lib/cli/dev/start-error.js';
import type { Entry } from '../../../lib/cli/dev/workspace-package.js';
import { useStage } from '../../support/stage.js';
import { aProject } from '../migrate/a-project.js';
import { anEntry } from './a-workspace.js';

const stage = useStage();

/** A server that answers paths with these parts, one after the other. */
async function aServer(answers: Readonly<Record<string, readonly string[]>>): Promise<string> {
  const server = createServer(async (request, response) => {
    const parts = answers[request.url ?? ''];
    if (parts === undefined) return void response.writeHead(404).end();
    for (const part of parts) await new Promise((sent) => response.write(part, sent));
    response.end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  stage.onEnd(() => {
    server.close();
    server.closeAllConnections();
  });
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
}

async function follow(url: string): Promise<readonly (readonly Entry[])[]> {
  const told: (readonly Entry[])[] = [];
  const { signal } = new AbortController();
  await followLive({ url, signal, onOpen: () => undefined, onEntries: (one) => told.push(one) });
  return told;
}

const event = (entries: readonly unknown[]): string =>
  `event: entries\nid: 1\ndata: ${JSON.stringify(entries)}\n\n`;

describe('the live stream of a workspace', () => {
  it('is told event by event, however its parts are torn', async () => {
    const text = [': still here\n\n', event([anEntry()]), 'event: cleared\ndata: {}\n\n'].join('');
    const all = [...`${text}${event([anEntry({ seq: 2 }), anEntry({ seq: 3 })])}`];
    const url = await aServer({
      '/api/messages?outcome=any&limit=1': ['{ "last": 7 }'],
      '/api/live?after=7': all,
    });
    expect(await follow(url)).toEqual([[anEntry()], [anEntry({ seq: 2 }), anEntry({ seq: 3 })]]);
  });

  it('is missing where something else is there', async () => {
    const url = await aServer({ '/api/messages?outcome=any&limit=1': ['{}'] });
    await expect(follow(url)).rejects.toThrow(StartError);
    await expect(follow(url)).rejects.toThrow('answers 404 to /api/live');
  });

  it('has nothing but entries', () => {
    expect(entriesIn(event([anEntry(), { seq: '1' }, null]).trimEnd())).toEqual([anEntry()]);
    expect(entriesIn('event: faults\ndata: []')).toEqual([]);
    expect(entriesIn(': still here')).toEqual([]);
    expect(entriesIn('')).toEqual([]);
  });
});

describe('a workspace that runs', () => {
  const source = { name: 'default', kind: 'server', writeKey: 'k', enabled: true };

  it('tells of itself', async () => {
    const about = { url: 'http://127.0.0.1:1', folder: '/kept', sources: [source] };
    const url = await aServer({ '/api/workspace': [JSON.stringify(about)] });
    expect(await findWorkspace(url)).toEqual(about);
  });

  it.each(['{}', 'no JSON', '[]', 'null', '{ "url": "http://a", "sources": [{}] }'])(
    'is nothing that answers %s',
    async (text) => {
      expect(await findWorkspace(await aServer({ '/api/workspace': [text] }))).toBeUndefined();
    },
  );

  it('is found by its folder', () => {
    const owner = '{ "pid": 1, "address": "http://127.0.0.1:1" }';
    expect(addressOfOwner(aProject({ 'owner.json': owner }))).toBe('http://127.0.0.1:1');
    expect(addressOfOwner(aProject({ 'owner.json': '{ "address": "" }' }))).toBeUndefined();
    expect(addressOfOwner(aProject({ 'owner.json': '{' }))).toBeUndefined();
    expect(addressOfOwner(aProject({}))).toBeUndefined();
  });
});
