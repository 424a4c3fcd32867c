import type { Kernel } from '../scoring/kernel.js';

/** Adds the piece unless that breaks a prohibition further; returns whether it is held now. */
export function tryToAdd(kernel: Kernel, clinician: number, line: number): boolean {
  if (!kernel.mayAdd(clinician, line)) return false;
  const before = kernel.levels[0]!;
  kernel.add(clinician, line);
  if (kernel.levels[0]! <= before) return true;
  kernel.remove(clinician, line);
  return false;
}
