import { ok, type Result } from '../../platform/result.js';
import type { Assignment, Instance } from '../model/instance.js';
import type { Profile } from '../model/profile.js';
import { piecesAround } from '../exact/around.js';
import { compile } from '../scoring/compile.js';
import { cheaper, decide, rankWeights } from '../exact/decide.js';
import { Kernel } from '../scoring/kernel.js';
import type { Highs } from '../exact/load-highs.js';
import { assignmentOf, pieceFinder } from '../scoring/pieces.js';
import type { Problem } from '../scoring/problem.js';
import { loadLawful, repair } from '../search/repair.js';
import { changesBetween, type Told } from './changes-between.js';
import { type Budget, usualBudget } from './price.js';
import { afterEvent, type RotaEvent } from './rota-event.js';

/** One way to continue after an event. */
export interface Way {
  assignments: Assignment[];
  levels: number[];
  /** Posts that the event opened and that stay open. */
  open: { sessionId: string; line: number; posts: number }[];
  /** Everybody whose published sessions change, including those who may no longer work. */
  told: Told[];
  /** Whether nothing better exists with the rest of the rota as it is (apart from the ways before it). */
  proven: boolean;
}

export interface Replanned {
  /** What the ways are planned on: the instance after the event. */
  instance: Instance;
  /** The best first, up to three; each later one fills the posts differently. */
  ways: Way[];
}

export interface ReplanOptions {
  now: number;
  budget?: Budget;
  /** How many ways at most, 1 to 3. */
  alternatives?: number;
}

/**
 * How many pieces are decided where a quick repair fills every post: a MIP of this size takes a fraction of the time.
 */
const fewPieces = 150;

/**
 * Mends the rota after the event with the fewest changes (the policy's rule `changes` says what each costs). The past
 * and pins stay. Around what the event opened, a MIP decides who takes it, starting from a quick repair: close to the
 * repair, or as far as the budget allows where the repair leaves posts open. Posts that were already open stay open.
 * Refuses as `afterEvent` does.
 */
export function replan(
  highs: Highs,
  instance: Instance,
  profile: Profile,
  rota: readonly Assignment[],
  event: RotaEvent,
  { now, budget = usualBudget, alternatives = 3 }: ReplanOptions,
): Result<Replanned> {
  const after = afterEvent(instance, rota, event, now);
  if (!after.ok) return after;
  const problem = compile(after.value, profile);
  const kernel = new Kernel(problem);
  const lambdas = rankWeights(problem);
  const pieceOf = pieceFinder(problem.model);
  const before = (after.value.inForce ?? []).flatMap((each) => pieceOf(each) ?? []);
  const lost = loadLawful(kernel, before);
  const opened = openedBy(problem, kernel, lost, event);
  const wayOf = (proven: boolean): Way => {
    const assignments = Array.from(kernel.pieces(), (piece) => assignmentOf(problem, piece));
    return {
      assignments,
      levels: [...kernel.levels],
      open: opened.flatMap((line) => openPost(kernel, line)),
      told: changesBetween(rota, assignments),
      proven,
    };
  };
  if (opened.length === 0) return ok({ instance: after.value, ways: [wayOf(true)] });

  const published = new Set(before);
  const around = (most: number) =>
    piecesAround(problem, opened, most).filter(
      (piece) => !opensBefore(kernel, opened, piece % problem.lineCount) || kernel.held[piece] === 1,
    );
  const [narrow, wide] = [around(Math.min(fewPieces, budget.pieces)), around(budget.pieces)];
  repair(kernel, opened, lambdas, 2);
  const free = opened.some((line) => openPost(kernel, line).length > 0) ? wide : narrow;
  let start = kernel.pieces();
  let decided = decide(highs, kernel, { held: start, free, lambdas, maximumNodes: budget.nodes, without: [] });
  start = cheaper(kernel, lambdas, decided.pieces, start);
  const ways = [wayOf(decided.proven)];
  const without: number[][] = [];
  while (ways.length < Math.min(3, alternatives)) {
    const gained = [...start].filter((piece) => !published.has(piece) && problem.eligible[piece] === 1);
    if (gained.length === 0) break;
    without.push(gained);
    decided = decide(highs, kernel, { held: start, free, lambdas, maximumNodes: budget.nodes, without });
    if (decided.pieces === null) break;
    start = decided.pieces;
    const way = wayOf(decided.proven);
    // Leaving more posts open is not another way to fill them.
    if (openPosts(way) > openPosts(ways[0]!)) break;
    ways.push(way);
  }
  return ok({ instance: after.value, ways });
}

/** Lines that lost somebody and have a post open now, or that are new. */
function openedBy(problem: Problem, kernel: Kernel, lost: readonly number[], event: RotaEvent): number[] {
  const lines = new Set(lost.map((piece) => piece % problem.lineCount));
  if (event.kind === 'NEW_SESSION') {
    event.session.lines.forEach((_, number) => lines.add(problem.model.lineOf(event.session.id, number)));
  }
  return [...lines].filter((line) => kernel.cover[line]! < problem.posts[line]!).sort((a, b) => a - b);
}

/** Posts that were open before the event are left aside: filling one would be one more change. */
function opensBefore({ problem, cover }: Kernel, opened: readonly number[], line: number): boolean {
  return cover[line]! < problem.posts[line]! && !opened.includes(line);
}

function openPost(kernel: Kernel, line: number) {
  const posts = kernel.problem.posts[line]! - kernel.cover[line]!;
  const there = kernel.problem.model.lines[line];
  return posts <= 0 || there === undefined ? [] : [{ sessionId: there.session.id, line: there.number, posts }];
}

function openPosts({ open }: Way): number {
  return open.reduce((sum, { posts }) => sum + posts, 0);
}
