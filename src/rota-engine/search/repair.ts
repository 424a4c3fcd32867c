import type { Kernel } from '../scoring/kernel.js';
import { tryToAdd } from './try-to-add.js';

/**
 * Loads the pieces that are lawful together, in order, leaving out what would break a prohibition: a rota to start from
 * after something has happened to the previous one. Returns the pieces left out.
 */
export function loadLawful(kernel: Kernel, pieces: readonly number[]): number[] {
  const { problem } = kernel;
  const may = pieces.filter((piece) => problem.eligible[piece] === 1);
  kernel.load(Int32Array.from(may));
  if (kernel.levels[0] === 0) return pieces.filter((piece) => problem.eligible[piece] === 0);
  kernel.load(new Int32Array(0));
  // Somebody who needs a supervisor can be added only after the supervisor: so try again, as long as it helps.
  let left = may;
  for (let before = Infinity; left.length < before;) {
    before = left.length;
    left = left.filter((piece) => !tryToAdd(kernel, Math.floor(piece / problem.lineCount), piece % problem.lineCount));
  }
  kernel.mark();
  return pieces.filter((piece) => kernel.held[piece] === 0);
}

/**
 * Fills the open posts of the lines one after the other, each with the clinician who costs least, or through a chain in
 * which up to `depth` others hand a session on, but none of the lines in `kept`. A quick start, and the answer when
 * there is no time for a MIP.
 */
export function repair(
  kernel: Kernel,
  lines: readonly number[],
  lambdas: Float64Array,
  depth: number,
  kept: readonly number[] = [],
): void {
  const { cover, problem } = kernel;
  for (const line of lines) {
    while (cover[line]! < problem.posts[line]! && fill(kernel, line, depth, lambdas, new Set([line, ...kept])));
  }
  kernel.mark();
}

function fill(kernel: Kernel, line: number, depth: number, lambdas: Float64Array, tried: Set<number>): boolean {
  const { problem } = kernel;
  const candidates = problem.cliniciansOf[line]!;
  let best = -1;
  let least = Infinity;
  for (const clinician of candidates) {
    if (!tryToAdd(kernel, clinician, line)) continue;
    const cost = kernel.total(lambdas);
    kernel.remove(clinician, line);
    if (cost >= least) continue;
    least = cost;
    best = clinician;
  }
  if (best >= 0) {
    kernel.add(best, line);
    return true;
  }
  if (depth === 0) return false;
  const day = problem.dayOfLine[line]!;
  const lawful = kernel.levels[0]!;
  const held = kernel.pieces().filter((piece) => problem.eligible[piece] === 1);
  for (const clinician of candidates) {
    if (problem.eligible[clinician * problem.lineCount + line] !== 1) continue;
    for (const own of problem.linesOf[clinician]!) {
      if (tried.has(own) || Math.abs(problem.dayOfLine[own]! - day) > 6 || !kernel.mayRemove(clinician, own)) continue;
      kernel.remove(clinician, own);
      tried.add(own);
      if (tryToAdd(kernel, clinician, line)) {
        if (fill(kernel, own, depth - 1, lambdas, tried)) {
          // Without that session somebody else may be unsupervised: whatever was broken on the way has to be mended.
          if (kernel.levels[0]! <= lawful) return true;
          kernel.load(held);
          continue;
        }
        kernel.remove(clinician, line);
      }
      kernel.add(clinician, own);
    }
  }
  return false;
}
