/** Loaded before a program: tells on its fourth channel, at its end, what it has used. */
import { writeSync } from 'node:fs';

const CHANNEL = 3;

process.on('exit', () => {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  const usage = { rssMb: maxRSS / 1_024, cpuSeconds: (userCPUTime + systemCPUTime) / 1e6 };
  writeSync(CHANNEL, JSON.stringify(usage));
});
