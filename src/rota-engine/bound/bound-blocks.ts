import { type Sum, sumsOf, type Shared } from './bound-sums.js';
import { counterValues, flagCounts } from '../scoring/evaluate.js';
import { choicesOf, costOf, costOfSites, flagsOf, priceOf } from './bound-choices.js';
import type { Problem } from '../scoring/problem.js';

/** What one clinician may hold on one day: a choice of lines without a clash, and what depends on that day alone. */
export interface Choice {
  pieces: readonly number[];
  /** Flags of this day alone that it raises. */
  flags: readonly number[];
  /** Costs of the day: its pieces, its own counters and the travel between its sites. */
  cost: number;
  /** What it adds to the amount that the week's own counters count. */
  amount: number;
}

/** One clinician's week: the choices of its days, and what each sum of their amounts costs. */
export interface Block {
  clinician: number;
  days: readonly (readonly Choice[])[];
  counters: readonly number[];
  /** Of the week's own counters before anything is chosen, and with the pins alone. */
  base: number;
  pinned: number;
}

export interface Blocks {
  blocks: readonly Block[];
  /** What spans several blocks. */
  sums: readonly Sum[];
  /** Flags that pieces of several days raise: `raisers` piece by piece. */
  spanning: readonly { flag: number; raisers: readonly number[] }[];
  /** By flag, the pieces that raise it. */
  raisers: readonly (readonly number[])[];
  /** The cost that is the same whatever is held. */
  constant: number;
}

/**
 * Splits a problem into clinicians' weeks, connected only by some sums and flags. Runs, supervision, and clashes from
 * one day to another are left out, which makes the bound lower but never wrong. Null when somebody's day leaves too
 * many choices to list.
 */
export function blocksOf(problem: Problem): Blocks | null {
  const { lineCount, pieceCount, model, eligible, days } = problem;
  const weekOf = Int32Array.from(model.lines, ({ week }) => week);
  const dayKey = (piece: number) => Math.floor(piece / lineCount) * days + problem.dayOfLine[piece % lineCount]!;
  const blockKey = (piece: number) => Math.floor(piece / lineCount) * model.weeks + weekOf[piece % lineCount]!;
  const raisers = Array.from({ length: problem.flagBase.length }, (): number[] => []);
  for (let piece = 0; piece < pieceCount; piece += 1) {
    if (eligible[piece] === 0) continue;
    for (let at = problem.flagStart[piece]!; at < problem.flagStart[piece + 1]!; at += 1)
      raisers[problem.flagOfPiece[at]!]!.push(piece);
  }
  const spans = raisers.map((pieces) => new Set(pieces.map(dayKey)).size > 1);

  const pins = [...problem.pins];
  const pinned = counterValues(problem, pins, flagCounts(problem, pins));
  const bases = Array.from(problem.counterBase);
  const members = bases.map((): { item: number; amount: number; piece: number; spanning: boolean }[] => []);
  const count = (item: number, piece: number, spanning: boolean) => {
    for (let at = problem.itemStart[item]!; at < problem.itemStart[item + 1]!; at += 1)
      members[problem.itemCounter[at]!]!.push({ item, amount: problem.itemAmount[at]!, piece, spanning });
  };
  for (let piece = 0; piece < pieceCount; piece += 1) if (eligible[piece] !== 0) count(piece, piece, false);
  problem.flagBase.forEach((base, flag) => {
    const item = pieceCount + flag;
    if (base === 0) {
      const [first] = raisers[flag]!;
      if (first !== undefined) count(item, first, spans[flag]!);
      return;
    }
    for (let at = problem.itemStart[item]!; at < problem.itemStart[item + 1]!; at += 1)
      bases[problem.itemCounter[at]!]! += problem.itemAmount[at]!;
  });

  const ofDay = new Map<number, number[]>();
  const ofWeek = new Map<number, Map<string, number[]>>();
  const shared: Shared[] = [];
  const share = (counter: number) => shared.push({ counter, base: bases[counter]!, members: members[counter]! });
  let constant = problem.constantCost;
  members.forEach((list, counter) => {
    const [first] = list;
    const base = bases[counter]!;
    if (first === undefined) {
      if (problem.counterLevel[counter]! > 0) constant += priceOf(problem, counter, base);
      return;
    }
    const apart = list.some(({ spanning }) => spanning);
    if (!apart && list.every(({ piece }) => dayKey(piece) === dayKey(first.piece))) {
      listed(ofDay, dayKey(first.piece)).push(counter);
      return;
    }
    const inWeek =
      !apart && list.every(({ item, piece }) => item < pieceCount && blockKey(piece) === blockKey(first.piece));
    if (!inWeek) {
      share(counter);
      return;
    }
    const alike = ofWeek.get(blockKey(first.piece)) ?? new Map<string, number[]>();
    ofWeek.set(blockKey(first.piece), alike);
    const key = `${base} ${list.map(({ item, amount }) => `${item}:${amount}`).join()}`;
    alike.set(key, [...(alike.get(key) ?? []), counter]);
  });

  const blocks: Block[] = [];
  for (let clinician = 0; clinician < problem.clinicianCount; clinician += 1) {
    const byWeek = Map.groupBy(problem.linesOf[clinician]!, (line) => weekOf[line]!);
    for (const [week, lines] of byWeek) {
      const groups = [...(ofWeek.get(clinician * model.weeks + week)?.values() ?? [])];
      groups.sort((a, b) => b.length - a.length);
      const [counters = [], ...others] = groups;
      for (const counter of others.flat()) share(counter);
      const amounts = new Map(members[counters[0] ?? -1]?.map(({ item, amount }) => [item, amount]));
      const days: Choice[][] = [];
      for (const ofOne of Map.groupBy(lines, (line) => problem.dayOfLine[line]!).values()) {
        const sets = choicesOf(problem, clinician, ofOne);
        if (sets === null) return null;
        const own = ofDay.get(clinician * problem.days + problem.dayOfLine[ofOne[0]!]!) ?? [];
        const choices = sets.map((chosen): Choice => {
          const pieces = chosen.map((line) => clinician * lineCount + line);
          const flags = flagsOf(problem, pieces).filter((flag) => !spans[flag]! && problem.flagBase[flag] === 0);
          const held = new Set([...pieces, ...flags.map((flag) => pieceCount + flag)]);
          const costs = own.map((counter) => {
            const value = members[counter]!.reduce(
              (sum, { item, amount }) => sum + (held.has(item) ? amount : 0),
              bases[counter]!,
            );
            return costOf(problem, counter, value, pinned[counter]!);
          });
          for (const piece of pieces) costs.push(problem.pieceCost[piece]!);
          return {
            pieces,
            flags,
            cost: costs.reduce((sum, cost) => sum + cost, costOfSites(problem, chosen)),
            amount: pieces.reduce((sum, piece) => sum + (amounts.get(piece) ?? 0), 0),
          };
        });
        const lawful = choices.filter(({ cost }) => cost < Infinity);
        // If no choice is lawful, there is no lawful rota to bound.
        days.push(lawful.length > 0 ? lawful : choices.map((choice) => ({ ...choice, cost: 0 })));
      }
      blocks.push({
        clinician,
        days,
        counters,
        base: bases[counters[0] ?? -1] ?? 0,
        pinned: pinned[counters[0] ?? -1] ?? 0,
      });
    }
  }
  const spanning = raisers.flatMap((pieces, flag) =>
    spans[flag] === true && problem.flagBase[flag] === 0 ? [{ flag, raisers: pieces }] : [],
  );
  return { blocks, sums: sumsOf(problem, shared, pinned), spanning, raisers, constant };
}

function listed(map: Map<number, number[]>, key: number): number[] {
  const known = map.get(key) ?? [];
  map.set(key, known);
  return known;
}
