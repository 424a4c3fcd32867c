import { piecesAround } from '../exact/around.js';
import { cheaper, decide, rankWeights } from '../exact/decide.js';
import type { Kernel } from '../scoring/kernel.js';
import type { Highs } from '../exact/load-highs.js';
import { repair } from '../search/repair.js';
import { difference, type Difference } from './explain.js';
import { WhyNot } from './why-not.js';

/** Limits of the MIP: its nodes and its pieces. Equal budgets give equal answers. */
export interface Budget {
  nodes: number;
  pieces: number;
}

export const usualBudget: Budget = { nodes: 200, pieces: 4000 };

/**
 * `possible` false: even with the rest of the rota free to change around the session, there is no lawful rota with it
 * (`proven`), or none was found; `reasons` are the obstacles in the rota as it is. Otherwise: how much more such a rota
 * costs by level (below 0: less) and weighed as one number, the least that any could cost more (`bound`, null when
 * unknown; the weighed cost itself when proven), and what changes.
 */
export type Price =
  | { possible: false; proven: boolean; reasons: { rule: string; sentence: string }[] }
  | {
      possible: true;
      proven: boolean;
      levels: number[];
      weighed: number;
      bound: number | null;
      pieces: Int32Array;
      difference: Difference;
    };

/**
 * The cheapest rota found in which the clinician works the line: everybody whom the session could affect may change in
 * its week, the rest stays. The kernel holds the rota that it is compared with, and does so again afterwards.
 */
export function price(highs: Highs, kernel: Kernel, clinician: number, line: number, budget = usualBudget): Price {
  const { problem } = kernel;
  const before = kernel.pieces();
  const piece = clinician * problem.lineCount + line;
  const whyNot = new WhyNot(kernel);
  const reasons = whyNot.of(clinician, line).map((reason) => ({
    rule: problem.rules[reason.rule]?.id ?? 'past',
    sentence: whyNot.sentence(reason),
  }));
  if (problem.eligible[piece] === 0) return { possible: false, proven: true, reasons };
  if (kernel.held[piece] === 1) {
    const none = difference(problem, [...before], [...before]);
    const { levels } = none;
    return { possible: true, proven: true, levels, weighed: 0, bound: 0, pieces: before, difference: none };
  }
  const lambdas = rankWeights(problem);
  const paid = kernel.total(lambdas);
  const free = piecesAround(problem, [line], budget.pieces).filter((each) => each !== piece);
  force(kernel, clinician, line, lambdas);
  const start = kernel.levels[0] === 0 ? kernel.pieces() : null;
  const decided = decide(highs, kernel, {
    held: kernel.pieces(),
    free,
    lambdas,
    maximumNodes: budget.nodes,
    without: [],
  });
  const pieces = cheaper(kernel, lambdas, decided.pieces, start);
  if (pieces === null) {
    kernel.load(before);
    return { possible: false, proven: decided.proven, reasons };
  }
  const weighed = kernel.total(lambdas) - paid;
  const told = difference(problem, [...before], [...pieces]);
  kernel.load(before);
  return {
    possible: true,
    proven: decided.proven,
    levels: told.levels,
    weighed,
    // Costs are whole numbers; adding 0 turns -0 from rounding up into 0.
    bound: decided.bound === null ? null : Math.min(weighed, Math.ceil(decided.bound - paid - 1e-3)) + 0,
    pieces,
    difference: told,
  };
}

/**
 * Puts the clinician there. What clashes is handed on or opens; where all posts are filled, one holder's post does too.
 */
function force(kernel: Kernel, clinician: number, line: number, lambdas: Float64Array): void {
  const { problem } = kernel;
  const clashing = new Int32Array(problem.dayWidth * (2 * problem.reachDays + 1));
  const count = kernel.blockers(clinician, line, clashing);
  const opened: number[] = [];
  for (const own of clashing.subarray(0, count)) {
    if (!kernel.mayRemove(clinician, own)) continue;
    kernel.remove(clinician, own);
    opened.push(own);
  }
  if (kernel.cover[line]! >= problem.posts[line]!) {
    const holder = problem.cliniciansOf[line]!.find((other) => kernel.mayRemove(other, line));
    if (holder !== undefined) kernel.remove(holder, line);
  }
  kernel.add(clinician, line);
  if (kernel.levels[0] === 0) repair(kernel, opened, lambdas, 1, [line]);
}
