import type { Instance } from '../model/instance.js';
import type { Profile } from '../model/profile.js';
import type { Solution, SolveOptions } from './solution.js';
import { SolverPool } from './solver-pool.js';

let shared: SolverPool | undefined;

/**
 * Plans the rota in two worker threads; this thread only passes messages. Equal instance, profile, seed and budget of
 * work give the same rota. Rejects with an Error when a thread fails (an instance that names ids it does not hold,
 * memory).
 */
export function solveRota(instance: Instance, profile: Profile, options: SolveOptions): Promise<Solution> {
  shared ??= new SolverPool();
  return shared.solve(instance, profile, options);
}

/** Starts the threads ahead of the first rota, so that it does not wait for them. */
export function warmSolver(): Promise<void> {
  shared ??= new SolverPool();
  return shared.warm();
}

/** Ends the threads. */
export async function closeSolver(): Promise<void> {
  await shared?.close();
  shared = undefined;
}
