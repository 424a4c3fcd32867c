import { expect, test } from '@jest/globals';
import { openAccount } from '../../../src/platform/graphql/limits/account.js';
import { Pace } from '../../../src/platform/graphql/limits/pace.js';
import { PointsLedger } from '../../../src/platform/graphql/limits/points.js';

const limits = { ratePoints: 1000, ratePeriodSeconds: 3600 };

/** Notes when a payer's next request begins. */
function asking(pace: Pace, begun: string[]) {
  return async (name: string, payer: string, paid = 0) => {
    const end = await pace.begin({ ...openAccount(payer, true), paid });
    begun.push(name);
    return end;
  };
}

/** Long enough for everything that need not wait to have happened. */
const soon = () => new Promise((resolve) => setTimeout(resolve, 50));

test('a payer has so many requests at work at a time; others do not wait for it', async () => {
  const begun: string[] = [];
  const ask = asking(new Pace(limits, new PointsLedger(limits), 2), begun);
  const [first] = await Promise.all([ask('1', 'a'), ask('2', 'a')]);
  const third = ask('3', 'a');
  await ask('other', 'b');
  expect(begun).toEqual(['1', '2', 'other']);
  first();
  await third;
  expect(begun).toEqual(['1', '2', 'other', '3']);
});

test('who has spent much keeps a place until what it paid is earned; who has spent little gives it up at once', async () => {
  const begun: string[] = [];
  const ledger = new PointsLedger(limits);
  const ask = asking(new Pace(limits, ledger, 1), begun);
  await ledger.spend('much', 500);
  (await ask('first of much', 'much', 500))();
  (await ask('first of little', 'little', 500))();
  void ask('second of much', 'much');
  await ask('second of little', 'little');
  await soon();
  expect(begun).toEqual(['first of much', 'first of little', 'second of little']);
});
