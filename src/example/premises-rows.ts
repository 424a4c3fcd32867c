import { exampleId } from './example-id.js';
import { kingsway } from './facts/kingsway.js';
import { activePcns, leightonPcn } from './facts/networks.js';
import { sources, type Town, towns } from './facts/practice-facts.js';
import {
  assumedTravelMinutes,
  leightonOffers,
  lutonRoomOffers,
  mainSiteOf,
  offersFrom,
  rooms,
} from './facts/premises.js';
import { hub } from './facts/providers.js';
import { organisationId, practices } from './organisation-rows.js';
import type { Row, Rows } from './rows.js';

export function siteId(code: string): string {
  return exampleId('site', code);
}
export function roomId(site: string, room: string): string {
  return exampleId('room', `${site} ${room}`);
}

interface Site {
  readonly code: string;
  readonly name: string;
  readonly address: string;
  readonly town: Town;
  readonly postcode: string;
  readonly opened: string;
  readonly closed: string | null;
  /** The organisation that opened it; who runs it now is in `operators`. */
  readonly openedBy: string;
}

const sites: readonly Site[] = [
  ...practices.map(({ code, site, address, town, postcode, opened, closed }) => ({
    code: mainSiteOf(code),
    name: site,
    address,
    town,
    postcode,
    opened,
    // the practice closed, the surgery did not
    closed: code === kingsway.branchSiteOf ? null : closed,
    openedBy: code,
  })),
  { ...hub, code: mainSiteOf(hub.code), closed: null, openedBy: hub.code },
];

/** Which open sites belong to which PCN now, and who can lend their rooms. */
export function openSites(): readonly { site: string; town: Town; operator: string; pcn: string }[] {
  return sites.flatMap(({ code, town, closed, openedBy }) => {
    if (closed !== null) return [];
    const operator = openedBy === kingsway.branchSiteOf ? kingsway.practice : openedBy;
    const membership = practices.find((practice) => practice.code === operator)?.memberships.at(-1);
    const pcn = operator === hub.code ? hub.pcn : membership?.pcn;
    return pcn === undefined ? [] : [{ site: code, town, operator, pcn }];
  });
}

/** Sites, who runs them, their rooms, the travel between them, and what is offered to the networks. */
export function premisesRows(): Rows[] {
  return [
    { table: 'site', rows: sites.map(siteRow) },
    { table: 'site_operation', rows: sites.flatMap(operationRows) },
    { table: 'room', rows: openSites().flatMap(({ site }) => roomRows(site)) },
    { table: 'travel_time', rows: travelRows() },
    { table: 'accommodation_offer', rows: offerRows() },
  ];
}

function siteRow(site: Site): Row {
  return {
    id: siteId(site.code),
    code: site.code,
    name: site.name,
    address: site.address,
    town: site.town,
    postcode: site.postcode,
    ...towns[site.town],
    coordinate_precision: 'TOWN',
    opened_on: site.opened,
    closed_on: site.closed,
  };
}

function operationRows({ code, opened, closed, openedBy }: Site): Row[] {
  const row = (operator: string, kind: string, from: string, to: string | null): Row => ({
    id: exampleId('operation', `${code} ${from}`),
    site_id: siteId(code),
    operator_id: organisationId(operator),
    kind,
    valid_from: from,
    valid_to: to,
    certainty: 'STATED',
    source: sources.directory,
  });
  if (openedBy === hub.code) return [row(openedBy, 'HUB', opened, null)];
  if (openedBy !== kingsway.branchSiteOf) return [row(openedBy, 'MAIN', opened, closed)];
  return [
    row(openedBy, 'MAIN', opened, kingsway.branchFrom),
    {
      ...row(kingsway.practice, 'BRANCH', kingsway.branchFrom, null),
      certainty: 'INFERRED',
      source: kingsway.inferred,
    },
  ];
}

function roomRows(site: string): Row[] {
  return rooms.map((room) => ({
    id: roomId(site, room.key),
    site_id: siteId(site),
    name: room.name,
    kind: room.kind,
    equipment: room.equipment,
    step_free: room.stepFree,
  }));
}

function travelRows(): Row[] {
  const open = openSites();
  return open.flatMap((from) =>
    open
      .filter((to) => to.pcn === from.pcn && to.site !== from.site)
      .map((to) => ({
        from_site_id: siteId(from.site),
        to_site_id: siteId(to.site),
        minutes: assumedTravelMinutes(from.town, to.town),
        assumed: true,
        source: 'Assumption of the example: by car, within a town or between towns',
      })),
  );
}

function offerRows(): Row[] {
  const inLeighton = new Set(openSites().flatMap(({ site, pcn }) => (pcn === leightonPcn.code ? [site] : [])));
  const offered = [
    ...leightonOffers,
    ...openSites().flatMap(({ site }) =>
      inLeighton.has(site) ? [] : lutonRoomOffers.map((offer) => ({ ...offer, site })),
    ),
  ];
  return offered.flatMap(({ site, room, weekdays, from, to }) => {
    const lender = openSites().find((open) => open.site === site);
    if (lender === undefined || !activePcns.some(({ code }) => code === lender.pcn)) return [];
    const opened = sites.find(({ code }) => code === site)?.opened ?? offersFrom;
    return {
      id: exampleId('offer', `${site} ${room}`),
      pcn_id: organisationId(lender.pcn),
      offered_by_id: organisationId(lender.operator),
      room_id: roomId(site, room),
      weekdays,
      from_time: from,
      to_time: to,
      valid_from: opened > offersFrom ? opened : offersFrom,
    };
  });
}
