import { anyOrganisation, period } from '../../identity/rules/audited-columns.js';
import type { AuditedKinds } from '../../platform/audit/audited-kind.js';

/** What the audit trail shows of premises. */
export const siteAudited: AuditedKinds = {
  SITE: {
    table: 'site',
    description: 'A site: its name, address, opening and closing.',
    object: ['Site', 'id'],
    shown: {
      code: 'code',
      name: 'name',
      address: 'address',
      town: 'town',
      postcode: 'postcode',
      opened_on: 'openedOn',
      closed_on: 'closedOn',
    },
    hidden: ['latitude', 'longitude', 'coordinate_precision'], // follow from the address
  },
  SITE_OPERATION: {
    table: 'site_operation',
    description: 'Who runs a site, and in what capacity.',
    object: ['SiteOperation', 'id'],
    shown: {
      site_id: 'site:Site',
      operator_id: `operator:${anyOrganisation}`,
      kind: 'kind',
      ...period,
      certainty: 'certainty',
      source: 'source',
    },
  },
  ROOM: {
    table: 'room',
    description: 'A room of a site.',
    object: ['Room', 'id'],
    shown: {
      site_id: 'site:Site',
      name: 'name',
      kind: 'kind',
      equipment: 'equipment',
      step_free: 'stepFree',
      places: 'places',
      closed_on: 'closedOn',
      closed_because: 'closedBecause',
    },
  },
  TRAVEL_TIME: {
    table: 'travel_time',
    description: 'The travel time from one site to another.',
    object: ['Site', 'from_site_id'],
    shown: { to_site_id: 'to:Site', minutes: 'minutes', assumed: 'assumed', source: 'source' },
  },
};
