import type { Context } from '../../identity/context.js';
import { refusalOf } from '../../identity/permissions.js';
import type { Viewer } from '../../identity/viewer.js';
import { findPractice } from '../../organisation/directory/known-organisation.js';
import type { Db, Scope } from '../../platform/database/scope.js';
import type { Page } from '../../platform/paging/page.js';
import { generalProblems } from '../../platform/problem-codes.js';
import { ok, refuse, type Result } from '../../platform/result.js';
import type { Need } from '../../sessions/service/rules/needs.js';
import { windowOf } from '../../time/window.js';
import { checkWishes, roomAndModes } from '../rules/access-needs.js';
import { askerOf } from '../rules/asker.js';
import type { AccessNeed } from '../rules/access-needs.js';
import type { DeliveryMode } from '../../sessions/service/rules/delivery-mode.js';
import {
  type AvailabilityColumns,
  type AvailabilityFilter,
  type AvailabilityPage,
  coordinatesOf,
  findAvailability,
} from './availability.queries.js';

/** Where distances are measured from: a site by its key, a point, or a postcode at which a site stands. */
export interface Near {
  readonly site?: string | null | undefined;
  readonly coordinates?: { readonly latitude: number; readonly longitude: number } | null | undefined;
  readonly postcode?: string | null | undefined;
}

/** Which practice, by ODS code, which London days `[from, to)`, and what narrows the search. */
export interface AskedAvailability {
  readonly practice: string;
  readonly from: string;
  readonly to: string;
  readonly service?: string | undefined;
  readonly role?: string | undefined;
  readonly deliveryMode?: DeliveryMode | undefined;
  readonly language?: string | undefined;
  readonly stepFree?: boolean | undefined;
  readonly accessNeeds?: readonly AccessNeed[] | undefined;
  readonly need?: Need | undefined;
  readonly near?: Near | undefined;
  readonly withinKm?: number | undefined;
  readonly ownShareOnly?: boolean | undefined;
}

/**
 * A page of what a practice's patients can have, with the filter for counting it. A practice that asks for itself is
 * known from its token, so the search does not wait for the practice's id but is sent with the scope.
 */
export async function searchAvailability(
  reads: Pick<Context, 'query' | 'queryAtOnce'>,
  viewer: Viewer,
  asked: AskedAvailability,
  page: Page,
  columns: AvailabilityColumns,
): Promise<Result<AvailabilityPage & { readonly filter: AvailabilityFilter }>> {
  const search = searchOf(viewer, asked);
  if (!search.ok) return search;
  const near = asked.near == null ? ok(undefined) : await pointOf(reads, asked.near);
  if (!near.ok) return near;
  const own = viewer.organisationCode === asked.practice;
  const find = (practiceId: string) =>
    reads.queryAtOnce((db) =>
      findAvailability(db, { ...search.value, near: near.value, practiceId }, page, { ...columns, own }),
    );
  const early = own ? find('') : undefined;
  early?.catch(() => undefined); // a refusal of the practice takes precedence
  const practice = await reads.query((db, scope) => practiceFor(db, scope, viewer, asked.practice));
  if (!practice.ok) return practice;
  const filter = { ...search.value, near: near.value, practiceId: practice.value };
  return ok({ ...(await (early ?? find(practice.value))), filter });
}

/** The id of the requested practice. */
async function practiceFor(db: Db, scope: Scope, viewer: Viewer, code: string): Promise<Result<string>> {
  const own = viewer.organisationCode === code && scope.organisationId !== null ? scope.organisationId : undefined;
  const practice = own === undefined ? await findPractice(db, code, scope.today, 'practice') : ok({ id: own });
  // Which of its PCNs a director may ask for is checked row by row: a practice that shares nothing there gets nothing.
  const barred = refusalOf(viewer, scope, 'readAvailability', {
    organisationId: practice.ok ? practice.value.id : null,
    pcnId: scope.pcnIds[0] ?? null,
  });
  if (barred !== undefined) return refuse(barred);
  return practice.ok ? ok(practice.value.id) : practice;
}

function wrong(field: string, message: string): Result<never> {
  return refuse({ code: generalProblems.INVALID_INPUT, field: [field], message });
}

/** The search, without the practice and the point. */
function searchOf(viewer: Viewer, asked: AskedAvailability): Result<Omit<AvailabilityFilter, 'practiceId' | 'near'>> {
  const { service, role, language, need, near, withinKm, ownShareOnly } = asked;
  const days = windowOf(asked.from, asked.to);
  if (!days.ok) return days;
  if (withinKm != null && (near == null || !(withinKm > 0))) {
    return wrong('withinKm', '`withinKm` is a positive number and needs `near`.');
  }
  if (language != null && !/^[a-z]{2}$/.test(language)) {
    return wrong('language', 'A language is an ISO 639-1 code of two small letters, such as `pl`.');
  }
  if (role != null && !/^[A-Z_]{2,60}$/.test(role)) {
    return wrong('role', 'A role is the `code` of a StaffRole, such as `CLINICAL_PHARMACIST`.');
  }
  const wishes = { accessNeeds: asked.accessNeeds ?? [], deliveryMode: asked.deliveryMode };
  const possible = checkWishes(wishes);
  if (!possible.ok) return possible;
  const { stepFree, deliveryModes } = roomAndModes(wishes);
  return ok({
    from: new Date(days.value.start).toISOString(),
    to: new Date(days.value.end).toISOString(),
    serviceId: service ?? undefined,
    role,
    language,
    stepFree: asked.stepFree === true || stepFree,
    deliveryModes,
    need,
    ownShareOnly,
    withinKm,
    asker: askerOf(viewer.role, viewer.channels),
  });
}

async function pointOf(
  reads: Pick<Context, 'query'>,
  { site, coordinates, postcode }: Near,
): Promise<Result<AvailabilityFilter['near']>> {
  if (coordinates != null) {
    const { latitude, longitude } = coordinates;
    if (Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180) return ok({ latitude, longitude });
    return wrong('near', 'A latitude is from -90 to 90 degrees and a longitude from -180 to 180.');
  }
  const found = await reads.query((db) =>
    coordinatesOf(db, site == null ? { postcode: postcode ?? '' } : { siteId: site }),
  );
  if (found !== undefined) return ok(found);
  return wrong(
    'near',
    site == null
      ? `UNKNOWN_POSTCODE: no site in our records is at ${postcode}. Search near a site or near coordinates instead.`
      : 'The coordinates of this site are unknown. Search near another site, a postcode or coordinates instead.',
  );
}
