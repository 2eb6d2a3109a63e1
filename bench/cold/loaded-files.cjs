/** Prints the files that a module loads. */
require(process.argv[2]);
process.stdout.write(JSON.stringify(Object.keys(require.cache)));
