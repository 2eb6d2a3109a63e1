export default {
  testEnvironment: 'node',
  // Real servers, processes and a browser on a machine that does other things, too: a spec that hangs is told late, not often.
  testTimeout: 30_000,
  // Most specs wait for servers and processes, so that leaving a core to the system costs more than it gives.
  maxWorkers: '100%',
  extensionsToTreatAsEsm: ['.ts'],
  testMatch: ['<rootDir>/spec/**/*.spec.ts', '<rootDir>/workspace/spec/**/*.spec.ts'],
  moduleNameMapper: {
    '^(\\.{1,2}/.*)\\.js$': '$1',
    // As the build of the workspace has it.
    '^waybill/vocab$': '<rootDir>/lib/vocab/index.ts',
    // The workspace reads plans by the package, which is the one beside it.
    '^waybill/plan$': '<rootDir>/lib/plan/index.ts',
  },
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'es6' } },
    ],
  },
  modulePathIgnorePatterns: [
    '<rootDir>/dist/',
    '<rootDir>/workspace/dist/',
    '<rootDir>/bench/',
    '<rootDir>/site/node_modules/',
    '<rootDir>/site/dist/',
    '<rootDir>/spec/runtimes/node_modules/',
  ],
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/bench/'],
  // One summary line that any CI can read, after jest's own report.
  reporters: ['default', '<rootDir>/spec/support/summary-reporter.mjs'],
};
