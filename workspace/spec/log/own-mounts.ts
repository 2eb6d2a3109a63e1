import { spawnSync } from 'node:child_process';

/** How a process gets mounts of its own, and so a disk of its own that is small; undefined where it may not. */
export const UNSHARE = [
  ['unshare', '-m'],
  ['unshare', '-rm'],
].find(([command = '', ...flags]) => {
  const script = 'mount -t tmpfs -o size=64k none /tmp';
  return spawnSync(command, [...flags, 'bash', '-c', script]).status === 0;
});
