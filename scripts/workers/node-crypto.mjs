/** Takes the place of node:crypto in the build for workers: WebCrypto can't hash at once, which `redact` has to. */
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

export function createHmac(_algorithm, key) {
  const hash = hmac.create(sha256, key);
  const chain = {
    update(text) {
      hash.update(utf8ToBytes(text));
      return chain;
    },
    digest: () => bytesToHex(hash.digest()),
  };
  return chain;
}
