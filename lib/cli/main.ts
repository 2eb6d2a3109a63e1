#!/usr/bin/env node
import { runProgram } from './program.js';
import { terminalOf } from './terminal.js';

process.exitCode = await runProgram({
  args: process.argv.slice(2),
  terminal: terminalOf({ stdout: process.stdout, stderr: process.stderr, nowMs: Date.now }),
  // The declarations lie beside this file once it is built.
  declarations: new URL('./index.d.mts', import.meta.url),
});
