import config from './jest.config.js';

/** What takes longer than a change should wait for: `npm run test:soak`. */
export default {
  ...config,
  testMatch: ['<rootDir>/test/soak/**/*.test.ts', '<rootDir>/test/faults/matrix/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
  testTimeout: 600_000,
  // Each file keeps a server and a PostgreSQL busy: side by side they would wait for one another.
  maxWorkers: 1,
};
