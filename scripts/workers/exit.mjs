/** Takes the place of lib/client/exit.ts in the build for workers: they don't end by themselves, they are frozen. */
export const holdExit = () => undefined;
export const releaseExit = () => undefined;
export const stayAwake = () => () => undefined;
export const atExit = () => () => undefined;
export const isLastExit = () => false;
