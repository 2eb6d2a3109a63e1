import { SpoolFolderError } from '../../lib/spool/spool-error.ts';

/** Takes the place of lib/spool/spool.ts in the build for workers: they have no disk. */
export class Spool {
  constructor() {
    throw new SpoolFolderError('one, and this runtime has no disk');
  }
}
