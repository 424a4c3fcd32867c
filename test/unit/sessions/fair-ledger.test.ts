import { describe, expect, test } from '@jest/globals';
import { giveInTurn } from '../../../src/sessions/ledger/rules/fair-ledger.js';
import { foreseenTurns } from '../../../src/sessions/ledger/rules/foreseen-turns.js';
import { type Balances, balancesAfter, claimsOf, partsOfOne } from '../../../src/sessions/ledger/rules/ledger-step.js';
import { unforeseenTurns } from '../../../src/sessions/ledger/rules/unforeseen-turns.js';
import { after, counts, step } from '../../support/sessions/random-ledger.js';

const half = partsOfOne / 2n;
const leighton = new Map([
  ['E81003', 21_349],
  ['E81004', 12_423],
  ['E81044', 19_515],
]);
function order(turns: readonly { readonly id: string }[]) {
  return turns.map(({ id }) => id).join(' ');
}

describe('claims', () => {
  test('are parts of one place that add up to exactly one', () => {
    const claims = claimsOf([...leighton].map(([practiceId, weight]) => ({ practiceId, weight })));
    expect(claims).toEqual({
      ok: true,
      value: new Map([
        ['E81003', 400_641_807_570n],
        ['E81004', 233_133_784_976n],
        ['E81044', 366_224_407_454n],
      ]),
    });
  });

  test('are refused without any weight', () => {
    expect(claimsOf([{ practiceId: 'E81003', weight: 0 }])).toMatchObject({
      ok: false,
      problems: [{ code: 'SHARES_WITHOUT_WEIGHT' }],
    });
  });
});

describe('the chairman assignment', () => {
  test('of equal claims goes round in the order named', () => {
    const equal = step(
      new Map([
        ['A', 1],
        ['B', 1],
        ['C', 1],
      ]),
      7,
    );
    expect(order(foreseenTurns(new Map(), [equal], 'CHAIRMAN')?.[0] ?? [])).toBe('A B C A B C A');
  });

  test('lets a place go on to the next session where the last left off', () => {
    const equal = step(
      new Map([
        ['A', 1],
        ['B', 1],
        ['C', 1],
      ]),
      4,
    );
    expect(giveInTurn(new Map(), [equal, equal, equal]).map(counts)).toEqual([
      { A: 2, B: 1, C: 1 },
      { A: 1, B: 2, C: 1 },
      { A: 1, B: 1, C: 2 },
    ]);
  });

  test('gives the three practices of Leighton Buzzard nine places a week, and nobody is ever a place out', () => {
    const weeks = Array.from({ length: 6 }, () => step(leighton, 9));
    expect(giveInTurn(new Map(), weeks).map(counts)).toEqual([
      { E81003: 4, E81004: 2, E81044: 3 },
      { E81003: 3, E81004: 2, E81044: 4 },
      { E81003: 4, E81004: 2, E81044: 3 },
      { E81003: 4, E81004: 2, E81044: 3 },
      { E81003: 3, E81004: 2, E81044: 4 },
      { E81003: 4, E81004: 2, E81044: 3 },
    ]);
  });

  test('sees a claim coming that grows next week, and is undefined where a deadline cannot be met', () => {
    const owed: Balances = new Map([
      ['A', half + half / 2n],
      ['B', half + half / 2n],
      ['C', -half - half / 2n],
      ['D', -half - half / 2n],
    ]);
    expect(
      foreseenTurns(
        owed,
        [
          step(
            new Map([
              ['A', 1],
              ['B', 1],
            ]),
            2,
          ),
        ],
        'WHOLE',
      ),
    ).toBeUndefined();
  });

  test('has nothing to do without sessions, and gives all to a practice that is alone', () => {
    expect(giveInTurn(new Map(), [])).toEqual([]);
    expect(giveInTurn(new Map(), [step(new Map([['A', 5]]), 3)]).map(counts)).toEqual([{ A: 3 }]);
  });
});

describe('the rule for what nobody could foresee', () => {
  test('gives to whoever is owed most, the claim of the place counted in', () => {
    const owed: Balances = new Map([
      ['A', -half],
      ['B', half],
    ]);
    expect(
      order(
        unforeseenTurns(
          owed,
          step(
            new Map([
              ['A', 3],
              ['B', 1],
            ]),
            3,
          ),
        ),
      ),
    ).toBe('B A A');
  });

  test('gives none to a practice that is ahead by a place or more until it is below', () => {
    const ahead: Balances = new Map([
      ['A', -2n * partsOfOne],
      ['B', 2n * partsOfOne],
    ]);
    const equal = step(
      new Map([
        ['A', 1],
        ['B', 1],
      ]),
      2,
    );
    expect(giveInTurn(ahead, [equal, equal, equal, equal]).map(counts)).toEqual([
      { B: 2 },
      { B: 2 },
      { A: 1, B: 1 },
      { A: 1, B: 1 },
    ]);
  });

  test('where all who may share are ahead by a place, still gives every place away', () => {
    const ahead: Balances = new Map([
      ['A', -2n * partsOfOne],
      ['B', -partsOfOne],
      ['GONE', 3n * partsOfOne],
    ]);
    expect(
      order(
        unforeseenTurns(
          ahead,
          step(
            new Map([
              ['A', 1],
              ['B', 1],
            ]),
            2,
          ),
        ),
      ),
    ).toBe('B A');
  });

  test('is a bug to call where nobody is able', () => {
    const closed = { ...step(new Map([['A', 1]]), 1), able: new Set<string>() };
    expect(() => unforeseenTurns(new Map(), closed)).toThrow(RangeError);
  });
});

describe('a turn to host', () => {
  const hosts = new Map([
    ['bassett', 1],
    ['salisbury', 1],
    ['leighton', 1],
  ]);
  const turn = (...closed: string[]) => ({
    ...step(hosts, 1),
    able: new Set([...hosts.keys()].filter((site) => !closed.includes(site))),
  });

  test('that cannot be taken goes to another, is named, and is made up for as soon as it can be', () => {
    const turns = giveInTurn(new Map(), [turn('bassett'), turn(), turn(), turn()]).flat();
    expect(turns).toEqual([
      { id: 'salisbury', insteadOf: 'bassett' },
      { id: 'bassett', insteadOf: null },
      { id: 'leighton', insteadOf: null },
      { id: 'bassett', insteadOf: null },
    ]);
  });
});

describe('balances', () => {
  test('grow by the entitlement and shrink by whole places', () => {
    const week = step(
      new Map([
        ['A', 3],
        ['B', 1],
      ]),
      2,
    );
    const turns = giveInTurn(new Map(), [week]);
    expect(order(turns[0] ?? [])).toBe('A A');
    expect(balancesAfter(new Map(), week, turns[0] ?? [])).toEqual(
      new Map([
        ['A', -half],
        ['B', half],
      ]),
    );
    expect(after(new Map(), [week], turns)).toEqual(balancesAfter(new Map(), week, turns[0] ?? []));
  });
});
