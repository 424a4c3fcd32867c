import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Role } from '../../../src/identity/viewer.js';
import { follow, followToTheEnd, type Follower, untilFollowing } from '../../support/booking/follow.js';
import { codesOf, networksNow, nodeId, rowsOf, seedNetworks } from '../../support/network/networks.js';
import { startTestApp, type TestApp } from '../../support/server/test-app.js';

let app: TestApp;
const [a, b] = [rowsOf('A'), rowsOf('B')];
const codes = codesOf('A');

beforeAll(async () => {
  app = await startTestApp({ now: networksNow });
  await seedNetworks(app.database);
});
afterAll(() => app.close());

async function following(role: Role, organisation: string, lifetime?: string): Promise<Follower> {
  return follow(app.url, await app.token(role, organisation, lifetime), codes.pcn);
}
function change(...sessions: string[]) {
  return app.database.sql('select notify_session(id::uuid) from unnest($1::text[]) id', [sessions]);
}
async function version() {
  return (
    await app.database.sql<{ version: string }>('select last_value::text as version from availability_version')
  )[0]?.version;
}
async function untilHeard(followers: readonly Follower[]) {
  const last = await version();
  while (followers.some(({ told }) => told.at(-1)?.version !== last))
    await new Promise((resolve) => setTimeout(resolve, 10));
}
function close(followers: readonly Follower[]) {
  return Promise.all(followers.map((follower) => follower.close()));
}

test('one look-up a notice, role and organisation serves all sockets, and none is made for another network’s', async () => {
  const followers = await Promise.all([
    ...Array.from({ length: 8 }, () => following('care-navigator', codes.one)),
    ...Array.from({ length: 4 }, () => following('care-navigator', codes.two)),
    ...Array.from({ length: 4 }, () => following('practice-manager', codes.one)),
    following('clinical-director', codes.pcn),
  ]);
  await untilFollowing(followers, () => change(a.session));
  await untilHeard(followers);
  const statements = await app.statementsOf(async () => {
    await change(a.session);
    await untilHeard(followers);
  });
  expect(statements).toEqual(Array<string>(4).fill('organisationByCode'));
  const elsewhere = await app.statementsOf(async () => {
    await change(b.session, b.openSession);
    await change(a.session);
    await untilHeard(followers);
  });
  expect(elsewhere).toEqual(Array<string>(4).fill('organisationByCode'));
  await close(followers);
});

test('a burst is told as one: all its sessions by name while they are few, else to read all again', async () => {
  const followers = await Promise.all([following('care-navigator', codes.one), following('rota-manager', codes.pcn)]);
  await untilFollowing(followers, () => change(a.session));
  await untilHeard(followers);
  const heardSince = async (burst: () => Promise<unknown>) => {
    const before = followers.map(({ told }) => told.length);
    await burst();
    await untilHeard(followers);
    return followers.map(({ told }, n) => told.slice(before[n]));
  };
  const named = { pcn: codes.pcn, sessionIds: [a.session, a.openSession].map((id) => nodeId('Session', id)) };
  expect(await heardSince(() => change(a.session, a.openSession, a.session))).toEqual(
    Array(2).fill([{ ...named, version: await version() }]),
  );
  const many = `select pg_notify('availability_changed', json_build_object('pcnId', $1::text,
    'sessionIds', json_build_array(gen_random_uuid()), 'version', nextval('availability_version')::text)::text)
    from generate_series(1, 30)`;
  expect(await heardSince(() => app.database.sql(many, [a.pcn]))).toEqual(
    Array(2).fill([{ pcn: codes.pcn, sessionIds: [], version: await version() }]),
  );
  await close(followers);
});

test('what nobody can read on the channel may be about any network: all are told to read all again, and none ends', async () => {
  const followers = await Promise.all([following('care-navigator', codes.one), following('rota-manager', codes.pcn)]);
  await untilFollowing(followers, () => change(a.session));
  await untilHeard(followers);
  for (const payload of ['', 'no JSON', '{}', '{"pcnId": 1}']) {
    const before = followers.map(({ told }) => told.length);
    await app.database.sql(`select pg_notify('availability_changed', $1)`, [payload]);
    while (followers.some(({ told }, n) => told.length === before[n])) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    expect(followers.map(({ told }) => told.at(-1))).toEqual(
      Array(2).fill({ pcn: codes.pcn, sessionIds: [], version: await version() }),
    );
  }
  await change(a.session);
  await untilHeard(followers);
  await close(followers);
});

test('a change that is heard after one of a newer version is told under that version, so that nobody takes it for old', async () => {
  const followers = await Promise.all([following('care-navigator', codes.one), following('rota-manager', codes.pcn)]);
  await untilFollowing(followers, () => change(a.session));
  await untilHeard(followers);
  const notify = (session: string, number: string) =>
    app.database.sql(
      `select pg_notify('availability_changed',
         json_build_object('pcnId', $1::text, 'sessionIds', json_build_array($2::text), 'version', $3::text)::text)`,
      [a.pcn, session, number],
    );
  // as two writers do: who took its version first commits last
  const [{ slow, quick } = { slow: '', quick: '' }] = await app.database.sql<{ slow: string; quick: string }>(
    `select nextval('availability_version')::text as slow, nextval('availability_version')::text as quick`,
  );
  for (const [session, number] of [
    [a.openSession, quick],
    [a.session, slow],
  ] as const) {
    const before = followers.map(({ told }) => told.length);
    await notify(session, number);
    while (followers.some(({ told }, n) => told.length === before[n])) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    expect(followers.map(({ told }) => told.at(-1))).toEqual(
      Array(2).fill({ pcn: codes.pcn, sessionIds: [nodeId('Session', session)], version: quick }),
    );
  }
  await close(followers);
});

test('of two sockets of one organisation each ends with its own token', async () => {
  const lasting = await following('care-navigator', codes.one);
  await untilFollowing([lasting], () => change(a.session));
  const ending = await followToTheEnd(
    (lifetime) => following('care-navigator', codes.one, lifetime),
    () => change(a.session),
  );
  await untilHeard([lasting]);
  await change(a.openSession);
  expect(await ending.ended).toBe('UNAUTHENTICATED');
  await untilHeard([lasting]);
  expect([lasting, ending].map(({ told }) => told.at(-1)?.sessionIds)).toEqual([
    [nodeId('Session', a.openSession)],
    [nodeId('Session', a.session)],
  ]);
  await close([lasting, ending]);
});

test('a practice that has left hears no more on any of its sockets, and others do', async () => {
  const followers = await Promise.all([
    following('care-navigator', codes.two),
    following('care-navigator', codes.two),
    following('care-navigator', codes.one),
  ]);
  await untilFollowing(followers, () => change(a.session));
  await app.database.sql(`update membership set valid_to = '2026-11-23' where practice_id = $1`, [a.two]);
  await change(a.session);
  expect(await Promise.all(followers.slice(0, 2).map(({ ended }) => ended))).toEqual(['FORBIDDEN', 'FORBIDDEN']);
  await untilHeard(followers.slice(2));
  await close(followers);
});
