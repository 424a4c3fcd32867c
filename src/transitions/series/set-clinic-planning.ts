import type { Viewer } from '../../identity/viewer.js';
import type { Tx } from '../../platform/database/scope.js';
import { generalProblems } from '../../platform/problem-codes.js';
import { ok, type Problem, refuse, type Result } from '../../platform/result.js';
import { carryOut, type ChangeReport, ReportDraft } from '../change-report.js';
import { lockedClinic } from '../clinic/clinic-for-change.js';
import { setPlanning } from './series.queries.js';

export interface SetClinicPlanning {
  readonly clinic: string;
  readonly breakMinutes?: number | undefined;
  readonly priority?: number | undefined;
  readonly dryRun?: boolean | undefined;
}

const lowestPriority = 9;
const longestBreak = 240;

/**
 * Sets what plans of the rota go by, at once: the rest inside a session, which is no working time, and which clinic is
 * staffed first where people are short. Sessions and who works in them stay as they are. Locks the clinic. Refused:
 * NOT_FOUND, FORBIDDEN, a break that is longer than four hours or not shorter than the session, another priority than 1
 * to 9.
 */
export function setClinicPlanning(tx: Tx, viewer: Viewer, input: SetClinicPlanning): Promise<Result<ChangeReport>> {
  return carryOut(tx, input.dryRun, async (inner) => {
    const found = await lockedClinic(inner, viewer, 'changeSharedClinic', input.clinic);
    if (!found.ok) return found;
    const { clinic } = found.value;
    const breakMinutes = input.breakMinutes ?? clinic.breakMinutes;
    const priority = input.priority ?? clinic.priority;
    const problems: Problem[] = [];
    const invalid = (field: string, message: string) =>
      problems.push({ code: generalProblems.INVALID_INPUT, field: [field], message });
    if (breakMinutes < 0 || breakMinutes > longestBreak || breakMinutes >= clinic.durationMinutes) {
      invalid('breakMinutes', `A break lasts from 0 to ${longestBreak} minutes and is shorter than the session.`);
    }
    if (priority < 1 || priority > lowestPriority) {
      invalid('priority', `A priority is from 1, staffed first, to ${lowestPriority}.`);
    }
    const [first, ...rest] = problems;
    if (first !== undefined) return refuse(first, ...rest);
    const draft = new ReportDraft(inner.scope.today);
    const about = { type: 'SharedClinic', key: clinic.id };
    const inWords = (minutes: number, rank: number) => `a break of ${minutes} minutes, priority ${rank}`;
    const [before, after] = [inWords(clinic.breakMinutes, clinic.priority), inWords(breakMinutes, priority)];
    if (before === after) {
      draft.note('stays', 'CLINIC', `Nothing changes: “${clinic.title}” already has ${after}.`, { about });
      return ok(draft.report);
    }
    await setPlanning(inner.db, clinic.id, { breakMinutes, priority });
    draft.note('moves', 'CLINIC', `“${clinic.title}” is planned with ${after}.`, { about, before, after });
    return ok(draft.report);
  });
}
