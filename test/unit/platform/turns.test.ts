import { describe, expect, test } from '@jest/globals';
import { TimeUp } from '../../../src/platform/database/deadline.js';
import { Overloaded } from '../../../src/platform/database/overloaded.js';
import { Turns } from '../../../src/platform/database/turns.js';

const limits = { places: 3, perPayer: 2, longestWaitMs: 60_000 };

/** Turns whose takers are told of in the order in which they come to it. */
function watched(turns: Turns) {
  const began: string[] = [];
  const ends = new Map<string, () => void>();
  return {
    began,
    take: (payer: string, name: string) =>
      void turns.take(payer).then((end) => {
        began.push(name);
        ends.set(name, end);
      }),
    end: async (name: string) => {
      ends.get(name)?.();
      await settled();
    },
  };
}

function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

describe('turns at the database', () => {
  test('go to others while one payer waits behind what it may hold, and back to it when that ends', async () => {
    const turns = new Turns(limits);
    const { began, take, end } = watched(turns);
    for (const name of ['greedy 1', 'greedy 2', 'greedy 3', 'greedy 4']) take('greedy', name);
    take('quiet', 'quiet 1');
    await settled();
    expect([began, turns.length]).toEqual([['greedy 1', 'greedy 2', 'quiet 1'], 2]);
    await end('quiet 1');
    expect(began).toHaveLength(3); // a place is free, and the greedy payer has as many as it may
    await end('greedy 1');
    expect([began.at(-1), turns.length]).toEqual(['greedy 3', 1]);
    await end('greedy 2');
    expect(turns.length).toBe(0);
  });

  test('go round the payers, however many requests each of them has in the line', async () => {
    const turns = new Turns({ ...limits, places: 1, perPayer: 1 });
    const { began, take, end } = watched(turns);
    for (const name of ['a1', 'a2', 'a3']) take('a', name);
    for (const name of ['b1', 'b2']) take('b', name);
    take('c', 'c1');
    await settled();
    for (const name of ['a1', 'a2', 'b1', 'c1', 'a3', 'b2']) await end(name);
    expect(began).toEqual(['a1', 'a2', 'b1', 'c1', 'a3', 'b2']);
  });

  test('are ended once, and leave nothing behind', async () => {
    const turns = new Turns({ ...limits, places: 1 });
    const end = await turns.take('a');
    end();
    end();
    const [first, second] = [turns.take('a'), turns.take('b')];
    (await first)();
    (await second)();
    expect(turns.length).toBe(0);
  });

  test('that do not come in time are refused, and are nobody’s any more', async () => {
    const turns = new Turns({ places: 1, perPayer: 1, longestWaitMs: 5 });
    const end = await turns.take('a');
    await expect(turns.take('a')).rejects.toThrow(Overloaded);
    await expect(turns.take('b', { leftMs: 1 })).rejects.toThrow(TimeUp);
    expect(turns.length).toBe(0);
    end();
    (await turns.take('b'))();
  });
});
