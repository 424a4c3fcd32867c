import type { Viewer } from '../../identity/viewer.js';
import { membershipsOf } from '../../organisation/membership/membership.queries.js';
import { type OrganisationRow, organisationsByIds } from '../../organisation/directory/organisation.queries.js';
import { sourceOf } from '../../organisation/directory/source-of.js';
import type { Tx } from '../../platform/database/scope.js';
import { ok, refuse, type Result } from '../../platform/result.js';
import { addDays } from '../../time/london.js';
import { type ChangeReport, ReportDraft } from '../change-report.js';
import { noteBusiness, noteFixedShares, noteGuests, passPlacesOf, settleAgreements } from './leave-membership.js';
import { carryWaitingList, lockNetworks, passRoomOffers } from './network-change.queries.js';
import {
  closeOrganisation,
  countStaffAhead,
  endContract,
  endMembership,
  insertSuccession,
  joinPopulations,
  lockContracts,
  lockSitesOf,
  passSites,
  successorOf,
} from './organisation-change.queries.js';
import { closedProblem, noHolderProblem } from './pass-to-holder.js';
import { rename } from './rename.js';
import { agreeing, many, runningOn, startingFrom } from '../rules/days.js';
import { passBalance, spreadBalance } from './share-balance.js';
import { transitionsProblems } from '../transitions.problems.js';

export interface JoinAsBranch {
  readonly oldId: string;
  readonly newId: string;
  readonly from: string;
  readonly newName?: string | undefined;
  readonly source?: string | undefined;
}

interface Joining {
  readonly old: OrganisationRow;
  readonly taking: OrganisationRow;
  readonly oldCode: string;
  readonly newCode: string;
  readonly from: string;
  readonly source: string;
  /** Their networks: of the old practice on the day before, and of the one that takes over on the day. */
  readonly oldPcnId: string | null;
  readonly newPcnId: string | null;
}

/**
 * A practice becomes a branch of another from a day on. Its contract and membership end and it closes. The other
 * practice runs its sites, has its places where it may share the session, and acts for its patients; their bookings and
 * references stay in the name of the practice that issued them. Precondition: both are locked. Refused: a practice that
 * is closed or already taken over, no contract the day before, no contract of the other practice on the day. Clashes:
 * anything arranged for the closing practice from that day on.
 */
export async function joinAsBranch(tx: Tx, viewer: Viewer, input: JoinAsBranch): Promise<Result<ChangeReport>> {
  const joining = await joiningOf(tx, viewer, input);
  if (!joining.ok) return joining;
  const it = joining.value;
  const draft = new ReportDraft(it.from);
  const ended = await endContracts(tx, draft, it);
  if (!ended.ok) return ended;
  const pcnIds = [...new Set([it.oldPcnId, it.newPcnId].filter((id) => id !== null))];
  await lockNetworks(tx.db, pcnIds, it.from);
  const sites = await passSitesOf(tx, draft, it);
  await leaveNetworkAsBranch(tx, draft, it);
  await closeOrganisation(tx.db, it.old.id, it.from);
  draft.note('moves', 'ORGANISATION', `${it.oldCode} closes; ${it.newCode} acts for its patients.`);
  await insertSuccession(tx.db, {
    predecessorId: it.old.id,
    successorId: it.taking.id,
    from: it.from,
    source: it.source,
  });
  if (it.oldPcnId !== null) {
    await passPlacesOf(tx, draft, {
      pcnId: it.oldPcnId,
      from: it.from,
      ownerId: it.old.id,
      ownerCode: it.oldCode,
      newOwnerId: it.taking.id,
      newOwnerCode: it.newCode,
    });
    await settleAgreements(tx, draft, it.oldPcnId, it.from);
  }
  await noteCarried(tx, draft, it);
  if (it.newPcnId !== it.oldPcnId) await noteGuests(tx, draft, { siteIds: sites, from: it.from, pcnId: it.newPcnId });
  const renamed = await rename(tx, draft, it.taking.id, input.newName, it.from);
  if (!renamed.ok) return renamed;
  tellAll(draft, it);
  return ok(draft.report);
}

async function joiningOf(tx: Tx, viewer: Viewer, input: JoinAsBranch): Promise<Result<Joining>> {
  const { from } = input;
  const rows = await organisationsByIds(tx.db, [input.oldId, input.newId], from);
  const [old, taking] = [input.oldId, input.newId].map((id) => rows.find((row) => row.id === id));
  if (old === undefined || taking === undefined) throw new Error('locked practices exist');
  const [oldCode, newCode] = [old.odsCode ?? old.name, taking.odsCode ?? taking.name];
  const successor = await successorOf(tx.db, old.id);
  if (successor !== undefined) {
    const message = `${successor.code ?? 'Somebody else'} takes over from ${oldCode} on ${successor.from}.`;
    return refuse({ code: transitionsProblems.ALREADY_SUCCEEDED, field: ['practice'], message });
  }
  if (old.closedOn !== null && old.closedOn <= from) return refuse(closedProblem(oldCode, old.closedOn, ['practice']));
  if (taking.closedOn !== null) return refuse(closedProblem(newCode, taking.closedOn, ['to', 'branchOf']));
  if (taking.openedOn !== null && taking.openedOn > from) {
    const message = `${newCode} opens on ${taking.openedOn}. Choose that day or a later one.`;
    return refuse({ code: 'INVALID_INPUT', field: ['from'], message });
  }
  const source = sourceOf(viewer, input.source);
  if (!source.ok) return source;
  const memberships = await membershipsOf(tx.db, [old.id, taking.id]);
  const of = (id: string) => memberships.filter(({ practiceId }) => practiceId === id);
  return ok({
    old,
    taking,
    oldCode,
    newCode,
    from,
    source: source.value,
    oldPcnId: runningOn(of(old.id), addDays(from, -1))?.pcnId ?? null,
    newPcnId: runningOn(of(taking.id), from)?.pcnId ?? null,
  });
}

/** The closing practice's contract ends on the day; the other practice must hold one then. */
async function endContracts(tx: Tx, draft: ReportDraft, it: Joining): Promise<Result<null>> {
  const contracts = await lockContracts(tx.db, { practiceId: it.old.id });
  const running = runningOn(contracts, addDays(it.from, -1));
  if (running === undefined) return refuse(noHolderProblem(it.oldCode, it.from));
  const next = runningOn(await lockContracts(tx.db, { practiceId: it.taking.id }), it.from);
  if (next === undefined) {
    return refuse({
      code: transitionsProblems.DAY_WITHOUT_HOLDER,
      field: ['to', 'branchOf'],
      message: `${it.newCode} has no contract on ${it.from}, so nobody would hold the branch. Award it one first.`,
    });
  }
  for (const later of startingFrom(contracts, it.from)) {
    draft.note('clashes', 'CONTRACT', `${it.oldCode} already has a contract from ${later.from} on.`, {
      on: later.from,
      about: { type: 'Contract', key: later.id },
    });
  }
  for (const held of await lockContracts(tx.db, { holderId: it.old.id })) {
    if (held.practiceId === it.old.id || (held.to !== null && held.to <= it.from)) continue;
    draft.note(
      'clashes',
      'CONTRACT',
      `${it.oldCode} also holds the contract of ${held.practiceCode}. Hand that over first.`,
      {
        about: { type: 'Contract', key: held.id },
      },
    );
  }
  await endContract(tx.db, running.id, it.from);
  draft.note('moves', 'CONTRACT', `The ${running.type} contract of ${it.oldCode} ends.`, {
    about: { type: 'Contract', key: running.id },
  });
  draft.tell(running.holderId, `Your contract for ${it.oldCode} ends: ${it.from} is the first day without it.`);
  if (next.to !== null)
    draft.tell(next.holderId, `Your contract for ${it.newCode} ends on ${next.to}, and its branch with it.`);
  return ok(null);
}

async function passSitesOf(tx: Tx, draft: ReportDraft, it: Joining): Promise<string[]> {
  const sites = await lockSitesOf(tx.db, it.old.id, it.from);
  await passSites(tx.db, {
    from: it.from,
    operatorId: it.old.id,
    newOperatorId: it.taking.id,
    asBranch: true,
    source: it.source,
  });
  for (const { siteId, name, kind } of sites) {
    const as = kind === 'HUB' ? 'as a hub' : 'as a branch surgery';
    draft.note('moves', 'SITE', `${name} is run by ${it.newCode} ${as}.`, { about: { type: 'Site', key: siteId } });
  }
  return [...new Set(sites.map(({ siteId }) => siteId))];
}

async function leaveNetworkAsBranch(tx: Tx, draft: ReportDraft, it: Joining): Promise<void> {
  const memberships = await membershipsOf(tx.db, [it.old.id]);
  for (const later of startingFrom(memberships, it.from)) {
    draft.note('clashes', 'MEMBERSHIP', `${it.oldCode} is to join a network on ${later.from}.`, {
      on: later.from,
      about: { type: 'Membership', key: later.id },
    });
  }
  const running = runningOn(memberships, addDays(it.from, -1));
  if (running !== undefined && running.to !== it.from) {
    await endMembership(tx.db, running.id, it.from);
    draft.note('moves', 'MEMBERSHIP', `The membership of ${it.oldCode} ends.`, {
      about: { type: 'Membership', key: running.id },
    });
  }
  const offers = await passRoomOffers(tx.db, {
    from: it.from,
    offeredById: it.old.id,
    newOfferedById: it.taking.id,
    pcnId: it.newPcnId,
  });
  draft.note(
    'moves',
    'ROOM_OFFER',
    `${many(offers.continued, 'room offer')} ${agreeing(offers.continued, 'continues', 'continue')} as offers of ${it.newCode}.`,
    {
      count: offers.continued,
    },
  );
  draft.note(
    'moves',
    'ROOM_OFFER',
    `${many(offers.ended, 'room offer')} to the former network ${agreeing(offers.ended, 'ends', 'end')}.`,
    {
      count: offers.ended,
    },
  );
}

async function noteCarried(tx: Tx, draft: ReportDraft, it: Joining): Promise<void> {
  for (const { basis, value } of await joinPopulations(tx.db, {
    from: it.from,
    oldId: it.old.id,
    newId: it.taking.id,
  })) {
    const list = basis === 'REGISTERED' ? 'registered list' : 'weighted list';
    draft.note(
      'moves',
      'POPULATION',
      `The ${list} of ${it.newCode} becomes ${value} with the branch, until it is counted again.`,
    );
  }
  if (it.oldPcnId !== null) {
    const balance = { pcnId: it.oldPcnId, on: it.from };
    if (it.oldPcnId === it.newPcnId) {
      await passBalance(tx, draft, { ...balance, fromPracticeId: it.old.id, toPracticeId: it.taking.id });
    } else await spreadBalance(tx, draft, { ...balance, practiceId: it.old.id });
    if (it.newPcnId !== null && it.newPcnId !== it.oldPcnId) {
      const carried = await carryWaitingList(tx.db, {
        practiceId: it.old.id,
        fromPcnId: it.oldPcnId,
        toPcnId: it.newPcnId,
        day: it.from,
      });
      draft.note(
        'moves',
        'WAITING_LIST',
        `${many(carried, 'patient')} waiting for later days ${agreeing(carried, 'moves', 'move')} to the other network’s list.`,
        {
          count: carried,
        },
      );
    }
  }
  if (it.oldPcnId !== null) {
    const heir = it.oldPcnId === it.newPcnId ? it.newCode : null;
    await noteFixedShares(tx, draft, {
      practiceId: it.old.id,
      pcnId: it.oldPcnId,
      code: it.oldCode,
      from: it.from,
      heir,
    });
  }
  await noteBusiness(tx, draft, it.old.id, it.oldCode, it.from);
  const staff = await countStaffAhead(tx.db, it.old.id, it.from);
  draft.note(
    'stays',
    'STAFF',
    `${many(staff, 'employment')} at ${it.oldCode}: ${it.newCode} looks after them until it employs the people itself.`,
    {
      count: staff,
    },
  );
}

function tellAll(draft: ReportDraft, it: Joining): void {
  draft.tell(it.old.id, `${it.oldCode} closes on ${it.from}. Its patients' bookings and references stay as they are.`);
  draft.tell(
    it.taking.id,
    `You run the sites of ${it.oldCode} from ${it.from} and act for its patients, under its references.`,
  );
  if (it.oldPcnId !== null)
    draft.tell(it.oldPcnId, `${it.oldCode} is not a member from ${it.from}: it is a branch of ${it.newCode}.`);
  if (it.newPcnId !== null)
    draft.tell(it.newPcnId, `${it.oldCode} is a branch of your member ${it.newCode} from ${it.from}.`);
}
