import { expect, test } from '@jest/globals';
import { limitsOf, readConfig } from '../../../src/config.js';

test('the limits have the defaults that the README names', () => {
  expect(limitsOf(readConfig({}))).toEqual({
    depth: 15,
    aliases: 30,
    directives: 30,
    tokens: 2000,
    cost: 10_000,
    pageSize: 100,
    requestMs: 15_000,
    largeCommandMs: 60_000,
    ratePoints: 300_000,
    ratePeriodSeconds: 60,
    bodyBytes: 262_144,
    arrivalMs: 30_000,
    subscriptions: 50,
    payerSubscriptions: 200,
    sockets: 20,
  });
});

test('each limit can be set, and an empty setting counts as none', () => {
  const limits = limitsOf(
    readConfig({
      QUERY_DEPTH_LIMIT: '8',
      QUERY_ALIAS_LIMIT: '5',
      QUERY_DIRECTIVE_LIMIT: '4',
      QUERY_TOKEN_LIMIT: '500',
      QUERY_COST_LIMIT: '2000',
      PAGE_SIZE_LIMIT: '50',
      REQUEST_TIMEOUT_MS: '3000',
      LARGE_COMMAND_TIMEOUT_MS: '9000',
      RATE_LIMIT_POINTS: '9000',
      RATE_LIMIT_SECONDS: '',
      BODY_LIMIT_BYTES: '65536',
      ARRIVAL_TIMEOUT_MS: '5000',
      SUBSCRIPTION_LIMIT: '3',
      TOKEN_SUBSCRIPTION_LIMIT: '9',
      TOKEN_SOCKET_LIMIT: '4',
    }),
  );
  expect(limits).toEqual({
    depth: 8,
    aliases: 5,
    directives: 4,
    tokens: 500,
    cost: 2000,
    pageSize: 50,
    requestMs: 3000,
    largeCommandMs: 9000,
    ratePoints: 9000,
    ratePeriodSeconds: 60,
    bodyBytes: 65_536,
    arrivalMs: 5000,
    subscriptions: 3,
    payerSubscriptions: 9,
    sockets: 4,
  });
});

test('a server that could never run its largest operation does not start', () => {
  expect(() => readConfig({ QUERY_COST_LIMIT: '5000', RATE_LIMIT_POINTS: '4000' })).toThrow(
    'RATE_LIMIT_POINTS must be at least QUERY_COST_LIMIT',
  );
});

test('a limit that is no number in its range is named', () => {
  expect(() => readConfig({ PAGE_SIZE_LIMIT: '101', QUERY_TOKEN_LIMIT: 'many' })).toThrow(
    /^PAGE_SIZE_LIMIT: .*\nQUERY_TOKEN_LIMIT: /m,
  );
});
