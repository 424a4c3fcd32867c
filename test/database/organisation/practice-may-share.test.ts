import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { cloneDatabase, type TestDatabase } from '../../support/database/test-database.js';

let database: TestDatabase;
let pcn: string;
let practice: string;
let service: string;

async function idOf(text: string, values?: unknown[]): Promise<string> {
  return (await database.sql<{ id: string }>(text, values))[0]!.id;
}

beforeAll(async () => {
  database = await cloneDatabase();
  const organisation = `insert into organisation (ods_code, kind, source) values ($1, $2, 'test') returning id`;
  pcn = await idOf(organisation, ['U15644', 'PCN']);
  practice = await idOf(organisation, ['E81003', 'PRACTICE']);
  service = await idOf(`insert into service (code, name, roles, slot_minutes, delivery_modes, appointment_category)
    values ('physio', 'Physiotherapy', '{PHYSIOTHERAPIST}', 20, '{FACE_TO_FACE}', 'x') returning id`);
});
beforeEach(() => database.sql('truncate membership, participation, agreement_signature, network_agreement'));
afterAll(() => database.drop());

function member(from: string, to: string | null = null) {
  return database.sql(
    `insert into membership (practice_id, pcn_id, valid_from, valid_to, source) values ($1, $2, $3, $4, 'test')`,
    [practice, pcn, from, to],
  );
}
async function signed(on: string, agreement: { inForceFrom?: string; endedOn?: string } = {}) {
  const id = await idOf(
    `insert into network_agreement (pcn_id, title, drafted_on, starts_on, in_force_from, ended_on)
     values ($1, 'Agreement', '2025-01-01', '2025-01-01', $2, $3) returning id`,
    [pcn, agreement.inForceFrom ?? null, agreement.endedOn ?? null],
  );
  await database.sql(
    `insert into agreement_signature (agreement_id, pcn_id, practice_id, signed_on) values ($1, $2, $3, $4)`,
    [id, pcn, practice, on],
  );
}
function takesPart(state: string, from: string, to: string | null = null) {
  return database.sql(
    `insert into participation (pcn_id, practice_id, service_id, state, valid_from, valid_to)
     values ($1, $2, $3, $4, $5, $6)`,
    [pcn, practice, service, state, from, to],
  );
}
/** The answers on some days, e.g. `{ '2026-01-01': true }`. */
async function maySharesOn(...days: string[]) {
  const rows = await database.sql<{ day: string; may: boolean }>(
    `select day, practice_may_share($1, $2, $3, day::date) as may from unnest($4::text[]) day`,
    [practice, pcn, service, days],
  );
  return Object.fromEntries(rows.map(({ day, may }) => [day, may]));
}

test('a member that signed shares from the day the agreement is in force to the day before it ends', async () => {
  await member('2024-01-01');
  await signed('2025-02-01', { inForceFrom: '2025-03-01', endedOn: '2026-03-01' });
  expect(await maySharesOn('2025-02-28', '2025-03-01', '2026-02-28', '2026-03-01')).toEqual({
    '2025-02-28': false,
    '2025-03-01': true,
    '2026-02-28': true,
    '2026-03-01': false,
  });
});

test('a member that signs after the agreement came into force shares from its own signature', async () => {
  await member('2024-01-01');
  await signed('2025-06-01', { inForceFrom: '2025-03-01' });
  expect(await maySharesOn('2025-05-31', '2025-06-01')).toEqual({ '2025-05-31': false, '2025-06-01': true });
});

test('a signature after the end of the agreement gives nothing', async () => {
  await member('2024-01-01');
  await signed('2025-06-01', { inForceFrom: '2025-03-01', endedOn: '2025-05-01' });
  expect(await maySharesOn('2025-04-01', '2025-06-01')).toEqual({ '2025-04-01': false, '2025-06-01': false });
});

test('a practice that did not sign does not share, pilot or not', async () => {
  await member('2024-01-01');
  await takesPart('PILOT', '2025-01-01');
  expect(await maySharesOn('2025-06-01')).toEqual({ '2025-06-01': false });
});

test('membership counts day by day, gaps and returns included', async () => {
  await member('2025-03-01', '2025-04-01');
  await member('2025-05-01', '2025-06-01');
  await signed('2025-02-01', { inForceFrom: '2025-02-01' });
  expect(await maySharesOn('2025-02-28', '2025-03-01', '2025-03-31', '2025-04-01', '2025-05-01', '2025-06-01')).toEqual(
    {
      '2025-02-28': false,
      '2025-03-01': true,
      '2025-03-31': true,
      '2025-04-01': false,
      '2025-05-01': true,
      '2025-06-01': false,
    },
  );
});

test('a practice may opt out of one service for a while', async () => {
  await member('2024-01-01');
  await signed('2025-02-01', { inForceFrom: '2025-02-01' });
  await takesPart('IN', '2025-02-01', '2025-03-01');
  await takesPart('OUT', '2025-03-01', '2025-04-01');
  expect(await maySharesOn('2025-02-28', '2025-03-01', '2025-03-31', '2025-04-01')).toEqual({
    '2025-02-28': true,
    '2025-03-01': false,
    '2025-03-31': false,
    '2025-04-01': true,
  });
});

test('a pilot starts among those who signed before the agreement is in force, and ends with it', async () => {
  await member('2024-01-01');
  await signed('2025-02-01', { endedOn: '2025-05-01' });
  await takesPart('PILOT', '2025-01-01');
  expect(await maySharesOn('2025-01-31', '2025-02-01', '2025-04-30', '2025-05-01')).toEqual({
    '2025-01-31': false,
    '2025-02-01': true,
    '2025-04-30': true,
    '2025-05-01': false,
  });
});

test("another network's own service is not shared", async () => {
  await member('2024-01-01');
  await signed('2025-02-01', { inForceFrom: '2025-02-01' });
  const other = await idOf(
    `insert into organisation (ods_code, kind, source) values ('U99999', 'PCN', 'test') returning id`,
  );
  const foreign = await idOf(
    `insert into service (pcn_id, code, name, roles, slot_minutes, delivery_modes, appointment_category)
     values ($1, 'physio', 'Physiotherapy', '{PHYSIOTHERAPIST}', 20, '{FACE_TO_FACE}', 'x') returning id`,
    [other],
  );
  expect(
    await database.sql(`select practice_may_share($1, $2, $3, '2025-06-01') as may`, [practice, pcn, foreign]),
  ).toEqual([{ may: false }]);
});
