/** Tests are ES modules like the sources; swc only strips types and lowers decorators. */
export default {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': '@swc/jest' },
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': ['$1.ts', '$1.js'] },
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/', '<rootDir>/test/soak/', '<rootDir>/test/faults/matrix/'],
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
  // By default one less than there are processors: on two, one at a time. Files share PostgreSQL, not a database in it.
  maxWorkers: '100%',
  // A worker ends by itself when nothing is open. It first frees the memory of all its files' sandboxes, which takes
  // longer than Jest's half a second on a busy machine. Jest still reports a worker that something holds open.
  workerGracefulExitTimeout: 30_000,
  globalSetup: '<rootDir>/test/support/server/global-setup.js',
  globalTeardown: '<rootDir>/test/support/server/global-teardown.js',
  // Against what hangs, and for that alone: a busy machine takes its time.
  testTimeout: 120_000,
};
