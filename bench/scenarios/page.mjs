import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { callMaker } from '../harness/calls.mjs';
import { medianOf, worstOf } from '../harness/figures.mjs';
import { runRounds } from '../harness/rounds.mjs';
import { number, table } from '../harness/table.mjs';

export const title =
  "The workspace's page, from opening it in a fresh browser profile, by the browser's own clock";

const PROGRAM = fileURLToPath(new URL('../subjects/endpoint-process.mjs', import.meta.url));
const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
  (path) => existsSync(path),
);
/** How many messages the workspace has when its page is opened. */
const MESSAGES = { 'no messages': 0, '10,000 messages': 10_000 };
const BATCH = 500;

/** Loads are rounds: each opens the page of both workspaces once. */
export async function run(bench) {
  const subjects = Object.keys(MESSAGES);
  if (CHROMIUM === undefined) {
    const failures = [{ subject: 'page', reason: 'There is no Chromium on this computer.' }];
    return { subjects, rounds: [], failures };
  }
  const { chromium } = await import('playwright-core');
  const args = ['--no-sandbox', '--disable-dev-shm-usage'];
  const browser = await chromium.launch({ executablePath: CHROMIUM, args });
  const workspaces = await Promise.all(subjects.map((subject) => startWith(MESSAGES[subject])));
  try {
    return await runRounds({
      subjects,
      rounds: bench.isQuick ? 7 : 15,
      budget: 60,
      progress: bench.progress,
      measure: (subject) => open(browser, workspaces[subjects.indexOf(subject)].url),
    });
  } finally {
    await browser.close();
    for (const { end } of workspaces) await end();
  }
}

export function print({ subjects, rounds }) {
  const rows = subjects.map((subject) => [
    subject,
    number(medianOf(rounds, subject, 'contentMs')),
    number(medianOf(rounds, subject, 'drawnMs')),
    number(worstOf(rounds, subject, 'drawnMs')),
    number(medianOf(rounds, subject, 'requests')),
  ]);
  return table(['', 'content there, ms', 'drawn, ms', 'worst, ms', 'requests'], rows);
}

export function targets({ subjects, rounds }) {
  return subjects.map((subject) => ({
    name: `page with ${subject}, opened and drawn`,
    atMost: 500,
    value: medianOf(rounds, subject, 'drawnMs'),
    unit: 'ms',
  }));
}

async function startWith(messages) {
  const folder = await mkdtemp(join(tmpdir(), 'waybill-bench-'));
  const child = fork(PROGRAM, ['workspace', folder], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const [{ url }] = await once(child, 'message');
  const makeCall = callMaker(600);
  for (let first = 0; first < messages; first += BATCH) {
    const batch = Array.from({ length: BATCH }, (_, index) => ({
      type: 'track',
      ...makeCall(first + index),
    }));
    const body = JSON.stringify({ batch, writeKey: 'bench' });
    await fetch(`${url}/v1/batch`, { method: 'POST', body });
  }
  const end = async () => {
    child.kill('SIGKILL');
    await rm(folder, { recursive: true, force: true });
  };
  return { url, end };
}

async function open(browser, url) {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    await page.addInitScript(watchContent);
    await page.goto(`${url}/`);
    await page.waitForFunction(() => globalThis.opening.drawnMs !== undefined);
    return await page.evaluate(() => ({
      ...globalThis.opening,
      requests: 1 + performance.getEntriesByType('resource').length,
    }));
  } finally {
    await context.close();
  }
}

/** Runs in the page: notes when there is a message, or what to do while there is none, and when that is drawn. */
function watchContent() {
  const opening = {};
  globalThis.opening = opening;
  new MutationObserver((_, observer) => {
    if (document.querySelector('.row, .first-steps') === null) return;
    observer.disconnect();
    opening.contentMs = performance.now();
    // What follows a frame's callbacks is that frame.
    requestAnimationFrame(() =>
      setTimeout(() => {
        opening.drawnMs = performance.now();
      }),
    );
  }).observe(document, { childList: true, subtree: true });
}
