import { about } from '../model/subject.js';
import type { Charged } from './charged.js';
import type { Problem } from './problem.js';
import { levelIn } from './term-arrays.js';

/** What the sites of each clinician's days cost: each two of them, and each beyond the number that is free. */
export function chargesOfTours(problem: Problem, pieces: readonly number[]): Charged[] {
  const { lineCount, days, dayOfLine, siteOfLine, terms, ranks } = problem;
  const visited = new Map<number, Set<number>>();
  for (const piece of pieces) {
    const line = piece % lineCount;
    const key = Math.floor(piece / lineCount) * days + dayOfLine[line]!;
    visited.set(key, (visited.get(key) ?? new Set()).add(siteOfLine[line]!));
  }
  return [...visited].flatMap(([key, sites]) => {
    if (sites.size < 2) return [];
    const where = { clinician: Math.floor(key / days), day: key % days };
    const sorted = [...sites].sort((a, b) => a - b);
    return terms.tours.flatMap(({ sort, pairUnits, high, rule, weight, hardness, rank }): Charged[] => {
      const charged = (amount: number, over: object): Charged[] =>
        amount <= 0
          ? []
          : [
              {
                rule,
                level: levelIn(ranks, { hardness, rank }),
                cost: amount * weight,
                amount,
                subject: about({ ...where, ...over }),
                monotone: true,
                sort: 'TOUR',
                index: -1,
              },
            ];
      if (sort === 'SITE_COUNT') return charged(sorted.length - high, { limit: high });
      return sorted.flatMap((here, at) =>
        sorted.slice(at + 1).flatMap((there) => charged(pairUnits(here, there), { site: here, limit: there })),
      );
    });
  });
}
