import { randomUUID } from 'node:crypto';
import { refusalOf } from '../../identity/permissions.js';
import { identifying } from '../../identity/rules/patient-identity.js';
import type { Viewer } from '../../identity/viewer.js';
import type { Tx } from '../../platform/database/scope.js';
import { generalProblems } from '../../platform/problem-codes.js';
import { ok, type Problem, refuse, type Result } from '../../platform/result.js';
import { knownOrganisation } from '../directory/known-organisation.js';
import { organisationProblems } from '../directory/organisation.problems.js';
import { icbIdsOf } from '../directory/organisation.queries.js';
import { Room, type RoomKind } from './room.entity.js';
import { checkRoom, type NewRoom } from './rules/room-details.js';
import { checkPlainText, identityRefused } from '../directory/rules/plain-text.js';
import { type CoordinatePrecision, Site } from './site.entity.js';
import { SiteOperation, type SiteKind } from './site-operation.entity.js';
import { sourceOf } from '../directory/source-of.js';

export interface OpenSite {
  readonly operator: string;
  readonly kind: SiteKind;
  readonly opensOn: string;
  readonly code?: string | undefined;
  readonly name: string;
  readonly address?: string | undefined;
  readonly town?: string | undefined;
  readonly postcode?: string | undefined;
  readonly coordinates?:
    { readonly latitude: number; readonly longitude: number; readonly precision: CoordinatePrecision } | undefined;
  readonly rooms: readonly NewRoom<RoomKind>[];
  readonly source?: string | undefined;
}

const mostRooms = 100;

/**
 * Opens a site with its rooms, run by one organisation from that day on. Refused: an unknown operator, names that
 * cannot be printed, coordinates out of range, a duplicate code or room name.
 */
export async function openSite(tx: Tx, viewer: Viewer, input: OpenSite): Promise<Result<{ siteId: string }>> {
  const operator = await knownOrganisation(
    tx,
    input.operator,
    ['PRACTICE', 'PCN', 'HUB', 'TRUST', 'COMMUNITY_PROVIDER', 'VOLUNTARY'],
    'operator',
  );
  if (!operator.ok) return operator;
  const { id: organisationId, closedOn } = operator.value;
  const icbIds = await icbIdsOf(tx.db, organisationId, tx.scope.today);
  const barred = refusalOf(viewer, tx.scope, 'openSite', { organisationId, icbIds });
  if (barred !== undefined) return refuse(barred);

  const checked = checkSite(input);
  if (!checked.ok) return checked;
  const source = sourceOf(viewer, input.source);
  if (!source.ok) return source;
  if (closedOn !== null && input.opensOn >= closedOn) {
    return refuse(
      invalid(
        `${operator.value.name} closed on ${closedOn}, before the site opens. Name the organisation that runs it then.`,
        'opensOn',
      ),
    );
  }

  const site = tx.em.create(Site, {
    id: randomUUID(),
    ...checked.value.site,
    postcode: input.postcode ?? null,
    latitude: input.coordinates?.latitude ?? null,
    longitude: input.coordinates?.longitude ?? null,
    coordinatePrecision: input.coordinates?.precision ?? null,
    openedOn: input.opensOn,
    closedOn: null,
  });
  // The entities do not say that rooms and operations refer to the site, so the site is inserted first.
  await tx.em.flush();
  tx.em.create(SiteOperation, {
    id: randomUUID(),
    siteId: site.id,
    operatorId: organisationId,
    kind: input.kind,
    validFrom: input.opensOn,
    validTo: null,
    certainty: 'STATED',
    source: source.value,
  });
  for (const room of checked.value.rooms) tx.em.create(Room, { id: randomUUID(), siteId: site.id, ...room });
  await tx.em.flush();
  return ok({ siteId: site.id });
}

function invalid(message: string, ...field: string[]): Problem {
  return {
    code: generalProblems.INVALID_INPUT,
    field,
    message,
  };
}

/** Every text of the input as it is stored, or everything that is wrong with it. */
function checkSite(input: OpenSite) {
  const problems: Problem[] = [];
  const text = (written: string, longest: number, ...field: string[]): string => {
    const checked = checkPlainText(written, longest, ...field);
    if (checked.ok) return checked.value;
    problems.push(...checked.problems);
    return '';
  };
  const optional = (written: string | undefined, longest: number, field: string): string | null =>
    written == null ? null : text(written, longest, field);

  if (input.code != null && !/^[A-Z0-9-]{3,20}$/.test(input.code)) {
    problems.push(invalid('A site code is 3 to 20 capitals, digits and hyphens, such as E81003001.', 'code'));
  }
  if (input.code != null && identifying(input.code) !== undefined) problems.push(invalid(identityRefused, 'code'));
  const { latitude = 0, longitude = 0 } = input.coordinates ?? {};
  if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180)) {
    problems.push(invalid('Latitude is between -90 and 90, longitude between -180 and 180.', 'coordinates'));
  }
  if (input.rooms.length > mostRooms)
    problems.push(invalid(`A site can be opened with at most ${mostRooms} rooms.`, 'rooms'));
  const site = {
    code: input.code ?? null,
    name: text(input.name, 200, 'name'),
    address: optional(input.address, 300, 'address'),
    town: optional(input.town, 100, 'town'),
  };
  const rooms = input.rooms.slice(0, mostRooms).flatMap((room, index) => {
    const checked = checkRoom(room, 'rooms', String(index));
    if (!checked.ok) problems.push(...checked.problems);
    return checked.ok ? [checked.value] : [];
  });
  const names = input.rooms.map(({ name }) => name.normalize('NFC').trim());
  for (const [index, name] of names.entries()) {
    if (name === '' || names.indexOf(name) === index) continue;
    const message = `Another of these rooms is also called “${name}”. Two rooms of one site need different names.`;
    problems.push({ code: organisationProblems.ROOM_NAME_TAKEN, field: ['rooms', String(index), 'name'], message });
  }
  const [first, ...others] = problems;
  return first === undefined ? ok({ site, rooms }) : refuse(first, ...others);
}
