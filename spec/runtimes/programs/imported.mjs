import * as waybill from 'waybill';
import { callBeforeNaturalExit, runScenario } from './scenario.mjs';

const input = JSON.parse(process.env.SCENARIO);
console.log(JSON.stringify(await runScenario(waybill, input)));
callBeforeNaturalExit(waybill, input);
