import cliProgress from 'cli-progress';

/** Shows how far something is. */
export interface Progress {
  update(done: number, phase: string): void;
  stop(): void;
}

/** A bar on stderr where a person watches, else a line for each tenth and each change of phase. */
export function showProgress(total: number): Progress {
  return process.stderr.isTTY ? bar(total) : lines(total);
}

function bar(total: number): Progress {
  const single = new cliProgress.SingleBar(
    {
      format: '{bar} {value}/{total} requests  {phase}',
      hideCursor: true,
      clearOnComplete: true,
      stream: process.stderr,
    },
    cliProgress.Presets.shades_classic,
  );
  single.start(total, 0, { phase: '' });
  return {
    update: (done, phase) => single.update(done, { phase }),
    stop: () => single.stop(),
  };
}

function lines(total: number): Progress {
  let last = '';
  return {
    update: (done, phase) => {
      const tenth = Math.floor((10 * done) / total);
      if (last === `${tenth} ${phase}`) return;
      last = `${tenth} ${phase}`;
      process.stderr.write(`${done}/${total} requests  ${phase}\n`);
    },
    stop: () => undefined,
  };
}
