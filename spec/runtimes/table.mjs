import Table from 'cli-table3';

/** The matrix for people. Without colours: it may go into a file. */
export function tableOf(rows) {
  const table = new Table({
    head: ['runtime', 'version', 'import', 'require', 'events', 'ms', 'what failed'],
    colAligns: ['left', 'left', 'left', 'left', 'right', 'right', 'left'],
    style: { head: [], border: [] },
    chars: { mid: '', 'mid-mid': '', 'left-mid': '', 'right-mid': '' },
  });
  for (const { runtime, version, events, ms, failures, skipped, ...forms } of rows) {
    const note = skipped === undefined ? failures.join('\n') : `skipped: ${skipped}`;
    table.push([runtime, version, forms.import, forms.require, events, ms, note]);
  }
  return table.toString();
}
