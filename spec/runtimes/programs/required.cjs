const waybill = require('waybill');

const input = JSON.parse(process.env.SCENARIO);
void import('./scenario.mjs').then(async ({ callBeforeNaturalExit, runScenario }) => {
  console.log(JSON.stringify(await runScenario(waybill, input)));
  callBeforeNaturalExit(waybill, input);
});
