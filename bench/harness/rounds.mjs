/**
 * Measures each subject once a round, in turn, so that whatever else the machine does meets them all; every other round
 * goes backwards. Ends early, after a whole round, where the next would pass the budget of seconds. Resolves to a list of
 * rounds, each with the result of each subject. A subject that fails is left out of its round, and `failures` says why.
 */
export async function runRounds({ subjects, rounds, budget, measure, progress }) {
  const results = [];
  const failures = [];
  const startMs = performance.now();
  for (let round = 0; round < rounds; round += 1) {
    const spent = (performance.now() - startMs) / 1_000;
    if (round > 0 && spent + spent / round > budget) break;
    const order = round % 2 === 0 ? subjects : [...subjects].reverse();
    const result = {};
    for (const subject of order) {
      progress(`round ${round + 1} of ${rounds}: ${subject}`);
      try {
        result[subject] = await measure(subject, round);
      } catch (error) {
        failures.push({ subject, round, reason: error.message });
      }
    }
    results.push(result);
  }
  return { subjects, rounds: results, failures };
}
