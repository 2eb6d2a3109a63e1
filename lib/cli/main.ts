#!/usr/bin/env node
import { VERSION } from '../message/version.js';
import { terminalOf } from './terminal.js';

const args = process.argv.slice(2);
const terminal = terminalOf({
  stdout: process.stdout,
  stderr: process.stderr,
  nowMs: Date.now,
});

if (args.length === 1 && (args[0] === '--version' || args[0] === '-V')) {
  // What scripts ask most often needs none of the commands.
  terminal.write(`${VERSION}\n`);
} else {
  const { runProgram } = await import('./program.js');
  process.exitCode = await runProgram({
    args,
    terminal,
    // The declarations lie beside this file once it is built.
    declarations: new URL('./index.d.mts', import.meta.url),
  });
}
