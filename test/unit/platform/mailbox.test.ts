import { describe, expect, test } from '@jest/globals';
import { handOut, Mailbox } from '../../../src/platform/mailbox.js';

function mailbox(demandRight: () => void = () => undefined) {
  let left = 0;
  const box = new Mailbox<string>({ behind: (held, newer) => `behind ${newer}`, demandRight, left: () => (left += 1) });
  return { box, timesLeft: () => left };
}

describe('what one subscription is told', () => {
  test('comes in order to a reader who comes for it, before or after', async () => {
    const { box } = mailbox();
    const waiting = box.next();
    box.put('one');
    expect(await waiting).toEqual({ value: 'one', done: false });
    box.put('two');
    expect(await box.next()).toEqual({ value: 'two', done: false });
  });

  test('is one thing, however much has been put in, for a reader who lags behind', async () => {
    const { box } = mailbox();
    for (let n = 1; n <= 100_000; n += 1) box.put(String(n));
    const next = box.next();
    expect(await next).toEqual({ value: 'behind 100000', done: false });
    const after = box.next();
    box.put('then');
    expect(await after).toEqual({ value: 'then', done: false });
  });

  test('needs the right to it each time, and ends with the reason where that is gone', async () => {
    let right = true;
    const { box, timesLeft } = mailbox(() => {
      if (!right) throw new Error('run out');
    });
    box.put('one');
    expect(await box.next()).toEqual({ value: 'one', done: false });
    const waiting = box.next();
    right = false;
    expect(() => box.put('two')).not.toThrow();
    await expect(waiting).rejects.toThrow('run out');
    expect(await box.next()).toEqual({ value: undefined, done: true });
    expect(timesLeft()).toBe(1);
  });

  test('ends with an error at once, told once, in place of what was not taken', async () => {
    const { box, timesLeft } = mailbox();
    box.put('one');
    box.fail(new Error('refused'));
    box.put('two');
    await expect(box.next()).rejects.toThrow('refused');
    expect(await box.next()).toEqual({ value: undefined, done: true });
    expect(timesLeft()).toBe(1);
  });

  test('ends for a reader that waits when it leaves, and when all is closed', async () => {
    for (const leave of ['return', 'close'] as const) {
      const { box, timesLeft } = mailbox();
      const waiting = box.next();
      await box[leave]();
      box.put('one');
      expect([await waiting, await box.next()]).toEqual([
        { value: undefined, done: true },
        { value: undefined, done: true },
      ]);
      expect(timesLeft()).toBe(1);
    }
  });

  test('reaches everybody, those who leave or fail in the middle of it left out', async () => {
    const all = Array.from({ length: 120 }, (_, n) =>
      mailbox(() => {
        if (n % 40 === 7) throw new Error('run out');
      }),
    );
    const heard = all.map(({ box }) => box.next().then(({ value }) => value, (error: Error) => error.message)); // prettier-ignore
    await all[60]?.box.return();
    await handOut(all.map(({ box }) => box), 'news'); // prettier-ignore
    expect(await Promise.all(heard)).toEqual(
      all.map((_, n) => (n % 40 === 7 ? 'run out' : n === 60 ? undefined : 'news')),
    );
  });
});
