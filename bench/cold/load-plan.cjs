/** Prints how many milliseconds it takes to load the module of plans, and then a plan with it. */
const [, , plans, file] = process.argv;
const startMs = performance.now();
const { loadPlan } = require(plans);
const requiredMs = performance.now();
loadPlan(file);
const loadedMs = performance.now();
process.stdout.write(
  JSON.stringify({ requireMs: requiredMs - startMs, loadMs: loadedMs - requiredMs }),
);
