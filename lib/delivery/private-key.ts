import { createPrivateKey, type KeyObject, type webcrypto } from 'node:crypto';

// RFC 7518, 3.3: a key for RS256 has at least these.
const LEAST_BITS = 2_048;

/**
 * Reads the private key that assertions are signed with. The build for workers has another.
 * @throws for what is no private RSA key in PEM
 */
export function readPrivateKey(pem: string): KeyObject | Promise<webcrypto.CryptoKey> {
  const key = createPrivateKey(pem);
  const { modulusLength = 0 } = key.asymmetricKeyDetails ?? {};
  if (key.asymmetricKeyType !== 'rsa' || modulusLength < LEAST_BITS) {
    throw new TypeError('Not an RSA key of 2048 bits or more.');
  }
  return key;
}
