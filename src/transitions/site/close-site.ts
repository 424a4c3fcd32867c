import { refusalOf } from '../../identity/permissions.js';
import type { Viewer } from '../../identity/viewer.js';
import { icbIdsOf } from '../../organisation/directory/organisation.queries.js';
import { operationsOfSites, operationsOn, roomsOfSites, sitesByIds } from '../../organisation/site/site.queries.js';
import type { Tx } from '../../platform/database/scope.js';
import { generalProblems } from '../../platform/problem-codes.js';
import { ok, refuse, type Result } from '../../platform/result.js';
import { lockRooms } from '../../sessions/publication/planning.queries.js';
import { addDays, londonTime } from '../../time/london.js';
import { carryOut, type ChangeReport, checkDay, ReportDraft } from '../change-report.js';
import { clinicsHostedAt } from '../network/network-change.queries.js';
import { closedProblem } from '../network/pass-to-holder.js';
import { agreeing, many, startingFrom } from '../rules/days.js';
import { endRoomOffers, endSite, isLastSite, lockSite, sessionsAtSite } from './site-change.queries.js';
import { transitionsProblems } from '../transitions.problems.js';

export interface CloseSite {
  readonly site: string;
  readonly from: string;
  readonly dryRun?: boolean | undefined;
}

/**
 * Closes a site from a day on: it then has no operator and its rooms are not offered to anyone. Locks the site's row,
 * so that nobody hands it over in the meantime, and its rooms, as publication does, so that no session is published
 * into it in the meantime. Clashes: every published session there from that day on, of any network; an open practice
 * that would be left without a site.
 */
export function closeSite(tx: Tx, viewer: Viewer, input: CloseSite): Promise<Result<ChangeReport>> {
  return carryOut(tx, input.dryRun, (inner) => close(inner, viewer, input));
}

async function close(tx: Tx, viewer: Viewer, input: CloseSite): Promise<Result<ChangeReport>> {
  const { from } = input;
  await lockSite(tx.db, input.site);
  const [site] = await sitesByIds(tx.db, [input.site]);
  if (site === undefined) {
    return refuse({
      code: generalProblems.NOT_FOUND,
      field: ['site'],
      message: 'There is no such site. Read the site again and pass its `id`.',
    });
  }
  const [operation] = await operationsOn(tx.db, [site.id], addDays(from, -1));
  const operatorId = operation?.operatorId ?? null;
  const icbIds = operatorId === null ? [] : await icbIdsOf(tx.db, operatorId, tx.scope.today);
  const barred = refusalOf(viewer, tx.scope, 'closeSite', { organisationId: operatorId, icbIds });
  if (barred !== undefined) return refuse(barred);
  const day = checkDay(tx.scope.today, from);
  if (!day.ok) return day;
  if (site.closedOn !== null && site.closedOn <= from) return refuse(closedProblem(site.name, site.closedOn, ['site']));
  if (operation === undefined || operatorId === null) {
    const message = `Nobody runs ${site.name} on ${addDays(from, -1)}, the day before. Choose a day on which someone does.`;
    return refuse({ code: transitionsProblems.DAY_WITHOUT_OPERATOR, field: ['from'], message });
  }

  const draft = new ReportDraft(from);
  const rooms = await roomsOfSites(tx.db, [site.id]);
  await lockRooms(
    tx.db,
    rooms.map(({ id }) => id),
  );
  for (const session of await sessionsAtSite(tx.db, site.id, from)) {
    const times = `${londonTime(Date.parse(session.startsAt))} to ${londonTime(Date.parse(session.endsAt))}`;
    draft.note(
      'clashes',
      'SESSION',
      `There is a published session there on ${session.sessionOn}, ${times}. Move or cancel it first.`,
      {
        on: session.sessionOn,
        about: session.sessionId === null ? null : { type: 'Session', key: session.sessionId },
      },
    );
    draft.tell(session.pcnId, `You have sessions at ${site.name}, which is to close on ${from}.`);
  }
  for (const later of startingFrom(await operationsOfSites(tx.db, [site.id]), from)) {
    draft.note('clashes', 'SITE', `Another organisation is to run it from ${later.from} on.`, { on: later.from });
  }
  if (await isLastSite(tx.db, site.id, operatorId, from)) {
    draft.note('clashes', 'SITE', `It is the only site that its practice has from ${from} on.`);
  }
  await endSite(tx.db, site.id, from);
  draft.note('moves', 'SITE', `${site.name} closes.`, { about: { type: 'Site', key: site.id } });
  const offers = await endRoomOffers(tx.db, site.id, from);
  draft.note('moves', 'ROOM_OFFER', `${many(offers.length, 'room offer')} ${agreeing(offers.length, 'ends', 'end')}.`, {
    count: offers.length,
  });
  for (const pcnId of offers) draft.tell(pcnId, `Rooms at ${site.name} are no longer offered from ${from}.`);
  for (const clinic of await clinicsHostedAt(tx.db, [site.id], from)) {
    draft.note('stays', 'CLINIC', `“${clinic.title}” has turns there. Move them with moveSharedClinicHost.`, {
      about: { type: 'SharedClinic', key: clinic.clinicId },
    });
    draft.tell(clinic.pcnId, `“${clinic.title}” needs another host instead of ${site.name}.`);
  }
  draft.tell(operatorId, `${site.name} closes on ${from}.`);
  return ok(draft.report);
}
