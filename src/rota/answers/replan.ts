import { ok, type Result } from '../../platform/result.js';
import type { Assignment, Instance } from '../rules/instance.js';
import type { Profile } from '../rules/profile.js';
import { piecesAround } from '../solver/around.js';
import { compile } from '../solver/compile.js';
import { type Decision, decide, rankWeights } from '../solver/decide.js';
import { Kernel } from '../solver/kernel.js';
import type { loadHighs } from '../solver/load-highs.js';
import type { Problem } from '../solver/problem.js';
import { loadLawful, repair } from '../solver/repair.js';
import { changesBetween, named, type Told } from './changes-between.js';
import { type Budget, usualBudget } from './price.js';
import { afterEvent, type RotaEvent } from './rota-event.js';

type Highs = Awaited<ReturnType<typeof loadHighs>>;

/** One way to go on after an event. */
export interface Way {
  assignments: Assignment[];
  levels: number[];
  /** Posts that the event opened and that stay open. */
  open: { sessionId: string; line: number; posts: number }[];
  /** Everybody whose published sessions change, also who may not work any more. */
  told: Told[];
  /** Whether nothing better exists with the rest of the rota as it is (and other than the ways before it). */
  proven: boolean;
}

export interface Replanned {
  /** What the ways are planned on: the instance after the event. */
  instance: Instance;
  /** The best first, up to three; each later one fills the posts in another way. */
  ways: Way[];
}

export interface ReplanOptions {
  now: number;
  budget?: Budget;
  /** How many ways at most, 1 to 3. */
  alternatives?: number;
}

/**
 * Mends the rota after the event with the fewest changes (the policy's rule `changes` says what each costs): the past and
 * pins stay, and around what the event opened a MIP decides who takes it, from a quick repair on; posts that were open before
 * stay open. Refuses as `afterEvent`.
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
  const before = piecesOf(problem, after.value.inForce ?? []);
  const lost = loadLawful(kernel, before);
  const opened = openedBy(problem, kernel, lost, event);
  const wayOf = (proven: boolean): Way => ({
    assignments: [...kernel.pieces()].map((piece) => named(problem, piece)),
    levels: [...kernel.levels],
    open: opened.flatMap((line) => openPost(kernel, line)),
    told: changesBetween(
      rota,
      [...kernel.pieces()].map((piece) => named(problem, piece)),
    ),
    proven,
  });
  if (opened.length === 0) return ok({ instance: after.value, ways: [wayOf(true)] });

  const free = piecesAround(problem, opened, budget.pieces).filter(
    (piece) => !opensBefore(kernel, opened, piece % problem.lineCount) || kernel.held[piece] === 1,
  );
  repair(kernel, opened, lambdas, 2);
  let start = kernel.pieces();
  const ways: Way[] = [];
  const without: number[][] = [];
  const published = new Set(before);
  while (ways.length < Math.min(3, alternatives)) {
    const decided = decide(highs, kernel, { held: start, free, lambdas, maximumNodes: budget.nodes, without });
    const pieces = ways.length === 0 ? betterOf(kernel, lambdas, decided, start) : decided.pieces;
    if (pieces === null) break;
    kernel.load(pieces);
    const way = wayOf(decided.proven);
    // Leaving more open is no other way to fill the posts.
    if (ways[0] !== undefined && openPosts(way) > openPosts(ways[0])) break;
    ways.push(way);
    const gained = [...pieces].filter((piece) => !published.has(piece) && problem.eligible[piece] === 1);
    if (gained.length === 0) break;
    without.push(gained);
    start = pieces;
  }
  return ok({ instance: after.value, ways });
}

function piecesOf(problem: Problem, assignments: readonly Assignment[]): number[] {
  const clinicians = new Map(problem.model.clinicians.map(({ id }, index) => [id, index]));
  return assignments.flatMap(({ clinicianId, sessionId, line }) => {
    const clinician = clinicians.get(clinicianId);
    return clinician === undefined ? [] : [clinician * problem.lineCount + problem.model.lineOf(sessionId, line)];
  });
}

/** Lines that lost somebody and have a post open now, or that are new. */
function openedBy(problem: Problem, kernel: Kernel, lost: readonly number[], event: RotaEvent): number[] {
  const lines = new Set(lost.map((piece) => piece % problem.lineCount));
  if (event.kind === 'NEW_SESSION') {
    event.session.lines.forEach((_, number) => lines.add(problem.model.lineOf(event.session.id, number)));
  }
  return [...lines].filter((line) => kernel.cover[line]! < problem.posts[line]!).sort((a, b) => a - b);
}

/** A post that was open before the event is not what it is about: filling it would be one more change. */
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

/** What the MIP decided, or the repair when that is cheaper or all there is. */
function betterOf(kernel: Kernel, lambdas: Float64Array, { pieces }: Decision, start: Int32Array): Int32Array {
  if (pieces === null) return start;
  kernel.load(start);
  const cost = kernel.total(lambdas);
  kernel.load(pieces);
  return kernel.total(lambdas) <= cost ? pieces : start;
}
