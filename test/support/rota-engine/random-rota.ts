import type { Profile } from '../../../src/rota-engine/model/profile.js';
import { compile } from '../../../src/rota-engine/scoring/compile.js';
import { Kernel } from '../../../src/rota-engine/scoring/kernel.js';
import { dice, randomInstance } from './random-rota-instance.js';

/** A kernel with a random rota that breaks no prohibition beyond its pins, and the dice to go on with. */
export function randomLawfulRota(seed: number, profile: Profile) {
  const kernel = new Kernel(compile(randomInstance(seed), profile));
  const roll = dice(seed + 1);
  const { problem } = kernel;
  for (let time = 0; time < 60; time += 1) {
    const clinician = roll(problem.clinicianCount);
    const lines = problem.linesOf[clinician] ?? new Int32Array(0);
    const line = lines[roll(lines.length)];
    if (line === undefined || !kernel.mayAdd(clinician, line)) continue;
    kernel.mark();
    const before = kernel.levels[0] ?? 0;
    kernel.add(clinician, line);
    if ((kernel.levels[0] ?? 0) > before) kernel.rollback();
  }
  kernel.mark();
  return { kernel, problem, roll };
}
