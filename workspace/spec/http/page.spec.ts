import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startWorkspace } from '../../lib/start.js';
import type { Workspace } from '../../lib/workspace.js';
import { rawRequest } from './raw-request.js';

let workspace: Workspace;

beforeAll(async () => {
  workspace = await startWorkspace();
});

afterAll(() => workspace.close());

describe('the page', () => {
  it.each([
    ['/', 'text/html; charset=utf-8', '<!doctype html>'],
    ['/page/app.js', 'text/javascript; charset=utf-8', 'const '],
    ['/page/style.css', 'text/css; charset=utf-8', '{'],
    ['/page/icon.svg', 'image/svg+xml', '<svg'],
  ])('has %s', async (path, type, part) => {
    const response = await fetch(`${workspace.url}${path}`);

    expect([response.status, response.headers.get('content-type')]).toEqual([200, type]);
    expect((await response.text()).toLowerCase()).toContain(part);
  });

  it('runs nothing but its own scripts, and is shown in no frame', async () => {
    const { headers } = await fetch(`${workspace.url}/`);

    const policy = headers.get('content-security-policy');
    expect(policy).toContain("default-src 'none'; script-src 'self';");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('cache-control')).toBe('no-cache');
  });

  it.each([
    '/page/../package.json',
    '/page/..%2fpackage.json',
    '/page/%2e%2e/package.json',
    '/page/%2e%2e%2flib%2fstart.js',
    '/page/..\\package.json',
    '/page/live/../../package.json',
    '/page/live/feed.js',
    '/page/style/base.css',
    '/page//etc/passwd',
    '/page/file:///etc/passwd.js',
    '/page/live/%00.js',
    '/page/%E0%A4%A.js',
    '/page/vendor/../vendor/preact.js/..',
    '/page/index.html',
    '/page/README.md',
    '/page/live',
    '/page/',
    '/page/missing.js',
    '/package.json',
  ])('leads nowhere else: %s', async (path) => {
    const { status, body } = await rawRequest(workspace.url, { path });

    expect([400, 404]).toContain(status);
    expect(body).not.toMatch(/"name"|root:|import /);
  });
});

it('says of what there is not that it is not there', async () => {
  const response = await fetch(`${workspace.url}/elsewhere`, { method: 'POST' });

  expect([response.status, await response.json()]).toEqual([
    404,
    { error: { code: 'not-found', message: 'There is no POST /elsewhere.' } },
  ]);
});
