import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { cloneDatabase, type TestDatabase } from '../../support/database/test-database.js';

/** What becomes of each row that names an organisation when a file closes it. A new column needs a line. */
const atClosing: Readonly<Record<string, string>> = {
  'accommodation_offer.offered_by_id': 'REFUSED',
  'accommodation_offer.pcn_id': 'REFUSED',
  'agreement_signature.pcn_id': 'REFUSED',
  'agreement_signature.practice_id': 'REFUSED',
  'booking.booked_by_id': 'the booking is its practice’s, whoever booked it',
  'booking.practice_id': 'REFUSED',
  'clinic_fixed_share.practice_id': 'REFUSED',
  'clinician.registered_by_id': 'who wrote a record down; what runs is the employment',
  'closing_effect.organisation_id': 'what an earlier closing ended',
  'commissioning.commissioner_id': 'no file closes a commissioner',
  'commissioning.organisation_id': 'ENDED',
  'commitment.declared_by_id': 'who wrote a time down; it is the clinician’s',
  'contract.holder_id': 'REFUSED',
  'contract.practice_id': 'REFUSED',
  'employment.employer_id': 'REFUSED',
  'hosting_ledger.pcn_id': 'the past of a clinic',
  'membership.pcn_id': 'REFUSED',
  'membership.practice_id': 'ENDED',
  'network_agreement.pcn_id': 'REFUSED',
  'organisation_name.organisation_id': 'what it was called; it has no other name afterwards',
  'participation.pcn_id': 'says nothing of days without a membership',
  'participation.practice_id': 'says nothing of days without a membership',
  'place.given_to_id': 'a place that was passed is owned by whom it was passed to',
  'place.owner_id': 'REFUSED',
  'pool_release.pcn_id': 'REFUSED',
  'population.organisation_id': 'counts of the past',
  'population_earlier.organisation_id': 'counts of the past, before they were corrected',
  'service.pcn_id': 'held only in clinics, for which the closing is refused',
  'session.pcn_id': 'REFUSED',
  'session_share.practice_id': 'what was shared out; what is to come is a place',
  'share_account.pcn_id': 'the past of a clinic',
  'share_ledger.pcn_id': 'the past of a clinic',
  'share_ledger.practice_id': 'a balance without a next session',
  'shared_clinic.pcn_id': 'REFUSED',
  'site_operation.operator_id': 'ENDED',
  'succession.predecessor_id': 'who took over; a row that denies it is refused',
  'succession.successor_id': 'who was taken over; that one is closed',
  'unused_to_111_default.pcn_id': 'says nothing of a network without clinics ahead',
  'waiting_entry.pcn_id': 'REFUSED',
  'waiting_entry.practice_id': 'REFUSED',
};

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database.drop());

test('of every column that names an organisation it is said what a closing by a file does with it', async () => {
  const found = await database.sql<{ name: string }>(
    `select c.conrelid::regclass || '.' || a.attname as name from pg_constraint c
     join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
     where c.contype = 'f' and c.confrelid = 'organisation'::regclass and cardinality(c.conkey) = 1 order by 1`,
  );
  expect([...new Set(found.map(({ name }) => name))].sort()).toEqual(Object.keys(atClosing).sort());
});
