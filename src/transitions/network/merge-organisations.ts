import { refusalOf } from '../../identity/permissions.js';
import type { Viewer } from '../../identity/viewer.js';
import { knownOrganisation } from '../../organisation/directory/known-organisation.js';
import {
  type OrganisationKind,
  type OrganisationRow,
  organisationsByIds,
} from '../../organisation/directory/organisation.queries.js';
import { sourceOf } from '../../organisation/directory/source-of.js';
import type { Tx } from '../../platform/database/scope.js';
import { generalProblems } from '../../platform/problem-codes.js';
import { ok, refuse, type Result } from '../../platform/result.js';
import { carryOut, type ChangeReport, checkDay, ReportDraft } from '../change-report.js';
import { commonIcbs } from './hand-over-practice.js';
import { joinAsBranch } from './join-as-branch.js';
import { passRoomOffers } from './network-change.queries.js';
import {
  closeOrganisation,
  countStaffAhead,
  insertSuccession,
  lockContracts,
  lockOrganisations,
  lockSitesOf,
  passContract,
  passSites,
  successorOf,
} from './organisation-change.queries.js';
import { closedProblem } from './pass-to-holder.js';
import { rename } from './rename.js';
import { agreeing, many } from '../rules/days.js';
import { transitionsProblems } from '../transitions.problems.js';

export interface MergeOrganisations {
  readonly organisation: string;
  readonly into: string;
  readonly from: string;
  readonly newName?: string | undefined;
  readonly source?: string | undefined;
  readonly dryRun?: boolean | undefined;
}

const mergeable: readonly OrganisationKind[] = ['PRACTICE', 'HUB', 'TRUST', 'COMMUNITY_PROVIDER', 'VOLUNTARY'];

/**
 * Two organisations become one from a day on, and keep their sites. Practices merge as `handOverPractice` does for a
 * branch. For other organisations, their sites, room offers and contracts pass to the one that continues. Locks both
 * organisations, then contracts and sites, as every change by date.
 */
export function mergeOrganisations(tx: Tx, viewer: Viewer, input: MergeOrganisations): Promise<Result<ChangeReport>> {
  return carryOut(tx, input.dryRun, (inner) => merge(inner, viewer, input));
}

async function merge(tx: Tx, viewer: Viewer, input: MergeOrganisations): Promise<Result<ChangeReport>> {
  const old = await knownOrganisation(tx, input.organisation, mergeable, 'organisation');
  if (!old.ok) return old;
  const into = await knownOrganisation(tx, input.into, mergeable, 'into');
  if (!into.ok) return into;
  const [oldId, newId] = [old.value.id, into.value.id];
  const barred = refusalOf(viewer, tx.scope, 'mergeOrganisations', { icbIds: await commonIcbs(tx, [oldId, newId]) });
  if (barred !== undefined) return refuse(barred);
  const day = checkDay(tx.scope.today, input.from);
  if (!day.ok) return day;
  if (oldId === newId || (old.value.kind === 'PRACTICE') !== (into.value.kind === 'PRACTICE')) {
    const message =
      'A practice can merge only with a practice, and another organisation only with one that is not a practice.';
    return refuse({ code: generalProblems.INVALID_INPUT, field: ['into'], message });
  }
  await lockOrganisations(tx.db, [oldId, newId]);
  return old.value.kind === 'PRACTICE'
    ? joinAsBranch(tx, viewer, { ...input, oldId, newId })
    : mergeProviders(tx, viewer, { ...input, oldId, newId });
}

async function mergeProviders(
  tx: Tx,
  viewer: Viewer,
  input: MergeOrganisations & { oldId: string; newId: string },
): Promise<Result<ChangeReport>> {
  const { from, oldId, newId } = input;
  const rows = await organisationsByIds(tx.db, [oldId, newId], from);
  const [old, into] = [oldId, newId].map((id) => rows.find((row) => row.id === id)) as [
    OrganisationRow,
    OrganisationRow,
  ];
  if ((await successorOf(tx.db, oldId)) !== undefined) {
    const message = `Another organisation already takes over from ${old.name}.`;
    return refuse({ code: transitionsProblems.ALREADY_SUCCEEDED, field: ['organisation'], message });
  }
  if (old.closedOn !== null && old.closedOn <= from)
    return refuse(closedProblem(old.name, old.closedOn, ['organisation']));
  if (into.closedOn !== null) return refuse(closedProblem(into.name, into.closedOn, ['into']));
  const source = sourceOf(viewer, input.source);
  if (!source.ok) return source;

  const draft = new ReportDraft(from);
  for (const contract of await lockContracts(tx.db, { holderId: oldId })) {
    if (contract.to !== null && contract.to <= from) continue;
    await passContract(tx.db, contract, { holderId: newId, on: from, source: source.value });
    draft.note('moves', 'CONTRACT', `${into.name} holds the contract of ${contract.practiceCode}.`, {
      about: { type: 'Contract', key: contract.id },
    });
    draft.tell(contract.practiceId, `${into.name} holds your contract from ${from}.`);
  }
  const sites = await lockSitesOf(tx.db, oldId, from);
  await passSites(tx.db, { from, operatorId: oldId, newOperatorId: newId, asBranch: false, source: source.value });
  for (const { name, siteId } of sites) {
    draft.note('moves', 'SITE', `${name} stays open, run by ${into.name}.`, { about: { type: 'Site', key: siteId } });
  }
  const offers = await passRoomOffers(tx.db, { from, offeredById: oldId, newOfferedById: newId, pcnId: 'ANY' });
  draft.note(
    'moves',
    'ROOM_OFFER',
    `${many(offers.continued, 'room offer')} ${agreeing(offers.continued, 'continues', 'continue')} as offers of ${into.name}.`,
    {
      count: offers.continued,
    },
  );
  await closeOrganisation(tx.db, oldId, from);
  await insertSuccession(tx.db, { predecessorId: oldId, successorId: newId, from, source: source.value });
  draft.note('moves', 'ORGANISATION', `${old.name} closes; ${into.name} acts for it.`);
  const staff = await countStaffAhead(tx.db, oldId, from);
  draft.note(
    'stays',
    'STAFF',
    `${many(staff, 'employment')} at ${old.name}: ${into.name} looks after them until it employs the people itself.`,
    {
      count: staff,
    },
  );
  const renamed = await rename(tx, draft, newId, input.newName, from);
  if (!renamed.ok) return renamed;
  draft.tell(oldId, `${old.name} closes on ${from}.`);
  draft.tell(newId, `You act for ${old.name} from ${from}.`);
  return ok(draft.report);
}
