/** Closes a run with one plain line, which CI systems read whatever the runner is. */
export default class SummaryReporter {
  onRunComplete(_contexts, results) {
    const skipped = results.numPendingTests > 0 ? `, ${results.numPendingTests} skipped` : '';
    console.log(`${results.numPassedTests} passed, ${results.numFailedTests} failed${skipped}`);
  }
}
