import type { Problem } from './problem.js';

/** What one clinician may hold on one day: a choice of lines without a clash, with what only that day decides. */
export interface Choice {
  pieces: readonly number[];
  /** Flags of this day alone that it puts up. */
  flags: readonly number[];
  /** Costs of the day: its own counters and the travel between its sites. */
  cost: number;
  /** What it adds to the amount that the week's own counters count. */
  amount: number;
}

/** One clinician's week: the choices of its days, and what each sum of their amounts costs. */
export interface Block {
  days: readonly (readonly Choice[])[];
  counters: readonly number[];
  /** Of the week's own counters before anything is chosen. */
  base: number;
}

export interface Blocks {
  blocks: readonly Block[];
  /** Counters that span several blocks, with the value they have before anything is held. */
  coupling: readonly { counter: number; base: number }[];
  /** Flags that pieces of several days raise: piece by piece in `raisers`. */
  spanning: readonly { flag: number; raisers: readonly number[] }[];
  /** What costs the same whatever is held. */
  constant: number;
}

/**
 * Takes a problem apart into clinicians' weeks that only some counters and flags connect. Left out, which makes a bound
 * lower and never wrong: runs, supervision, and clashes from one day to another.
 */
export function blocksOf(problem: Problem): Blocks {
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
  const coupling: { counter: number; base: number }[] = [];
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
      coupling.push({ counter, base });
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
      for (const counter of others.flat()) coupling.push({ counter, base: bases[counter]! });
      const amounts = new Map(members[counters[0] ?? -1]?.map(({ item, amount }) => [item, amount]));
      const byDay = Map.groupBy(lines, (line) => problem.dayOfLine[line]!);
      blocks.push({
        days: [...byDay.values()].map((ofOne) =>
          choicesOf(problem, clinician, ofOne).map((chosen): Choice => {
            const pieces = chosen.map((line) => clinician * lineCount + line);
            const flags = flagsOf(problem, pieces).filter((flag) => !spans[flag]! && problem.flagBase[flag] === 0);
            const key = clinician * days + problem.dayOfLine[ofOne[0]!]!;
            const held = new Set([...pieces, ...flags.map((flag) => pieceCount + flag)]);
            let cost = toursOfDay(problem, chosen);
            for (const counter of ofDay.get(key) ?? []) {
              if (problem.counterLevel[counter] === 0) continue;
              const value = members[counter]!.reduce(
                (sum, { item, amount }) => sum + (held.has(item) ? amount : 0),
                bases[counter]!,
              );
              cost += priceOf(problem, counter, value);
            }
            return { pieces, flags, cost, amount: pieces.reduce((sum, piece) => sum + (amounts.get(piece) ?? 0), 0) };
          }),
        ),
        counters,
        base: bases[counters[0] ?? -1] ?? 0,
      });
    }
  }
  const spanning = raisers.flatMap((pieces, flag) =>
    spans[flag] === true && problem.flagBase[flag] === 0 ? [{ flag, raisers: pieces }] : [],
  );
  return { blocks, coupling, spanning, constant };
}

/** What a counter costs at a value. */
export function priceOf({ counterLow, counterHigh, counterWeight }: Problem, counter: number, value: number): number {
  const over = Math.max(0, value - counterHigh[counter]!);
  const under = Math.max(0, counterLow[counter]! - value);
  return (over + under) * counterWeight[counter]!;
}

/** Every set of the day's lines that can be held together, pins always among them. */
function choicesOf(problem: Problem, clinician: number, lines: readonly number[]): number[][] {
  const { band, bandGroup, bandReach, eligible, lineCount, slotWidth } = problem;
  const bits = band[bandGroup[clinician]!]!;
  const clash = (line: number, other: number) =>
    Math.abs(other - line) <= bandReach && bits[line * (2 * bandReach + 1) + other - line + bandReach] === 1;
  const pinned = lines.filter((line) => eligible[clinician * lineCount + line] === 2);
  const free = lines.filter((line) => eligible[clinician * lineCount + line] === 1);
  const sets: number[][] = [pinned];
  for (const line of free) {
    for (let at = sets.length - 1; at >= 0; at -= 1) {
      const set = sets[at]!;
      if (set.length < slotWidth && set.every((other) => !clash(line, other))) sets.push([...set, line]);
    }
  }
  return sets;
}

function flagsOf(problem: Problem, pieces: readonly number[]): number[] {
  return [
    ...new Set(
      pieces.flatMap((piece) => [
        ...problem.flagOfPiece.subarray(problem.flagStart[piece], problem.flagStart[piece + 1]),
      ]),
    ),
  ];
}

function toursOfDay(problem: Problem, lines: readonly number[]): number {
  const { siteOfLine, siteCount, sitePairCost, sitePairLevel, sitesHigh, sitesLevel, sitesWeight } = problem;
  const sites = [...new Set(lines.map((line) => siteOfLine[line]!))];
  let cost = sitesLevel > 0 ? Math.max(0, sites.length - sitesHigh) * sitesWeight : 0;
  if (sitePairLevel === 0) return cost;
  sites.forEach((here, at) => {
    for (const there of sites.slice(at + 1)) cost += sitePairCost[here * siteCount + there]!;
  });
  return cost;
}

function listed(map: Map<number, number[]>, key: number): number[] {
  const known = map.get(key) ?? [];
  map.set(key, known);
  return known;
}
