import type { Line, Model } from '../model/model.js';
import type { RuleSetting } from '../model/profile.js';
import type { Subject } from '../model/subject.js';
import type { Terms } from './terms.js';

/**
 * One rule of the rota, complete in one file: what it says, why, and how it is counted. It has up to three forms; for
 * each, the kernel scores it by integer deltas, the explanation makes sentences and the MIP makes rows:
 * - `blocks`: one clinician must not hold one line, whatever else is planned;
 * - `clashes`: one clinician must not hold both of two lines;
 * - `compile`: terms (counters, flags, runs, supports) for everything else.
 *
 * A form that says "must not" costs one unit each where the profile only obliges or prefers.
 */
export interface Rule {
  id: string;
  name: string;
  /** What one unit of the amount is, such as "minute" or "open post". */
  unit: string;
  /** The law, contract or agreement behind the rule. */
  source: string;
  defaults: Omit<RuleSetting, 'source'>;
  blocks?: (model: Model, clinician: number, line: Line) => boolean;
  /** `earlier` starts no later than `later`; called only for lines whose days are at most two apart. */
  clashes?: (model: Model, clinician: number, earlier: Line, later: Line) => boolean;
  /** Clinicians with the same answer have the same clashes; leave out when they all have. */
  clashGroup?: (model: Model, clinician: number) => string;
  compile?: (context: TermContext, terms: Terms) => void;
  /** Why it matters here, for a planner: who, when, how much. */
  sentence: (model: Model, subject: Subject, amount: number) => string;
}

/** What is known once it is settled who may hold what. */
export interface TermContext {
  model: Model;
  setting: RuleSetting;
  /** Lines that the clinician may hold, or holds by a pin, in order of start. */
  linesOf: (clinician: number) => readonly Line[];
  /** Clinicians who may hold the line, or hold it by a pin. */
  cliniciansOf: (line: number) => Int32Array;
  /** Whether the profile prohibits breaking this other rule, so that its limits can be built on. */
  prohibits: (ruleId: string) => boolean;
}
