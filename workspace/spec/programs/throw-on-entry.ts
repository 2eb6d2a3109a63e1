/** Takes one message while a listener fails, and says how that was answered and what failed. */
import { startWorkspace } from '../../lib/start.js';
import { aTrack, post } from '../post.js';

const errors: string[] = [];
process.on('uncaughtException', ({ message }) => errors.push(message));

const workspace = await startWorkspace();
workspace.subscribe(() => {
  throw new Error('The listener failed.');
});
const { status } = await post(workspace, { body: { batch: [aTrack()] } });
const { unique, duplicates } = workspace.stats();
await workspace.close();
process.stdout.write(`${JSON.stringify({ status, stats: { unique, duplicates }, errors })}\n`);
