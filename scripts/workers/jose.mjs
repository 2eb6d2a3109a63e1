/** Takes the place of jose in the build for workers: as much of it as OAuth needs, since all is in one file there. */
export { SignJWT } from 'jose/jwt/sign';
export { importPKCS8 } from 'jose/key/import';
