import { randomUUID } from 'node:crypto';
import { refusalOf } from '../../identity/permissions.js';
import type { Viewer } from '../../identity/viewer.js';
import { serviceForPcn } from '../../organisation/participation/participation.queries.js';
import { knownOrganisation } from '../../organisation/directory/known-organisation.js';
import { membershipsOf } from '../../organisation/membership/membership.queries.js';
import { organisationProblems } from '../../organisation/directory/organisation.problems.js';
import { Participation, type ParticipationState } from '../../organisation/participation/participation.entity.js';
import type { Tx } from '../../platform/database/scope.js';
import { generalProblems } from '../../platform/problem-codes.js';
import { ok, refuse, type Result } from '../../platform/result.js';
import { lockAccountsOfNetwork } from '../../sessions/ledger/share-ledger.queries.js';
import { containsDay } from '../../time/interval.js';
import { carryOut, type ChangeReport, checkDayFromToday, ReportDraft } from '../change-report.js';
import { fixedSharesNaming } from '../network/network-change.queries.js';
import { lockOrganisations } from '../network/organisation-change.queries.js';
import {
  businessOfService,
  lockService,
  returnPlacesWithoutRight,
  type ServiceOfPractice,
} from './participation-change.queries.js';
import { agreeing, many } from '../rules/days.js';

export interface SetParticipation {
  readonly practice: string;
  readonly service: string;
  readonly state: ParticipationState;
  readonly from: string;
  readonly dryRun?: boolean | undefined;
}

/**
 * Says whether a practice takes part in a service of the network it is in on the day. It applies from that day until
 * the next change already planned; what applied before ends that day. In published sessions that the practice may no
 * longer share, its free places return to the pool at once; what it has booked stays booked. Locks the practice, as
 * every change by date, then the service's clinics and their sessions from the day on, as publication and bookings do,
 * then the network's ledgers. Refused: a past day, a practice in no network that day, a service that the network does
 * not have.
 */
export async function setParticipation(
  tx: Tx,
  viewer: Viewer,
  input: SetParticipation,
): Promise<Result<{ participationId: string | null; change: ChangeReport }>> {
  let participationId: string | null = null;
  const result = await carryOut(tx, input.dryRun, async (inner) => {
    const said = await say(inner, viewer, input);
    if (!said.ok) return said;
    participationId = said.value.participationId;
    return ok(said.value.report);
  });
  if (!result.ok) return result;
  return ok({ participationId: result.value.performed ? participationId : null, change: result.value });
}

async function say(
  tx: Tx,
  viewer: Viewer,
  input: SetParticipation,
): Promise<Result<{ participationId: string; report: ChangeReport }>> {
  const practice = await knownOrganisation(tx, input.practice, ['PRACTICE'], 'practice');
  if (!practice.ok) return practice;
  const practiceId = practice.value.id;
  const membership = (await membershipsOf(tx.db, [practiceId])).find((row) => containsDay(row, input.from));
  const pcnId = membership?.pcnId ?? null;
  const barred = refusalOf(viewer, tx.scope, 'setParticipation', { organisationId: practiceId, pcnId });
  if (barred !== undefined) return refuse(barred);
  if (pcnId === null) {
    const message = `${practice.value.name} is in no network on ${input.from}. Choose a day on which it is in one.`;
    return refuse({ code: organisationProblems.NOT_A_MEMBER, field: ['from'], message });
  }
  const day = checkDayFromToday(tx.scope.today, input.from);
  if (!day.ok) return day;
  const service = await serviceForPcn(tx.db, input.service, pcnId);
  if (service === undefined) {
    const message = 'The network of this practice has no service with this id.';
    return refuse({ code: generalProblems.NOT_FOUND, field: ['service'], message });
  }
  await lockOrganisations(tx.db, [practiceId]);
  const of: ServiceOfPractice = { practiceId, pcnId, serviceId: input.service, from: input.from };
  await lockService(tx.db, of);
  const participationId = await write(tx, of, input.state);
  const draft = new ReportDraft(input.from);
  await settle(tx, draft, { of, code: input.practice, service, state: input.state });
  return ok({ participationId, report: draft.report });
}

async function write(tx: Tx, of: ServiceOfPractice, state: ParticipationState): Promise<string> {
  const { practiceId, pcnId, serviceId, from } = of;
  const said = await tx.em.find(Participation, { practiceId, pcnId, serviceId }, { orderBy: { validFrom: 'asc' } });
  const running = said.find(({ validFrom, validTo }) => containsDay({ from: validFrom, to: validTo ?? null }, from));
  if (running?.state === state) return running.id;
  if (running?.validFrom === from) {
    running.state = state;
    await tx.em.flush();
    return running.id;
  }
  const next = said.find(({ validFrom }) => validFrom > from);
  const until = running?.validTo ?? next?.validFrom ?? null;
  if (running !== undefined) {
    running.validTo = from;
    // One flush inserts before it updates, so the new row would overlap the range that is not closed yet.
    await tx.em.flush();
  }
  const id = randomUUID();
  tx.em.create(Participation, { id, pcnId, practiceId, serviceId, state, validFrom: from, validTo: until });
  await tx.em.flush();
  return id;
}

const states: Record<ParticipationState, string> = {
  IN: 'takes part in',
  OUT: 'opts out of',
  PILOT: 'is a pilot practice for',
};

/** What the practice loses with the right to share, and what a new right does not bring by itself. */
async function settle(
  tx: Tx,
  draft: ReportDraft,
  it: { of: ServiceOfPractice; code: string; service: string; state: ParticipationState },
): Promise<void> {
  const { of, code, service } = it;
  const said = `${code} ${states[it.state]} ${service} from ${of.from}`;
  await lockAccountsOfNetwork(tx.db, of.pcnId);
  const reason = 'Returned: the practice may not share the service';
  const returned = await returnPlacesWithoutRight(tx.db, of, reason);
  const places = `${many(returned.places, 'free place')} of ${code} in ${many(returned.sessions, 'published session')}`;
  draft.note('moves', 'PLACES', `${places} return to the pool.`, { count: returned.places });
  const { bookings, waiting, sharedWithout } = await businessOfService(tx.db, of);
  draft.note(
    'stays',
    'BOOKINGS',
    `${many(bookings, 'booking')} of ${code} ${agreeing(bookings, 'keeps', 'keep')} slot and place.`,
    { count: bookings },
  );
  draft.note(
    'stays',
    'WAITING_LIST',
    `${many(waiting, 'patient')} of ${code} ${agreeing(waiting, 'still waits', 'still wait')} for the service, and ${agreeing(waiting, 'is', 'are')} offered nothing on days on which it may not share it. Find them another service, or withdraw them.`,
    { count: waiting },
  );
  draft.note(
    'stays',
    'SESSION',
    `${many(sharedWithout, 'published session')} ${agreeing(sharedWithout, 'was', 'were')} shared without ${code}: it books from the pool there, and gets places in sessions published from now on.`,
    { count: sharedWithout },
  );
  if (it.state === 'OUT') {
    for (const { clinicId, title, serviceId } of await fixedSharesNaming(tx.db, { ...of, on: of.from })) {
      if (serviceId !== of.serviceId) continue;
      const text = `The fixed share of ${code} in “${title}” does not count while it is opted out: the others share its part.`;
      draft.note('stays', 'CLINIC', text, { about: { type: 'SharedClinic', key: clinicId } });
    }
  }
  draft.tell(of.pcnId, returned.places === 0 ? `${said}.` : `${said}: ${places} go to the pool now.`);
  draft.tell(of.practiceId, bookings === 0 ? `${said}.` : `${said}. What you have booked stays booked.`);
}
