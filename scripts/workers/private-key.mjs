/**
 * Takes the place of lib/delivery/private-key.ts in the build for workers, where reading a key takes time, and is not allowed
 * before there is a request: it is read when it is first awaited.
 */
export function readPrivateKey(pem) {
  if (!pem.includes('-----BEGIN PRIVATE KEY-----')) throw new Error('No private key in PKCS 8.');
  let reading;
  return {
    // biome-ignore lint/suspicious/noThenProperty: being awaited is what it is for.
    then(resolve, reject) {
      reading ??= import('jose').then(({ importPKCS8 }) => importPKCS8(pem, 'RS256'));
      reading.then(resolve, reject);
    },
  };
}
