import { randomUUID } from 'node:crypto';
import { refusalOf } from '../../identity/permissions.js';
import type { Viewer } from '../../identity/viewer.js';
import { knownOrganisation } from '../../organisation/directory/known-organisation.js';
import { Membership } from '../../organisation/membership/membership.entity.js';
import { type MembershipRow, membershipsOf } from '../../organisation/membership/membership.queries.js';
import { type OrganisationRow, organisationsByIds } from '../../organisation/directory/organisation.queries.js';
import { organisationProblems } from '../../organisation/directory/organisation.problems.js';
import { type OfficialSource, sourceOf } from '../../organisation/directory/source-of.js';
import type { Tx } from '../../platform/database/scope.js';
import { ok, refuse, type Result } from '../../platform/result.js';
import { addDays } from '../../time/london.js';
import { carryOut, type ChangeReport, checkDay, ReportDraft } from '../change-report.js';
import { commonIcbs } from './hand-over-practice.js';
import { noteBusiness, noteFixedShares, noteGuests, passPlacesOf, settleAgreements } from './leave-membership.js';
import { releasesBy } from '../leave/job-change.queries.js';
import { lockNetworks, passRoomOffers } from './network-change.queries.js';
import { endMembership, lockOrganisations, lockSitesOf } from './organisation-change.queries.js';
import { closedProblem } from './pass-to-holder.js';
import { agreeing, many, runningOn, startingFrom } from '../rules/days.js';
import { spreadBalance } from './share-balance.js';

export interface LeaveNetwork {
  readonly practice: string;
  readonly from: string;
  readonly joins?: string | undefined;
  readonly source?: string | OfficialSource | undefined;
  readonly dryRun?: boolean | undefined;
}

/**
 * Takes a practice out of its network from a day on, and into another one if named. Its places from that day on return
 * to the pool. What is booked stays booked. Its rooms are no longer offered to the network, but the network's published
 * sessions there stay as guests. Locks the practice, then the clinics of the network (as publication does) and their
 * sessions from the day on (as every booking does). Refused: no membership on the day before, the network that it is
 * already in.
 */
export function leaveNetwork(tx: Tx, viewer: Viewer, input: LeaveNetwork): Promise<Result<ChangeReport>> {
  return carryOut(tx, input.dryRun, (inner) => leave(inner, viewer, input));
}

async function leave(tx: Tx, viewer: Viewer, input: LeaveNetwork): Promise<Result<ChangeReport>> {
  const { from } = input;
  const practice = await knownOrganisation(tx, input.practice, ['PRACTICE'], 'practice');
  if (!practice.ok) return practice;
  const joined = input.joins == null ? ok(null) : await knownOrganisation(tx, input.joins, ['PCN'], 'joins');
  if (!joined.ok) return joined;
  const { id, odsCode, name } = practice.value;
  const code = odsCode ?? name;
  const icbIds = await commonIcbs(tx, [id, ...(joined.value === null ? [] : [joined.value.id])]);
  const barred = refusalOf(viewer, tx.scope, 'leaveNetwork', { icbIds });
  if (barred !== undefined) return refuse(barred);
  const day = checkDay(tx.scope.today, from);
  if (!day.ok) return day;
  await lockOrganisations(tx.db, [id]);
  const memberships = await membershipsOf(tx.db, [id]);
  const checked = checkLeaver(memberships, from, code, joined.value);
  if (!checked.ok) return checked;
  const source = sourceOf(viewer, input.source);
  if (!source.ok) return source;
  const { pcnId } = checked.value;

  const draft = new ReportDraft(from);
  await lockNetworks(tx.db, [pcnId], from);
  for (const later of startingFrom(memberships, from)) {
    draft.note('clashes', 'MEMBERSHIP', `${code} is already to join a network on ${later.from}.`, {
      on: later.from,
      about: { type: 'Membership', key: later.id },
    });
  }
  await endMembership(tx.db, checked.value.id, from);
  draft.note('moves', 'MEMBERSHIP', `The membership of ${code} ends.`, {
    about: { type: 'Membership', key: checked.value.id },
  });
  if (joined.value !== null && draft.clashes.length === 0) {
    await join(tx, draft, {
      practiceId: id,
      code,
      pcn: joined.value,
      from,
      to: checked.value.to,
      source: source.value,
    });
  }
  await passPlacesOf(tx, draft, { pcnId, from, ownerId: id, ownerCode: code, newOwnerId: null, newOwnerCode: null });
  await settleAgreements(tx, draft, pcnId, from);
  await spreadBalance(tx, draft, { practiceId: id, pcnId, on: from });
  const offers = await passRoomOffers(tx.db, {
    from,
    offeredById: id,
    newOfferedById: id,
    pcnId: joined.value?.id ?? null,
  });
  draft.note(
    'moves',
    'ROOM_OFFER',
    `${many(offers.ended, 'room offer')} of ${code} to the network ${agreeing(offers.ended, 'ends', 'end')}.`,
    {
      count: offers.ended,
    },
  );
  const sites = await lockSitesOf(tx.db, id, from);
  draft.note('stays', 'SITE', `${many(sites.length, 'site')} of ${code}, run by the practice as before.`, {
    count: sites.length,
  });
  const siteIds = sites.map(({ siteId }) => siteId);
  await noteGuests(tx, draft, { siteIds, from, pcnId: joined.value?.id ?? null });
  const { releases, minutesPerWeek } = await releasesBy(tx.db, { employerId: id, pcnId, from });
  draft.note(
    'stays',
    'STAFF',
    `${many(releases, 'release continues', 'releases continue')} for the former network, ${minutesPerWeek} minutes a week of staff of ${code}, until the employer ends them.`,
    { count: releases },
  );
  await noteFixedShares(tx, draft, { practiceId: id, pcnId, code, from, heir: null });
  await noteBusiness(tx, draft, id, code, from);
  await tell(tx, draft, { id, code, pcnId, from, joined: joined.value });
  return ok(draft.report);
}

function checkLeaver(
  memberships: readonly MembershipRow[],
  from: string,
  code: string,
  joined: OrganisationRow | null,
): Result<MembershipRow> {
  const running = runningOn(memberships, addDays(from, -1));
  if (running === undefined || running.to === from) {
    const message = `${code} is not in one network on both ${addDays(from, -1)} and ${from}, so there is none to leave that day.`;
    return refuse({ code: organisationProblems.NOT_A_MEMBER, field: ['practice'], message });
  }
  if (joined?.id === running.pcnId) {
    const message = `${code} is already in this network. Name another one, or none.`;
    return refuse({ code: 'INVALID_INPUT', field: ['joins'], message });
  }
  if (joined?.closedOn != null) return refuse(closedProblem(joined.name, joined.closedOn, ['joins']));
  return ok(running);
}

async function join(
  tx: Tx,
  draft: ReportDraft,
  to: { practiceId: string; code: string; pcn: OrganisationRow; from: string; to: string | null; source: string },
): Promise<void> {
  const membership = tx.em.create(Membership, {
    id: randomUUID(),
    practiceId: to.practiceId,
    pcnId: to.pcn.id,
    validFrom: to.from,
    validTo: to.to,
    source: to.source,
  });
  await tx.em.flush();
  draft.note('moves', 'MEMBERSHIP', `${to.code} joins ${to.pcn.name}.`, {
    about: { type: 'Membership', key: membership.id },
  });
}

async function tell(
  tx: Tx,
  draft: ReportDraft,
  {
    id,
    code,
    pcnId,
    from,
    joined,
  }: { id: string; code: string; pcnId: string; from: string; joined: OrganisationRow | null },
): Promise<void> {
  const [pcn] = await organisationsByIds(tx.db, [pcnId], from);
  draft.tell(
    id,
    `You are not a member of ${pcn?.name ?? 'your network'} from ${from}. What you have booked stays booked.`,
  );
  draft.tell(pcnId, `${code} is not a member from ${from}.`);
  if (joined !== null)
    draft.tell(joined.id, `${code} is a member from ${from}; it can share once it has signed the agreement.`);
}
