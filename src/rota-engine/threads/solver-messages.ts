import type { Assignment, Instance } from '../model/instance.js';
import type { Profile } from '../model/profile.js';
import type { LegResult } from '../course/lane.js';

/** What the pool asks of a thread; each is answered by one `Reply`. */
export type Request =
  | { ask: 'WARM' }
  | { ask: 'START'; instance: Instance; profile: Profile; seed: number; lane: 0 | 1; stop: SharedArrayBuffer }
  | { ask: 'LEG'; leg: number; incumbent: Int32Array | null; nodesLeft: number }
  | { ask: 'FINISH'; pieces: Int32Array };

export type Reply =
  | { told: 'WARM' }
  | { told: 'STARTED' }
  | { told: 'LEG'; result: LegResult; open: number; memoryBytes: number }
  | {
      told: 'FINISHED';
      lawful: boolean;
      assignments: Assignment[];
      levels: number[];
      open: number;
      instanceHash: string;
    }
  | { told: 'FAILED'; message: string };
