import type { Assignment } from '../model/instance.js';

export interface SolveOptions {
  seed: number;
  /**
   * A fixed amount of work, which gives the same rota every time; or a time, whose result gives the amount of work that
   * repeats it.
   */
  budget: { iterations: number; nodes: number } | { seconds: number };
  onProgress?: (progress: Progress) => void;
  /** Ends the search early; the best rota until then is the result. */
  signal?: AbortSignal;
}

export interface Progress {
  seconds: number;
  /** All levels together, each unit at the weight of its rule. */
  cost: number;
  /** Prohibitions broken beyond the inherited, weighed; 0 from the first lawful rota on. */
  hard: number;
  /** Posts that nobody holds. */
  open: number;
  /** No rota costs less; null while nothing is known. */
  bound: number | null;
  /** How far the cost can still fall, as a share of it; null while nothing is known. */
  gap: number | null;
}

export interface Solution extends Omit<Progress, 'seconds'> {
  /** Whether it breaks no prohibition; when none was found that does not, there are no assignments. */
  lawful: boolean;
  assignments: Assignment[];
  /** Prohibitions, duties by rank, preferences. */
  levels: number[];
  proven: boolean;
  seconds: number;
  iterations: number;
  nodes: number;
  seed: number;
  /** As given; `iterations` and `nodes` are what was done. */
  budget: SolveOptions['budget'];
  engineVersion: string;
  /** SHA-256 of instance and profile. */
  instanceHash: string;
  cancelled: boolean;
}
