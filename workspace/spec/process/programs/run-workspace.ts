// Runs a workspace until it is killed. Prints where it listens, or why it could not start.
import { startWorkspace } from '../../../lib/start.js';

const [folder = '', port = '0'] = process.argv.slice(2);

try {
  const { url } = await startWorkspace({ folder, port: Number(port) });
  console.log(url);
} catch (error) {
  console.log(String(error));
}
