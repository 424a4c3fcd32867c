import { refusalOf } from '../../identity/permissions.js';
import type { Viewer } from '../../identity/viewer.js';
import { knownOrganisation } from '../../organisation/directory/known-organisation.js';
import { membersOn } from '../../organisation/membership/network.queries.js';
import type { Tx } from '../../platform/database/scope.js';
import { ok, refuse, type Result } from '../../platform/result.js';
import { to111At, unusedTo111Unsaid } from '../../sessions/clinic/rules/unused-to-111.js';
import { unusedTo111DefaultsOf } from '../../sessions/clinic/unused-to-111.queries.js';
import { londonTime } from '../../time/london.js';
import { carryOut, type ChangeReport, checkDayFromToday, ReportDraft } from '../change-report.js';
import { lockOrganisations } from '../network/organisation-change.queries.js';
import { agreeing, many, runningOn } from '../rules/days.js';
import {
  clinicsApart,
  countUnusedTakenBy111,
  type FollowingSession,
  lockFollowingSessions,
  openUnusedTo111At,
  type SaidOfUnused,
  writeUnusedTo111Default,
} from './unused-to-111-change.queries.js';

export interface SetUnusedTo111Default {
  readonly pcn: string;
  /** London time of day; null for no default. */
  readonly unusedTo111From: string | null;
  readonly from: string;
  readonly dryRun?: boolean | undefined;
}

/** A default as it was set: of which network, how many published sessions take another time, and what else happens. */
export interface DefaultSet {
  readonly pcnId: string;
  readonly sessionCount: number;
  readonly change: ChangeReport;
}

/**
 * Sets the time of day from which NHS 111 may also book unused slots of a network's sessions, where their clinic
 * follows the network. It applies to sessions from a day on, until the next change already planned. Published sessions
 * that have not begun take it at once; what NHS 111 has booked stays booked. Locks the network, on which publications
 * and changes of its clinics take a shared lock, and then the sessions, as bookings do. Refused: NOT_FOUND, FORBIDDEN,
 * a past day.
 */
export async function setUnusedTo111Default(
  tx: Tx,
  viewer: Viewer,
  input: SetUnusedTo111Default,
): Promise<Result<DefaultSet>> {
  const pcn = await knownOrganisation(tx, input.pcn, ['PCN'], 'pcn');
  if (!pcn.ok) return pcn;
  const pcnId = pcn.value.id;
  const barred = refusalOf(viewer, tx.scope, 'setUnusedTo111Default', { pcnId });
  if (barred !== undefined) return refuse(barred);
  const day = checkDayFromToday(tx.scope.today, input.from);
  if (!day.ok) return day;
  let sessionCount = 0;
  const result = await carryOut(tx, input.dryRun, async (inner) => {
    const draft = new ReportDraft(input.from);
    sessionCount = await say(inner, draft, pcnId, input);
    return ok(draft.report);
  });
  return result.ok ? ok({ pcnId, sessionCount, change: result.value }) : result;
}

function inWords(time: string | null): string {
  return time === null ? 'never' : `from ${time}`;
}

/** @returns how many sessions take another time. */
async function say(tx: Tx, draft: ReportDraft, pcnId: string, input: SetUnusedTo111Default): Promise<number> {
  const { from, unusedTo111From: time } = input;
  await lockOrganisations(tx.db, [pcnId]);
  const before = await unusedTo111DefaultsOf(tx.db, [pcnId]);
  const running = runningOn(before, from);
  const next = before.find((row) => row.from > from);
  const said: SaidOfUnused = { pcnId, from, to: running?.to ?? next?.from ?? null, time };
  if ((running?.unusedTo111From ?? null) === time) {
    draft.note('stays', 'CLINIC', `Nothing changes: on ${from} the network says ${inWords(time)} already.`);
    noteWhatFollows(draft, said, next);
    return 0;
  }
  await writeUnusedTo111Default(tx.db, said, running);
  const was = inWords(running?.unusedTo111From ?? null);
  draft.note('moves', 'CLINIC', `Clinics that follow the network open free slots ${inWords(time)}; it was ${was}.`, {
    before: was,
    after: inWords(time),
  });
  noteWhatFollows(draft, said, next);
  const sessions = await carrySessions(tx, draft, said);
  for (const clinic of await clinicsApart(tx.db, pcnId, from)) {
    const text = `“${clinic.title}” keeps its own time: ${inWords(clinic.unusedTo111From)}.`;
    draft.note('stays', 'CLINIC', text, { about: { type: 'SharedClinic', key: clinic.id } });
  }
  await tellMembers(tx, draft, said);
  return sessions;
}

function noteWhatFollows(
  draft: ReportDraft,
  { to }: SaidOfUnused,
  next: { readonly from: string; readonly unusedTo111From: string | null } | undefined,
): void {
  if (to === null || next?.from !== to) return;
  const text = `What was set for ${to} and later does not change: ${inWords(next.unusedTo111From)}.`;
  draft.note('stays', 'CLINIC', text, { on: to });
}

/** Gives published sessions the network's time, whatever they had, and reports them by clinic and by their old time. */
async function carrySessions(tx: Tx, draft: ReportDraft, said: SaidOfUnused): Promise<number> {
  const defaults = await unusedTo111DefaultsOf(tx.db, [said.pcnId]);
  const timed = (await lockFollowingSessions(tx.db, said)).map((session) => ({
    ...session,
    at: to111At(unusedTo111Unsaid, session.sessionOn, defaults),
  }));
  const changing = timed.filter(({ to111At: was, at }) => (was === null ? null : Date.parse(was)) !== at);
  if (changing.length === 0) return 0;
  await openUnusedTo111At(tx.db, changing);
  const had = ({ to111At: was }: FollowingSession) => inWords(was === null ? null : londonTime(Date.parse(was)));
  for (const group of Map.groupBy(changing, (session) => `${session.clinicId} ${had(session)}`).values()) {
    const [first] = group;
    if (first === undefined) continue;
    const [was, is] = [had(first), inWords(said.time)];
    const what = `${many(group.length, 'session')} of “${first.title}”, the first on ${first.sessionOn}`;
    draft.note('moves', 'SESSION', `${what}: free slots are also for NHS 111 ${is}; it was ${was}.`, {
      count: group.length,
      on: first.sessionOn,
      about: { type: 'SharedClinic', key: first.clinicId },
      before: was,
      after: is,
    });
  }
  const booked = await countUnusedTakenBy111(
    tx.db,
    changing.map(({ id }) => id),
  );
  draft.note(
    'stays',
    'BOOKINGS',
    `${many(booked, 'booking')} of NHS 111 in these sessions ${agreeing(booked, 'keeps', 'keep')} slot and place.`,
    {
      count: booked,
    },
  );
  return changing.length;
}

async function tellMembers(tx: Tx, draft: ReportDraft, { pcnId, from, to, time }: SaidOfUnused): Promise<void> {
  const until = to === null ? '' : ` and before ${to}`;
  const what = `Slots that are still free on the day in the network’s sessions are also for NHS 111 ${inWords(time)}, on days from ${from} on${until}, unless a clinic sets its own time.`;
  draft.tell(pcnId, what);
  for (const { practiceId } of await membersOn(tx.db, pcnId, from)) draft.tell(practiceId, what);
}
