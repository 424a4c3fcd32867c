import { better, compareLevels } from '../scoring/compare-levels.js';
import type { Kernel } from '../scoring/kernel.js';

export interface Ranked {
  clinicianId: string;
  /** How much more the rota costs, by level, when they take the post; below 0 it costs less. */
  levels: number[];
  /** Whose post they take: null while a post is open. */
  insteadOf: string | null;
}

/**
 * Everyone who may take a post of the line as the rota is, best first. Where every post is filled, each takes the place
 * of the holder with whom the exchange is best; pins keep their place. Leaves the kernel as it was, with a fresh mark.
 */
export function rank(kernel: Kernel, line: number): Ranked[] {
  const { problem } = kernel;
  const holders =
    kernel.cover[line]! < problem.posts[line]!
      ? [-1]
      : [...problem.cliniciansOf[line]!].filter((clinician) => kernel.mayRemove(clinician, line));
  const found: Ranked[] = [];
  for (const clinician of problem.cliniciansOf[line]!) {
    let best: Ranked | undefined;
    for (const holder of holders) {
      if (!kernel.mayAdd(clinician, line)) continue;
      const before = kernel.levels.slice();
      kernel.mark();
      if (holder >= 0) kernel.remove(holder, line);
      kernel.add(clinician, line);
      const levels = [...kernel.levels].map((cost, level) => cost - before[level]!);
      kernel.rollback();
      if ((levels[0] ?? 0) > 0 || (best !== undefined && !better(levels, best.levels))) continue;
      const clinicianId = problem.model.clinicians[clinician]?.id ?? '';
      best = { clinicianId, levels, insteadOf: problem.model.clinicians[holder]?.id ?? null };
    }
    if (best !== undefined) found.push(best);
  }
  return found.sort((a, b) => compareLevels(a.levels, b.levels) || (a.clinicianId < b.clinicianId ? -1 : 1));
}
