import type { Viewer } from '../../identity/viewer.js';
import { checkPlainText } from '../../organisation/directory/rules/plain-text.js';
import type { Tx } from '../../platform/database/scope.js';
import { ok, type Problem, type Result } from '../../platform/result.js';
import { clinicianForChange } from '../../workforce/clinician-for-change.js';
import { Clinician } from '../../workforce/clinician.entity.js';
import { registrationsOf } from '../../workforce/clinician.queries.js';
import { checkLanguages, checkSkills } from '../../workforce/rules/clinician-details.js';
import { carryOut, type ChangeReport, ReportDraft } from '../change-report.js';
import type { AffectedAssignments } from '../leave/approve-leave.js';
import { settleWork } from './settle-work.js';
import { workUnfitFor } from './unfit-work.js';

/** What is left out stays as it is. */
export interface ChangeClinician {
  readonly clinician: string;
  readonly name?: string | null | undefined;
  readonly skills?: readonly string[] | null | undefined;
  readonly languages?: readonly string[] | null | undefined;
  readonly affectedAssignments?: AffectedAssignments | undefined;
  readonly dryRun?: boolean | undefined;
}

/**
 * Corrects what is on record of a clinician, from now on. Locks the clinician's row first, as `assignClinician` does,
 * so that nobody is assigned for a skill that goes at the same time. Published work, in any network, for which the
 * clinician would not be fit any more is in the way, or is opened.
 */
export function changeClinician(tx: Tx, viewer: Viewer, input: ChangeClinician): Promise<Result<ChangeReport>> {
  return carryOut(tx, input.dryRun, (inner) => change(inner, viewer, input));
}

async function change(tx: Tx, viewer: Viewer, input: ChangeClinician): Promise<Result<ChangeReport>> {
  const found = await clinicianForChange(tx, viewer, 'changeClinician', input.clinician);
  if (!found.ok) return found;
  const row = found.value;
  const { today } = tx.scope;
  const name = checkPlainText(input.name ?? row.name, 200, 'name');
  const skills = checkSkills(input.skills ?? row.skills);
  const languages = checkLanguages(input.languages ?? row.languages);
  if (!name.ok || !skills.ok || !languages.ok) {
    const problems = [name, skills, languages].flatMap((each): readonly Problem[] => (each.ok ? [] : each.problems));
    return { ok: false, problems };
  }
  const draft = new ReportDraft(today);
  const say = (what: string, before: string, after: string) => {
    if (before === after) return;
    const about = { type: 'Clinician', key: row.id };
    draft.note('moves', 'STAFF', `${what} of ${row.name} ${what === 'The name' ? 'changes' : 'change'}.`, {
      about,
      before,
      after,
    });
  };
  say('The name', row.name, name.value);
  say('The skills', row.skills.join(', ') || 'none', skills.value.join(', ') || 'none');
  say('The languages', row.languages.join(', '), languages.value.join(', '));
  const lost = row.skills.filter((skill) => !skills.value.includes(skill));
  if (lost.length > 0) {
    const registrations = await registrationsOf(tx.db, [row.id]);
    const after = { skills: skills.value, registrations };
    const unfit = await workUnfitFor(tx, row, today, [{ skills: row.skills, registrations }, after]);
    const reason = 'Skill no longer on record';
    await settleWork(
      tx,
      draft,
      unfit.filter(({ work }) => !work.over),
      { clinicianId: row.id, name: row.name, affectedAssignments: input.affectedAssignments, reason },
    );
  }
  const clinician = await tx.em.findOneOrFail(Clinician, { id: row.id });
  Object.assign(clinician, { name: name.value, skills: skills.value, languages: languages.value });
  await tx.em.flush();
  return ok(draft.report);
}
