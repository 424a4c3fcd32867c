import config from './jest.config.js';

/** What takes longer than a change should wait for: `npm run test:soak`. */
export default {
  ...config,
  testMatch: ['<rootDir>/test/soak/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
  testTimeout: 600_000,
};
