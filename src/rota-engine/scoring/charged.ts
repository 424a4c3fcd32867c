import type { Subject } from '../model/subject.js';

/**
 * One cost of a rota: a term of a rule with what it costs now. `amount` is in the rule's unit. `monotone` says that
 * more assignments can only raise it.
 */
export interface Charged {
  rule: number;
  level: number;
  cost: number;
  amount: number;
  subject: Subject;
  monotone: boolean;
  sort: 'COUNTER' | 'RUN' | 'SUPPORT' | 'CLASH' | 'SINGLE' | 'TOUR' | 'BLOCK';
  /** The number of the counter, support or single in its list. */
  index: number;
}
