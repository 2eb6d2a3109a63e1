/** The version of this package. `spec/exports.spec.ts` holds it against package.json. */
export const VERSION = '0.1.0';
