/**
 * Takes the place of node:crypto in the build: it is loaded where OAuth is used, and with the first value that `redact`
 * hashes. `scripts/lazy-https.mjs` says why.
 */
const load = () => process.getBuiltinModule('node:crypto');

export const createHash = (...given) => load().createHash(...given);
export const createHmac = (...given) => load().createHmac(...given);
export const createPrivateKey = (...given) => load().createPrivateKey(...given);
export const sign = (...given) => load().sign(...given);
