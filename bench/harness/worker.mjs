/** The process of one subject: measures one scenario and sends the result to its parent. */
import { once } from 'node:events';

const [{ scenario, subject, urls, parameters }] = await once(process, 'message');
try {
  const { measure } = await import(`../scenarios/${scenario}.mjs`);
  const tell = (value) => new Promise((resolve) => process.send(value, resolve));
  const ask = async (value) => {
    const answered = once(process, 'message');
    await tell({ note: value });
    const [{ answer }] = await answered;
    return answer;
  };
  const result = await measure({ subject, urls, parameters, ask });
  await tell({ result });
  if (result?.exitsByItself) process.disconnect();
  else process.exit();
} catch (error) {
  process.send({ error: error.stack ?? String(error) }, () => process.exit(1));
}
