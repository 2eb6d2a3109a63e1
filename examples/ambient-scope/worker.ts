/**
 * A worker that takes the jobs of several users at once: `ENDPOINT=http://localhost:8080 node --import tsx
 * examples/ambient-scope/worker.ts`. The code below a job tracks for its user, and is handed neither a user nor a client's scope.
 */
import { Analytics } from 'waybill';

const { WRITE_KEY = 'my-write-key', ENDPOINT } = process.env;

interface Job {
  readonly userId: string;
  readonly pages: number;
}

const JOBS: readonly Job[] = [
  { userId: 'ada', pages: 3 },
  { userId: 'grace', pages: 1 },
  { userId: 'alan', pages: 2 },
];

const analytics = new Analytics({ writeKey: WRITE_KEY, host: ENDPOINT });

/** Each job has a scope around it, and sends what it has tracked before it is done. */
async function handle({ userId, pages }: Job): Promise<void> {
  const scope = analytics.scope({ userId, context: { app: { name: 'report-worker' } } });
  await analytics.run(scope, () => makeReport(pages));
  const { delivered } = await scope.flush({ timeout: 2_000 });
  console.log(`${userId}: ${delivered}`);
}

async function makeReport(pages: number): Promise<void> {
  for (let page = 1; page <= pages; page += 1) await renderPage(page);
  analytics.current().track({ event: 'Report Made', properties: { pages } });
}

async function renderPage(page: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 1));
  analytics.current().track({ event: 'Page Rendered', properties: { page } });
}

await Promise.all(JOBS.map(handle));
await analytics.close();
