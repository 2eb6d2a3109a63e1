import { existsSync } from 'node:fs';

/** Where Chromium is on this computer; undefined where it isn't. */
export const CHROMIUM = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
].find((path) => existsSync(path));
