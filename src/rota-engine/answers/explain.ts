import type { Charged } from '../scoring/charged.js';
import { compareLevels } from '../scoring/compare-levels.js';
import { charges } from '../scoring/evaluate.js';
import { inherited } from '../scoring/inherited.js';
import { assignmentOf } from '../scoring/pieces.js';
import type { Problem } from '../scoring/problem.js';
import { changesBetween, type Told } from './changes-between.js';

/** One cost of the rota in a sentence, and what it is about; null where it is about nothing in particular. */
export interface Cost {
  rule: string;
  level: number;
  cost: number;
  /** In the rule's unit. */
  amount: number;
  clinicianId: string | null;
  sessionId: string | null;
  week: number | null;
  sentence: string;
}

/** What one rule, clinician, session or week costs on each level. */
export interface Share {
  key: string;
  levels: number[];
  costs: Cost[];
}

/**
 * The score broken down. On each level the shares of `byRule` add up to `levels`; a cost that is not about a clinician
 * (or session, or week) is in none of those shares. What pins and the past break by themselves is in `inherited` alone.
 */
export interface Explanation {
  levels: number[];
  costs: Cost[];
  /** The costs that are duties: what is owed and missing, by rank. */
  shortfalls: Cost[];
  inherited: Cost[];
  byRule: Share[];
  byClinician: Share[];
  bySession: Share[];
  byWeek: Share[];
}

/**
 * Every cost of the rota that holds the pieces (pins included), in sentences, and the score broken down in four ways.
 */
export function explain(problem: Problem, pieces: Iterable<number>): Explanation {
  const costs = charges(problem, pieces).map((charged) => costOf(problem, charged));
  const brought = charges(problem, problem.pins)
    .filter(({ level, monotone }) => level === 0 && monotone)
    .map((charged) => costOf(problem, charged));
  const levels = levelsOf(problem, costs, brought);
  const by = (key: (cost: Cost) => string | number | null): Share[] => {
    const groups = Map.groupBy(costs, key);
    const pinned = Map.groupBy(brought, key);
    return [...groups]
      .flatMap(([group, own]) =>
        group === null
          ? []
          : [{ key: String(group), levels: levelsOf(problem, own, pinned.get(group) ?? []), costs: own }],
      )
      .filter((share) => share.levels.some((cost) => cost !== 0))
      .sort((a, b) => compareLevels(b.levels, a.levels) || (a.key < b.key ? -1 : 1));
  };
  return {
    levels,
    costs,
    shortfalls: costs
      .filter(({ level }) => level > 0 && level < problem.levelCount - 1)
      .sort((a, b) => a.level - b.level || b.cost - a.cost),
    inherited: inherited(problem).map((charged) => costOf(problem, charged)),
    byRule: by(({ rule }) => rule),
    byClinician: by(({ clinicianId }) => clinicianId),
    bySession: by(({ sessionId }) => sessionId),
    byWeek: by(({ week }) => week),
  };
}

/** What changes from one rota to the other: assignments, each level, each rule, and which costs disappear or appear. */
export interface Difference {
  levels: number[];
  byRule: { rule: string; levels: number[] }[];
  changes: Told[];
  gone: Cost[];
  come: Cost[];
}

export function difference(problem: Problem, before: readonly number[], after: readonly number[]): Difference {
  const from = explain(problem, before);
  const to = explain(problem, after);
  const less = (a: readonly number[] | undefined, b: readonly number[] | undefined) =>
    Array.from({ length: problem.levelCount }, (_, level) => (a?.[level] ?? 0) - (b?.[level] ?? 0));
  const rules = new Set([...from.byRule, ...to.byRule].map(({ key }) => key));
  const key = ({ rule, cost, sentence }: Cost) => JSON.stringify([rule, cost, sentence]);
  const had = new Set(from.costs.map(key));
  const has = new Set(to.costs.map(key));
  return {
    levels: less(to.levels, from.levels),
    byRule: [...rules]
      .map((rule) => ({
        rule,
        levels: less(
          to.byRule.find((share) => share.key === rule)?.levels,
          from.byRule.find((share) => share.key === rule)?.levels,
        ),
      }))
      .filter(({ levels }) => levels.some((cost) => cost !== 0)),
    changes: changesBetween(
      before.map((piece) => assignmentOf(problem, piece)),
      after.map((piece) => assignmentOf(problem, piece)),
    ),
    gone: from.costs.filter((cost) => !has.has(key(cost))),
    come: to.costs.filter((cost) => !had.has(key(cost))),
  };
}

function levelsOf(problem: Problem, costs: readonly Cost[], without: readonly Cost[]): number[] {
  const levels = Array.from({ length: problem.levelCount }, () => 0);
  for (const { level, cost } of costs) levels[level] = (levels[level] ?? 0) + cost;
  for (const { level, cost } of without) levels[level] = (levels[level] ?? 0) - cost;
  return levels;
}

function costOf({ model, rules }: Problem, { rule, level, cost, amount, subject }: Charged): Cost {
  const line = model.lines[subject.line];
  const day = subject.day >= 0 ? subject.day : line?.day;
  return {
    rule: rules[rule]?.id ?? '',
    level,
    cost,
    amount,
    clinicianId: model.clinicians[subject.clinician]?.id ?? null,
    sessionId: line?.session.id ?? null,
    week: subject.week >= 0 ? subject.week : day === undefined ? null : model.weekOf(day),
    sentence: rules[rule]?.sentence(model, subject, amount) ?? '',
  };
}
