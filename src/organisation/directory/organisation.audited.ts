import { anyOrganisation, period } from '../../identity/rules/audited-columns.js';
import type { AuditedKinds } from '../../platform/audit/audited-kind.js';

/** What the audit trail shows of organisations, their names, who acts for whom and who commissions them. */
export const organisationAudited: AuditedKinds = {
  ORGANISATION: {
    table: 'organisation',
    description: 'A practice, PCN or other organisation: its code, opening and closing.',
    object: [anyOrganisation, 'id'],
    shown: { ods_code: 'odsCode', kind: 'kind', opened_on: 'openedOn', closed_on: 'closedOn', source: 'source' },
    hidden: ['unknown'], // a mark on placeholders from the files
  },
  ORGANISATION_NAME: {
    table: 'organisation_name',
    description: 'A name of an organisation, from a day on.',
    object: [anyOrganisation, 'organisation_id'],
    shown: { name: 'name', ...period },
  },
  SUCCESSION: {
    table: 'succession',
    description: 'One organisation acts for another that has closed.',
    object: [anyOrganisation, 'predecessor_id'],
    shown: { successor_id: `successor:${anyOrganisation}`, valid_from: 'from', source: 'source' },
  },
  COMMISSIONING: {
    table: 'commissioning',
    description: 'Who commissions an organisation.',
    object: [anyOrganisation, 'organisation_id'],
    shown: { commissioner_id: `commissioner:${anyOrganisation}`, ...period, source: 'source' },
  },
};
