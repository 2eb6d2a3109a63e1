/** The version of the workspace. A spec holds it to package.json. */
export const VERSION = '0.1.0';
