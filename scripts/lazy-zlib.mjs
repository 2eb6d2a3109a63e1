/** Takes the place of node:zlib in the build: it is loaded when a body is compressed. `scripts/lazy-https.mjs` says why. */
const load = () => process.getBuiltinModule('node:zlib');

export const gzip = (...given) => load().gzip(...given);

export const crc32 = (...given) => load().crc32(...given);

export default new Proxy({}, { get: (_target, name) => load()[name] });
