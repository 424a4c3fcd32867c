import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { openDatabase } from '../../../src/app.js';
import { pcnSystemViewer } from '../../../src/identity/system-viewer.js';
import type { Database } from '../../../src/platform/database/database.js';
import type { Tx } from '../../../src/platform/database/scope.js';
import { ok } from '../../../src/platform/result.js';
import { moveBalance, spreadLeaverBalance } from '../../../src/sessions/ledger/move-balances.js';
import { bookDocument, bookInput } from '../../support/booking/booking-documents.js';
import {
  clinicInput,
  publishedClinic,
  publishUntil,
  scheduleClinic,
  sessionsOf,
} from '../../support/sessions/clinics.js';
import { leighton, leightonIds, seedLeighton } from '../../support/network/leighton.js';
import { globalId } from '../../../src/platform/ids/global-id.js';
import { type Ask, startTestApp, type TestApp } from '../../support/server/test-app.js';

let app: TestApp;
let director: Ask;
let database: Database;
beforeAll(async () => {
  app = await startTestApp({ now: '2026-10-05T08:00:00Z', poolSize: 20 });
  await seedLeighton(app.database);
  director = await app.as('clinical-director', 'U15644');
  database = await openDatabase(app.database.urls.app, { poolSize: 2, statementTimeoutMs: 20_000 });
});
afterAll(async () => {
  await database.close();
  await app.close();
});

const codes = ['E81003', 'E81004', 'E81044'];
/** A slot length of its own gives a test a ledger of its own; nine slots in a session. */
function ledgerOf(slotMinutes: number, changes: Record<string, unknown> = {}) {
  return {
    slotPlan: { slotMinutes },
    ...changes,
  };
}

const fairnessDocument = `query ($service: ID!, $slotMinutes: Int, $from: Date!, $to: Date!) {
  fairness(pcn: "U15644", service: $service, slotMinutes: $slotMinutes, from: $from, to: $to) { ledgers {
    slotMinutes
    practices { practice { odsCode } broughtForward entitlement given used returned passedOn received drift balance }
    hosts { site { name } clinic { id } broughtForward entitlement hosted drift balance }
  } }
}`;
async function fairness(slotMinutes: number, ask = director, from = '2026-01-01', to = '2028-01-01') {
  const reply = await ask(fairnessDocument, { service: leightonIds.service, slotMinutes, from, to });
  if (reply.errors !== undefined) throw new Error(JSON.stringify(reply.errors));
  const [ledger] = reply.data.fairness.ledgers;
  const practices: Record<string, any> = Object.fromEntries(
    (ledger?.practices ?? []).map(({ practice, ...row }: any) => [practice.odsCode, row]),
  );
  return { practices, hosts: ledger?.hosts ?? [] };
}
function column(practices: Record<string, any>, name: string) {
  return codes.map((code) => practices[code]?.[name]);
}
async function drifts(slotMinutes: number): Promise<number[]> {
  return column((await fairness(slotMinutes)).practices, 'drift');
}
function moved(before: number[], after: number[]) {
  return after.map((drift, i) => Number((drift - (before[i] ?? 0)).toFixed(9)));
}

function givenIn(session: any): number[] {
  return session.shares.map((share: any) => share.placesGiven);
}
function entitledIn(session: any): number[] {
  return session.shares.map((share: any) => share.entitlement);
}

async function send(ask: Ask, name: string, input: object) {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  const reply = await ask(
    `mutation ($input: ${type}!) { ${name}(input: $input) { session { shares { practice { odsCode } placesGiven placesNow } } userErrors { code field message } } }`,
    { input },
  );
  if (reply.errors !== undefined) throw new Error(JSON.stringify(reply.errors));
  return reply.data[name];
}

describe('26 weekly sessions of the three practices', () => {
  test('keep every drift within three quarters of a place after each session', async () => {
    const { sessions } = await publishedClinic(director, '2027-04-10', ledgerOf(20));
    expect(sessions.length).toBeGreaterThanOrEqual(26);
    const drift = [0, 0, 0];
    for (const session of sessions) {
      entitledIn(session).forEach(
        (entitled, i) => (drift[i] = (drift[i] ?? 0) + entitled - (givenIn(session)[i] ?? 0)),
      );
      expect(givenIn(session).reduce((sum, places) => sum + places, 0)).toBe(9);
      expect(drift.every((each) => Math.abs(each) <= 0.75001)).toBe(true);
    }
    const { practices } = await fairness(20);
    column(practices, 'drift').forEach((each, i) => expect(each).toBeCloseTo(drift[i] ?? NaN, 3));
    expect(column(practices, 'balance')).toEqual(column(practices, 'drift'));
    expect(column(practices, 'entitlement').reduce((sum, each) => sum + each, 0)).toBeCloseTo(sessions.length * 9, 3);
  });

  test('published in three portions are shared as those published at once', async () => {
    const tuesdays = { recurrence: 'FREQ=WEEKLY;BYDAY=TU' };
    const atOnce = await publishedClinic(director, '2027-04-10', ledgerOf(12, { ...tuesdays, startTime: '08:00' }));
    const id = await scheduleClinic(director, clinicInput(ledgerOf(13, { ...tuesdays, startTime: '12:00' })));
    for (const until of ['2026-10-10', '2026-12-24', '2027-04-10']) {
      expect((await publishUntil(director, id, until)).userErrors).toEqual([]);
    }
    expect((await sessionsOf(director, id)).map(givenIn)).toEqual(atOnce.sessions.map(givenIn));
  });

  test('of several clinics share one ledger, in the order of publication', async () => {
    const at = (startTime: string) => ledgerOf(11, { recurrence: 'FREQ=WEEKLY;BYDAY=MO', startTime });
    const one = await publishedClinic(director, '2026-10-06', at('08:00'));
    const two = await publishedClinic(director, '2026-10-06', at('11:00'));
    const both = [...one.sessions, ...two.sessions];
    expect(both.map(givenIn)).toEqual([
      [4, 2, 3],
      [3, 2, 4],
    ]);
  });
});

describe('what moves a drift, and by how much', () => {
  let sessions: any[];
  const slotMinutes = 15;
  beforeAll(async () => {
    const clinic = ledgerOf(slotMinutes, { recurrence: 'FREQ=WEEKLY;BYDAY=TH', durationMinutes: 180 });
    sessions = (await publishedClinic(director, '2026-11-10', clinic)).sessions;
  });

  test('passing places on moves exactly those places', async () => {
    const before = await drifts(slotMinutes);
    const input = { session: sessions[0].id, from: 'E81003', to: 'E81044', count: 2 };
    expect((await send(director, 'givePlacesTo', input)).userErrors).toEqual([]);
    expect(moved(before, await drifts(slotMinutes))).toEqual([2, 0, -2]);
    const { practices } = await fairness(slotMinutes);
    expect(column(practices, 'passedOn')).toEqual([2, 0, 0]);
    expect(column(practices, 'received')).toEqual([0, 0, 2]);
  });

  test('returning places to the pool is noted and moves nothing: they were given', async () => {
    const before = await drifts(slotMinutes);
    const input = { session: sessions[0].id, practice: 'E81003', count: 1 };
    expect((await send(director, 'returnPlaces', input)).userErrors).toEqual([]);
    expect(moved(before, await drifts(slotMinutes))).toEqual([0, 0, 0]);
    expect(column((await fairness(slotMinutes)).practices, 'returned')).toEqual([1, 0, 0]);
  });

  test('an override moves exactly the places that change hands, and stands in the ledger with its reason', async () => {
    const before = await drifts(slotMinutes);
    const [a, b, c] = givenIn(sessions[1]) as [number, number, number];
    const shares = [
      { practice: 'E81003', places: a - 3 },
      { practice: 'E81004', places: b + 1 },
      { practice: 'E81044', places: c + 2 },
    ];
    const payload = await send(director, 'overrideShares', {
      session: sessions[1].id,
      shares,
      reason: 'A flu clinic.',
    });
    expect(payload.userErrors).toEqual([]);
    expect(payload.session.shares.map((share: any) => share.placesNow)).toEqual([a - 3, b + 1, c + 2]);
    expect(moved(before, await drifts(slotMinutes))).toEqual([3, -1, -2]);
    const entries = await app.database.sql(
      `select given, reason from share_ledger where kind = 'OVERRIDE' order by practice_id`,
    );
    expect(entries).toEqual([-3, 1, 2].map((given) => ({ given, reason: 'A flu clinic.' })));
  });

  test('a practice that is ahead by a place or more is given none until it is below', async () => {
    // E81044 is ahead by about four places, E81004 by about one.
    const { sessions: next } = await publishedClinic(
      director,
      '2026-10-16',
      ledgerOf(slotMinutes, {
        recurrence: 'FREQ=DAILY',
        startTime: '17:00',
        durationMinutes: 135,
        startsOn: '2026-10-12',
      }),
    );
    expect(givenIn(next[0])[2]).toBe(0);
    (await drifts(slotMinutes)).forEach((drift) => expect(Math.abs(drift)).toBeLessThan(1));
  });

  test('a cancelled session is credited back whole: entitlement, places, what was passed on and the turn to host', async () => {
    const whole = await fairness(slotMinutes);
    const [session] = await app.database.sql<{ practice: string; entitled: number; given: number }>(
      `select sum(entitled)::float8 as entitled from share_ledger where session_id = $1`,
      [Buffer.from(sessions[0].id, 'base64url').toString().split(':')[1]],
    );
    expect(session?.entitled).toBeCloseTo(9, 9);
    const given = givenIn(sessions[0]);
    const held = [(given[0] ?? 0) - 2, given[1] ?? 0, (given[2] ?? 0) + 2];
    const input = { session: sessions[0].id, reason: 'The boiler has failed.' };
    const reply = await director(
      `mutation ($input: CancelSessionInput!) { cancelSession(input: $input) { userErrors { code } } }`,
      { input },
    );
    expect(reply.data.cancelSession.userErrors).toEqual([]);
    const now = await fairness(slotMinutes);
    const expected = entitledIn(sessions[0]).map((entitled, i) => (held[i] ?? 0) - entitled);
    column(now.practices, 'drift').forEach((drift, i) =>
      expect(drift - column(whole.practices, 'drift')[i]).toBeCloseTo(expected[i] ?? NaN, 5),
    );
    expect(column(now.practices, 'given')).toEqual(
      column(whole.practices, 'given').map((all, i) => all - (held[i] ?? 0)),
    );
    expect([column(now.practices, 'passedOn'), column(now.practices, 'returned')]).toEqual([
      [0, 0, 0],
      [0, 0, 0],
    ]);
    const turns = (ledger: any) =>
      ledger.hosts.map((host: any) => host.hosted).reduce((sum: number, n: number) => sum + n, 0);
    expect(turns(whole) - turns(now)).toBe(1);
  });

  test('what a leaver is owed is spread over the others by weight, and what is handed over goes to the new holder', async () => {
    const viewer = pcnSystemViewer('U15644', 'test');
    const asSystem = async <T>(work: (tx: Tx) => Promise<T>): Promise<T> => {
      const result = await database.command(viewer, async (tx) => ok(await work(tx)));
      if (!result.ok) throw new Error(JSON.stringify(result.problems));
      return result.value;
    };
    const { pcn: pcnId, salisburyHouse, leightonRoad } = leighton;
    const before = await drifts(slotMinutes);
    const spread = await asSystem((tx) =>
      spreadLeaverBalance(tx, { pcnId, practiceId: salisburyHouse, on: '2026-12-01' }),
    );
    const after = await drifts(slotMinutes);
    const mine = spread.find(({ places }) => Math.abs(places - (before[1] ?? NaN)) < 1e-6);
    expect(mine?.serviceName).toBe('First-contact physiotherapy');
    const owed = before[1] ?? NaN;
    const parts = [21_349 / (21_349 + 19_515), 19_515 / (21_349 + 19_515)] as const;
    expect(after[1]).toBe(0);
    expect((after[0] ?? NaN) - (before[0] ?? NaN)).toBeCloseTo(owed * parts[0], 6);
    expect((after[2] ?? NaN) - (before[2] ?? NaN)).toBeCloseTo(owed * parts[1], 6);
    await asSystem((tx) =>
      moveBalance(tx, { fromPractice: leightonRoad, toPractice: salisburyHouse, pcnId, on: '2026-12-01' }),
    );
    expect(await drifts(slotMinutes)).toEqual([after[0], after[2], 0]);
    const [sum] = await app.database.sql(`select sum(entitled - given)::text as sum from share_ledger`);
    expect(Number(sum?.['sum'])).toBe(0);
  });
});

describe('overrideShares refuses', () => {
  let session: any;
  beforeAll(async () => {
    const clinic = ledgerOf(14, { recurrence: 'FREQ=WEEKLY;BYDAY=FR' });
    session = (await publishedClinic(director, '2026-10-10', clinic)).sessions[0];
  });
  const refused = async (shares: object[], changes: object = {}, ask = director) =>
    (await send(ask, 'overrideShares', { session: session.id, shares, reason: 'Because.', ...changes })).userErrors.map(
      ({ code, field }: any) => [code, field?.join('.')],
    );
  const share = (practice: string, places: number) => ({ practice, places });

  test.each<[string, object[], object, [string, string]]>([
    ['another total', [share('E81003', 9), share('E81004', 2)], {}, ['OVERRIDE_TOTAL', 'shares']],
    ['a practice twice', [share('E81003', 4), share('E81003', 4)], {}, ['SHARES_PRACTICE_TWICE', 'shares.1.practice']],
    ['fewer than none', [share('E81003', -1), share('E81004', 7)], {}, ['INVALID_INPUT', 'shares.0.places']],
    ['nobody', [], {}, ['INVALID_INPUT', 'shares']],
    ['a practice that is none', [share('U15644', 1)], {}, ['NOT_FOUND', 'shares.0.practice']],
    [
      'a practice of another network',
      [share('E81003', 3), share('E81063', 1)],
      {},
      ['NOT_SHARING', 'shares.1.practice'],
    ],
    ['no reason', [share('E81003', 4)], { reason: ' ' }, ['INVALID_INPUT', 'reason']],
    ['an id of something else', [share('E81003', 4)], { session: leightonIds.service }, ['INVALID_INPUT', 'session']],
  ])('%s', async (_what, shares, changes, problem) => {
    expect(givenIn(session)).toEqual([4, 2, 3]);
    expect(await refused(shares, changes)).toEqual([problem]);
  });

  test('places that are booked already', async () => {
    await app.database.sql(`update shared_clinic set bookable_unstaffed = true; `);
    await app.database.sql(`update session set bookable_unstaffed = true where id = $1`, [
      Buffer.from(session.id, 'base64url').toString().split(':')[1],
    ]);
    const key = Buffer.from(session.id, 'base64url').toString().split(':')[1] ?? '';
    const manager = await app.as('practice-manager', 'E81003');
    const booked = await manager(bookDocument, bookInput(globalId('Slot', `${key}/1`), 'E81003', 'FAIR-1'));
    expect(booked.data.bookSlot.userErrors).toEqual([]);
    expect(await refused([share('E81003', 0), share('E81004', 6)])).toEqual([['NOT_ENOUGH_PLACES', 'shares.0.places']]);
    const everybody = await Promise.all(
      [manager, director, await app.as('practice-manager', 'E81044'), await app.as('icb-viewer', 'QHG')].map(
        async (ask) => column((await fairness(14, ask)).practices, 'used'),
      ),
    );
    expect(everybody).toEqual(Array(4).fill([1, 0, 0]));
  });

  test('anybody but a director of the network', async () => {
    const input = { session: session.id, shares: [share('E81003', 4)], reason: 'Because.' };
    for (const [role, code] of [
      ['rota-manager', 'U15644'],
      ['practice-manager', 'E81003'],
    ] as const) {
      const ask = await app.as(role, code);
      await expect(send(ask, 'overrideShares', input)).rejects.toThrow('FORBIDDEN');
    }
    expect(await refused([share('E81003', 4)], {}, await app.as('clinical-director', 'U27128'))).toEqual([
      ['NOT_FOUND', 'session'],
    ]);
  });
});

describe('fairness', () => {
  test('counts sessions on the day they are held and brings forward what was before', async () => {
    const all = await fairness(20);
    const first = await fairness(20, director, '2026-01-01', '2027-01-01');
    const rest = await fairness(20, director, '2027-01-01', '2028-01-01');
    for (const code of codes) {
      const [a, b, whole] = [first.practices[code], rest.practices[code], all.practices[code]];
      expect([b.broughtForward, b.drift, b.balance]).toEqual([a.drift, whole.drift, whole.balance]);
      expect(a.given + b.given).toBe(whole.given);
      for (const row of [a, b, whole]) {
        expect(row.broughtForward + row.entitlement - row.given).toBeCloseTo(row.drift, 9);
        for (const figure of [row.broughtForward, row.entitlement, row.drift, row.balance]) {
          expect(figure).toBe(Number(figure.toFixed(6)));
        }
      }
    }
  });

  test('shows the turns to host, with what was skipped carried until it is made up', async () => {
    const hosts = [
      { place: { room: leightonIds.salisburyHouseRoom } },
      { place: { room: leightonIds.leightonRoadRoom } },
    ];
    await app.database.sql(
      `update accommodation_offer set valid_from = '2026-10-20' where room_id = $1 and pcn_id = $2`,
      [leighton.salisburyHouseRoom, leighton.pcn],
    );
    const id = await scheduleClinic(
      director,
      clinicInput(
        ledgerOf(16, {
          hosting: 'IN_TURN',
          hosts: [...hosts].reverse(),
          startsOn: '2026-10-26',
          recurrence: 'FREQ=WEEKLY;BYDAY=SU',
          durationMinutes: 160,
        }),
      ),
    );
    await app.database.sql(`update shared_clinic set starts_on = '2026-10-05' where id = $1`, [
      Buffer.from(id, 'base64url').toString().split(':')[1],
    ]);
    expect((await publishUntil(director, id, '2026-10-20')).userErrors).toEqual([]);
    const half = await fairness(16);
    expect(
      half.hosts.map(({ site, hosted, entitlement, drift }: any) => [site.name, hosted, entitlement, drift]),
    ).toEqual([
      ['Leighton Road Surgery', 2, 1, -1],
      ['Salisbury House Surgery', 0, 1, 1],
    ]);
    expect((await publishUntil(director, id, '2026-11-03')).userErrors).toEqual([]);
    const even = await fairness(16);
    expect(even.hosts.map(({ site, hosted, balance }: any) => [site.name, hosted, balance])).toEqual([
      ['Leighton Road Surgery', 2, 0],
      ['Salisbury House Surgery', 2, 0],
    ]);
    expect((await sessionsOf(director, id)).map((session) => session.site.name)).toEqual([
      'Leighton Road Surgery',
      'Leighton Road Surgery',
      'Salisbury House Surgery',
      'Salisbury House Surgery',
    ]);
  });

  test('is for the network, its practices and its ICB, and for nobody else', async () => {
    const asked = { service: leightonIds.service, from: '2026-01-01', to: '2027-01-01' };
    const errors = async (...[role, code]: Parameters<TestApp['as']>) =>
      (await (await app.as(role, code))(fairnessDocument, asked)).errors?.map((error) => error.extensions.code);
    expect(await errors('rota-manager', 'U15644')).toBeUndefined();
    expect(await errors('care-navigator', 'E81004')).toBeUndefined();
    expect(await errors('icb-viewer', 'QHG')).toBeUndefined();
    expect(await errors('clinical-director', 'U27128')).toEqual(['FORBIDDEN']);
    expect(await errors('practice-manager', 'E81063')).toEqual(['FORBIDDEN']);
    expect(await errors('booking-partner', 'QHG')).toEqual(['FORBIDDEN']);
  });

  test('asks for days in order and for a service', async () => {
    const ask = async (changes: object) =>
      (
        await director(fairnessDocument, {
          service: leightonIds.service,
          from: '2026-01-01',
          to: '2027-01-01',
          ...changes,
        })
      ).errors?.map((error) => error.extensions.code);
    expect(await ask({ to: '2026-01-01' })).toEqual(['BAD_USER_INPUT']);
    expect(await ask({ service: leightonIds.pcn })).toEqual(['BAD_USER_INPUT']);
  });
});

describe('at once', () => {
  test('two publications of one ledger wait for each other, and share as if one had come after the other', async () => {
    const at = (startTime: string) =>
      clinicInput(ledgerOf(17, { recurrence: 'FREQ=WEEKLY;BYDAY=SA', startTime, durationMinutes: 160 }));
    const ids = [];
    for (const startTime of ['07:00', '10:00', '13:00', '16:00'])
      ids.push(await scheduleClinic(director, at(startTime)));
    const published = await Promise.all(ids.map((id) => publishUntil(director, id, '2026-12-06')));
    expect(published.map(({ publishedCount, userErrors }) => [publishedCount, userErrors])).toEqual(
      Array(4).fill([9, []]),
    );
    const entries = await app.database.sql<{ clinic: string; session: string; drift: number }>(
      `select s.clinic_id as clinic, l.session_id as session,
        sum(l.entitled - l.given) over (partition by l.practice_id order by l.id)::float8 as drift
       from share_ledger l join share_account a on a.id = l.account_id join session s on s.id = l.session_id
       where a.slot_minutes = 17 order by l.id`,
    );
    expect(entries).toHaveLength(4 * 9 * 3);
    const turns = entries.map(({ clinic }) => clinic).filter((clinic, i, all) => clinic !== all[i - 1]);
    expect(new Set(turns).size).toBe(turns.length);
    expect(entries.every(({ drift }) => Math.abs(drift) <= 0.75)).toBe(true);
  });

  test('an override while another is published: the ledger stays even', async () => {
    const at = (startTime: string) =>
      clinicInput(
        ledgerOf(18, { recurrence: 'FREQ=WEEKLY;BYDAY=SU', startTime, durationMinutes: 165, startsOn: '2026-11-09' }),
      );
    const first = await scheduleClinic(director, at('07:00'));
    const second = await scheduleClinic(director, at('10:00'));
    await publishUntil(director, first, '2026-12-20');
    const sessions = await sessionsOf(director, first);
    const [published, ...passes] = await Promise.all([
      publishUntil(director, second, '2026-12-20'),
      ...sessions.map(({ id }) =>
        send(director, 'givePlacesTo', { session: id, from: 'E81003', to: 'E81004', count: 1 }),
      ),
    ]);
    expect(published.userErrors).toEqual([]);
    expect(passes.map(({ userErrors }) => userErrors)).toEqual(passes.map(() => []));
    const [sum] = await app.database.sql(
      `select sum(l.entitled - l.given)::float8 as sum from share_ledger l join share_account a on a.id = l.account_id
       where a.slot_minutes = 18`,
    );
    expect(sum).toEqual({ sum: 0 });
  });

  test('the ledger can be added to and never rewritten by the server', async () => {
    const viewer = pcnSystemViewer('U15644', 'test');
    for (const statement of ['update share_ledger set given = 0', 'delete from hosting_ledger']) {
      const result = await database.command(viewer, async ({ db }) => ok(await sql.raw(statement).execute(db)));
      expect(result).toMatchObject({ ok: false, problems: [{ code: 'FORBIDDEN' }] });
    }
  });
});
