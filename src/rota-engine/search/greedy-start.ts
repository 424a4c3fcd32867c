import type { Kernel } from '../scoring/kernel.js';
import { repair } from './repair.js';

/**
 * Fills the lines one after the other with whoever costs least as the rota then is, fewest candidates first. Then tries
 * once more to fill what stayed open, through a chain of one colleague who hands a session on: by then there are
 * supervisors for those who need one. Breaks no prohibition, and takes no line from anybody who already has it.
 */
export function startGreedily(kernel: Kernel, lambdas: Float64Array): void {
  const { cliniciansOf, posts } = kernel.problem;
  const lines = Array.from(posts.keys())
    .filter((line) => cliniciansOf[line]!.length > 0)
    .sort((a, b) => cliniciansOf[a]!.length - cliniciansOf[b]!.length || a - b);
  repair(kernel, lines, lambdas, 0);
  const open = lines.filter((line) => kernel.cover[line]! < posts[line]!);
  repair(kernel, open, lambdas, 1);
}
