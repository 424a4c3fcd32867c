import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { GraphQLInputObjectType, getNamedType } from 'graphql';
import type { Role } from '../../../src/identity/viewer.js';
import { committedSchema } from '../../support/committed-schema.js';
import { bookDocument, bookInput } from '../../support/booking-documents.js';
import { clinicInput } from '../../support/clinics.js';
import { seedLeighton } from '../../support/leighton.js';
import { seedSession } from '../../support/seed-session.js';
import { startTestApp, type TestApp } from '../../support/test-app.js';

/** What keeps an NHS number out of each text that a mutation takes. A new text field has a line here, and a reason. */
const guards: Readonly<Record<string, string>> = {
  'AwardContractInput.source': 'refused',
  'BookSlotInput.idempotencyKey': 'refused',
  'BookSlotInput.reference': 'refused',
  'CancelBookingInput.idempotencyKey': 'refused',
  'CancelSessionInput.reason': 'refused',
  'ClinicianBy.code': 'looked up, not stored',
  'DefineServiceInput.code': 'refused',
  'DefineServiceInput.equipment': 'refused',
  'DefineServiceInput.name': 'refused',
  'DefineServiceInput.roles': 'one of a catalogue',
  'DefineServiceInput.skills': 'refused',
  'DraftAgreementInput.title': 'refused',
  'EmployClinicianInput.registrationNumber': 'looked up, not stored',
  'GivePlacesToInput.idempotencyKey': 'refused',
  'HandOverPracticeInput.newName': 'refused',
  'HandOverPracticeInput.source': 'refused',
  'HoldSlotInput.idempotencyKey': 'refused',
  'JoinNetworkInput.source': 'refused',
  'LeaveNetworkInput.source': 'refused',
  'MergeOrganisationsInput.newName': 'refused',
  'MergeOrganisationsInput.source': 'refused',
  'MoveBookingInput.idempotencyKey': 'refused',
  'OpenSiteInput.address': 'refused',
  'OpenSiteInput.code': 'refused',
  'OpenSiteInput.name': 'refused',
  'OpenSiteInput.source': 'refused',
  'OpenSiteInput.town': 'refused',
  'OverrideSharesInput.reason': 'refused',
  'RecordPopulationInput.source': 'refused',
  'RegisterClinicianInput.code': 'refused',
  'RegisterClinicianInput.languages': 'letters only',
  'RegisterClinicianInput.name': 'refused',
  'RegisterClinicianInput.role': 'one of a catalogue',
  'RegisterClinicianInput.skills': 'refused',
  'RegistrationInput.number': 'forms of registers, none of ten digits',
  'ReturnPlacesInput.idempotencyKey': 'refused',
  'RoomInput.equipment': 'refused',
  'RoomInput.name': 'refused',
  'ScheduleSharedClinicInput.idempotencyKey': 'refused',
  'ScheduleSharedClinicInput.title': 'refused',
  'ServiceBy.code': 'looked up, not stored',
  'SiteBy.code': 'looked up, not stored',
  'StaffingLineInput.role': 'one of a catalogue',
  'UnassignClinicianInput.reason': 'refused',
  'WaitForSlotInput.idempotencyKey': 'refused',
  'WaitForSlotInput.reference': 'refused',
};

let app: TestApp;
let slot: string;
let session: string;
beforeAll(async () => {
  app = await startTestApp({ now: '2026-11-23T09:00:00Z' });
  await seedLeighton(app.database);
  const seeded = await seedSession(app.database, { startsAt: '2026-11-25T09:00:00Z', slots: 6 });
  slot = seeded.slotId(1);
  session = seeded.globalId;
});
afterAll(() => app.close());

test('every text that a mutation takes is on the list of those that an NHS number is kept out of', async () => {
  const fields = Object.values(committedSchema().getTypeMap()).flatMap((type) =>
    type instanceof GraphQLInputObjectType
      ? Object.values(type.getFields())
          .filter((field) => getNamedType(field.type).name === 'String')
          .map((field) => `${type.name}.${field.name}`)
      : [],
  );
  expect(fields.toSorted()).toEqual(Object.keys(guards).toSorted());
});

const service = {
  pcn: 'U15644',
  code: 'ears',
  name: 'Ears',
  roles: ['GP'],
  slotMinutes: 20,
  deliveryModes: ['FACE_TO_FACE'],
  appointmentCategory: 'GENERAL_CONSULTATION_ROUTINE',
};
const site = { operator: 'E81003', kind: 'BRANCH', opensOn: '2026-12-01', name: 'A site', rooms: [] };
const room = { name: 'Room 2', kind: 'CONSULTING', stepFree: true };
const person = {
  name: 'Synthetic GP Two',
  role: 'GP',
  registrations: [{ body: 'GMC', number: '0000002' }],
  workingTimeOptOut: false,
  synthetic: true,
};

const number = 'of 943 476 5919';
const attempts: readonly [mutation: string, role: Role, code: string, input: () => object, field: string][] = [
  ['defineService', 'clinical-director', 'U15644', () => ({ ...service, name: number }), 'name'],
  ['defineService', 'clinical-director', 'U15644', () => ({ ...service, code: 'of-943-476-5919' }), 'code'],
  ['defineService', 'clinical-director', 'U15644', () => ({ ...service, skills: ['of-943-476-5919'] }), 'skills'],
  ['defineService', 'clinical-director', 'U15644', () => ({ ...service, equipment: [number] }), 'equipment'],
  [
    'draftAgreement',
    'clinical-director',
    'U15644',
    () => ({ pcn: 'U15644', title: number, startsOn: '2027-01-01' }),
    'title',
  ],
  ['openSite', 'practice-manager', 'E81003', () => ({ ...site, name: number }), 'name'],
  ['openSite', 'practice-manager', 'E81003', () => ({ ...site, address: number }), 'address'],
  ['openSite', 'practice-manager', 'E81003', () => ({ ...site, town: number }), 'town'],
  ['openSite', 'practice-manager', 'E81003', () => ({ ...site, code: '943-476-5919' }), 'code'],
  ['openSite', 'practice-manager', 'E81003', () => ({ ...site, source: number }), 'source'],
  ['openSite', 'practice-manager', 'E81003', () => ({ ...site, rooms: [{ ...room, name: number }] }), 'rooms.0.name'],
  ['registerClinician', 'practice-manager', 'E81003', () => ({ ...person, name: number }), 'name'],
  ['registerClinician', 'practice-manager', 'E81003', () => ({ ...person, code: 'C-9434765919' }), 'code'],
  ['registerClinician', 'practice-manager', 'E81003', () => ({ ...person, skills: ['of-9434765919'] }), 'skills'],
  [
    'recordPopulation',
    'icb-contract-manager',
    'QHG',
    () => ({ organisation: 'E81003', basis: 'REGISTERED', countedOn: '2026-10-01', value: 1, source: number }),
    'source',
  ],
  ['cancelSession', 'clinical-director', 'U15644', () => ({ session, reason: number }), 'reason'],
  ['scheduleSharedClinic', 'clinical-director', 'U15644', () => clinicInput({ title: number }), 'title'],
];

describe('an NHS number is refused, and repeated nowhere', () => {
  test.each(attempts)('%s as %s of %s', async (mutation, role, code, input, field) => {
    const ask = await app.as(role, code);
    const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
    const reply = await ask(
      `mutation ($input: ${type}!) { ${mutation}(input: $input) { userErrors { code field message } } }`,
      { input: input() },
    );
    expect(reply.errors).toBeUndefined();
    const [error] = reply.data[mutation].userErrors;
    expect([error.code, error.field.join('.')]).toEqual([
      mutation === 'cancelSession' ? 'PATIENT_REFERENCE_IS_NHS_NUMBER' : 'INVALID_INPUT',
      field,
    ]);
    expect(JSON.stringify(reply)).not.toMatch(/943.?476.?5919/);
  });

  test('in an idempotency key, whatever the mutation; a UUID with such digits is none', async () => {
    const ask = await app.as('care-navigator', 'E81003');
    const book = (idempotencyKey: string, n: number) =>
      ask(bookDocument, bookInput(slot, 'E81003', `R${n}`, { idempotencyKey }));
    for (const key of ['9434765919', 'patient 943 476 5919', 'k-943-476-5919']) {
      const reply = await book(key, 0);
      expect(reply.data.bookSlot.userErrors.map((error: any) => [error.code, error.field])).toEqual([
        ['INVALID_INPUT', ['idempotencyKey']],
      ]);
      expect(JSON.stringify(reply)).not.toMatch(/943.?476.?5919/);
    }
    expect((await book('94347659-1900-4000-8000-9434765919aa', 1)).data.bookSlot.userErrors).toEqual([]);
  });

  test('and other words of a key are kept as a hash alone, which still answers a repeat', async () => {
    const navigator = await app.as('care-navigator', 'E81004');
    const key = `smith-jane-1970-${randomUUID()}`;
    const input = bookInput(slot, 'E81004', 'R9', { idempotencyKey: key });
    const first = await navigator(bookDocument, input);
    expect((await navigator(bookDocument, input)).data.bookSlot.userErrors.map((error: any) => error.code)).toEqual(
      first.data.bookSlot.userErrors.map((error: any) => error.code),
    );
    const rows = await app.database.sql<{ key: string }>('select key from idempotency_key');
    expect(rows.map((row) => row.key.length)).toEqual(rows.map(() => 44));
    expect(JSON.stringify(rows)).not.toContain('smith');
  });

  test('so that none is in the database', async () => {
    const tables = await app.database.sql<{ name: string }>(
      `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where n.nspname in ('public', 'graphile_worker') and c.relkind in ('r', 'p') and not c.relispartition`,
    );
    for (const { name } of tables) {
      const rows = await app.database.sql(
        `select t from ${name} t where t::text ~ '(^|[^0-9])943[ -]?476[ -]?5919([^0-9a-f]|$)'`,
      );
      expect({ name, rows }).toEqual({ name, rows: [] });
    }
  });
});
