import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { clinicInput, publishUntil, refusalsOf, scheduleClinic } from '../../support/sessions/clinics.js';
import { codesOf, common, networksNow, nodeId, rowsOf, seedNetworks } from '../../support/network/networks.js';
import { type Snapshot, takeSnapshot } from '../../support/database/snapshot.js';
import { type Ask, startTestApp, type TestApp } from '../../support/server/test-app.js';

let app: TestApp;
let snapshot: Snapshot;
let director: Ask;
let lender: Ask;
let member: Ask;
const [a, b] = [rowsOf('A'), rowsOf('B')];
const [codes, others] = [codesOf('A'), codesOf('B')];

beforeAll(async () => {
  app = await startTestApp({ now: networksNow, poolSize: 20 });
  await seedNetworks(app.database);
  snapshot = await takeSnapshot(app.database);
  [director, lender, member] = await Promise.all([
    app.as('clinical-director', codes.pcn),
    app.as('provider-manager', others.trust), // no member of A
    app.as('practice-manager', codes.one),
  ]);
});
afterEach(() => snapshot.restore());
afterAll(async () => {
  await snapshot.close();
  await app.close();
});

function changing(name: string, result: string) {
  return async (ask: Ask, input: object) => {
    const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
    const { data, errors } = await ask(
      `mutation ($input: ${type}!) { ${name}(input: $input) { ${result} userErrors { code field } } }`,
      { input },
    );
    return data?.[name] ?? errors?.map(({ extensions }) => extensions.code);
  };
}
const offerFields = 'offer { id state declineReason decidedAt viewerCanDecide }';
const releaseFields = 'release { id state declineReason decidedAt viewerCanDecide }';
const offer = changing('offerAccommodation', offerFields);
const release = changing('releaseToPool', releaseFields);
const acceptRoom = changing('acceptAccommodation', offerFields);
const declineRoom = changing('declineAccommodation', offerFields);
const acceptRelease = changing('acceptRelease', releaseFields);
const declineRelease = changing('declineRelease', releaseFields);

function room(pcn: string, roomId: string) {
  return {
    room: nodeId('Room', roomId),
    pcn,
    weekdays: ['SUNDAY'],
    fromTime: '08:00',
    toTime: '08:05',
    from: '2026-11-23',
  };
}
function time(pcn: string, employment: string) {
  return {
    employment: nodeId('Employment', employment),
    pcn,
    minutesPerWeek: 5,
    from: '2026-11-23',
  };
}
const waitingOffer = { offer: nodeId('AccommodationOffer', common.waitingOffer) };
const waitingRelease = { release: nodeId('PoolRelease', common.waitingRelease) };
function waits(field: string, viewerCanDecide = false) {
  return {
    [field]: { id: expect.any(String), state: 'OFFERED', declineReason: null, decidedAt: null, viewerCanDecide },
    userErrors: [],
  };
}
function stands(field: string, decidedAt: unknown = null) {
  return {
    [field]: { id: expect.any(String), state: 'ACCEPTED', declineReason: null, decidedAt, viewerCanDecide: false },
    userErrors: [],
  };
}

/** Everything of network A that somebody may ask for, as far as they are answered. */
async function seenOf(ask: Ask) {
  const { data, errors } = await ask(
    `query ($session: ID!, $clinic: ID!) {
      rota(pcn: "${codes.pcn}", from: "2026-11-01", to: "2027-01-10", first: 100) { edges { node { on
        site { name } clinic { title hosts { site { name } } } posts { open clinician { name } assignment { id } }
        shares { practice { name } } pool { placesNow } slots(first: 1) { totalCount } } } postCount }
      session: node(id: $session) { id }
      clinic: node(id: $clinic) { id }
      pcn(by: { odsCode: "${codes.pcn}" }) {
        agreements { id } pool { edges { node { id } } }
        accommodationOffers { edges { node { offeredBy { odsCode } } } }
        accommodationAwaiting { edges { node { offeredBy { odsCode } } } }
        releasesAwaiting { edges { node { id } } } } }`,
    { session: nodeId('Session', a.session), clinic: nodeId('SharedClinic', a.clinic) },
  );
  const nodes = (connection: { edges: { node: unknown }[] } | null) =>
    connection?.edges.map(({ node }) => node) ?? null;
  const { pcn } = data;
  return {
    rota: nodes(data.rota),
    posts: data.rota?.postCount ?? null,
    session: data.session,
    clinic: data.clinic,
    agreements: pcn.agreements,
    pool: nodes(pcn.pool),
    rooms: nodes(pcn.accommodationOffers),
    roomsAwaiting: nodes(pcn.accommodationAwaiting),
    releasesAwaiting: nodes(pcn.releasesAwaiting),
    // What the network keeps is null above, each with an error of its own.
    errors: errors?.filter(({ path }) => path?.[0] !== 'pcn').map(({ extensions }) => extensions.code) ?? [],
  };
}
const nothing = {
  rota: null,
  posts: null,
  session: null,
  clinic: null,
  agreements: null,
  pool: null,
  rooms: null,
  roomsAwaiting: null,
  releasesAwaiting: null,
  errors: ['FORBIDDEN'],
};

describe('what an outsider lends', () => {
  test('waits, and opens nothing of the network to the lender but its own offers', async () => {
    await app.database.sql(`delete from accommodation_offer where state = 'OFFERED'`);
    await app.database.sql(`delete from pool_release where state = 'OFFERED'`);
    expect(await seenOf(lender)).toEqual(nothing);
    expect(await offer(lender, room(codes.pcn, b.roomTrust))).toEqual(waits('offer'));
    const released = await release(lender, time(codes.pcn, b.lentEmployment));
    expect(released).toEqual(waits('release'));
    expect(await seenOf(lender)).toEqual({
      ...nothing,
      roomsAwaiting: [{ offeredBy: { odsCode: others.trust } }],
      releasesAwaiting: [{ id: released.release.id }],
    });
    const seen = await seenOf(director);
    expect([seen.roomsAwaiting, seen.releasesAwaiting]).toEqual([
      [{ offeredBy: { odsCode: others.trust } }],
      [{ id: released.release.id }],
    ]);
  });

  test('waits too when a practice of another network lends it', async () => {
    const manager = await app.as('practice-manager', others.one);
    expect(await offer(manager, room(codes.pcn, b.roomOne))).toEqual(waits('offer'));
    expect(await release(manager, time(codes.pcn, b.spareEmployment))).toEqual(waits('release'));
    const { rota, rooms, errors } = await seenOf(manager);
    expect([rota, rooms, errors]).toEqual([null, null, ['FORBIDDEN']]);
  });

  test('may be used for nothing until it is accepted', async () => {
    await app.database.sql(`update pool_release set valid_from = '2026-11-01' where id = $1`, [common.waitingRelease]);
    const clinic = clinicInput({
      pcn: codes.pcn,
      service: nodeId('Service', common.service),
      startsOn: '2026-12-02',
      hosts: [{ place: { room: nodeId('Room', b.roomTrust) } }],
    });
    const assign = changing('assignClinician', 'assignment { id }');
    const clinician = nodeId('Clinician', common.offered);
    const used = async () => {
      const room = await refusalsOf(director, clinic);
      const assigned = await assign(director, { session: nodeId('Session', a.openSession), clinician });
      const { data } = await director(`{ clinicians(pcn: "${codes.pcn}") { edges { node { code } } } }`);
      return {
        room,
        assigned: assigned.userErrors.map(({ code }: { code: string }) => code),
        pool: data.clinicians.edges.some(({ node }: { node: { code: string } }) => node.code === 'OFFERED-1'),
      };
    };
    expect(await used()).toEqual({ room: [['HOST_NOT_OFFERED', 'hosts.0']], assigned: ['NOT_RELEASED'], pool: false });
    await acceptRoom(director, waitingOffer);
    await acceptRelease(director, waitingRelease);
    expect(await used()).toEqual({ room: [], assigned: [], pool: true });
  });

  test('opens nothing to the clinician either until it is accepted', async () => {
    const clinician = await app.as('clinician', 'OFFERED-1');
    expect((await seenOf(clinician)).errors).toEqual(['FORBIDDEN']);
    await acceptRelease(director, waitingRelease);
    expect((await seenOf(clinician)).errors).toEqual([]);
  });
});

test('what a member lends its own network, or a network itself, stands at once', async () => {
  expect(await offer(member, room(codes.pcn, a.roomOne))).toEqual(stands('offer'));
  expect(await release(member, time(codes.pcn, a.spareEmployment))).toEqual(stands('release'));
  await app.database.sql(`delete from pool_release where employment_id = $1`, [a.spareEmployment]);
  await app.database.sql(`update employment set employer_id = $1 where id = $2`, [a.pcn, a.spareEmployment]);
  expect(await release(director, time(codes.pcn, a.spareEmployment))).toEqual(stands('release'));
});

test('who will be a member on the first day lends as one, and who has left does not', async () => {
  await app.database.sql(`insert into membership (practice_id, pcn_id, valid_from, valid_to, source)
    values ('${a.alone}', '${a.pcn}', '2027-01-01', '2027-04-01', 'test')`);
  await app.database.sql(`update site_operation set operator_id = $1 where operator_id = $2`, [a.alone, a.two]);
  const manager = await app.as('practice-manager', codes.alone);
  const on = (from: string, to?: string) => offer(manager, { ...room(codes.pcn, a.roomTwo), from, to });
  expect(await on('2026-12-31', '2027-01-01')).toEqual(waits('offer'));
  expect(await on('2027-01-01', '2027-04-01')).toEqual(stands('offer'));
  expect(await on('2027-04-01')).toEqual(waits('offer'));
});

describe('what is accepted opens only what concerns the lender', () => {
  test('a room: the sessions held there, without who works in them and whose places they are', async () => {
    await acceptRoom(director, waitingOffer);
    const input = clinicInput({
      pcn: codes.pcn,
      service: nodeId('Service', common.service),
      title: 'Physiotherapy at the hospital',
      startsOn: '2026-12-02',
      hosts: [{ place: { room: nodeId('Room', b.roomTrust) } }],
    });
    await publishUntil(director, await scheduleClinic(director, input), '2026-12-03');
    const held = {
      on: '2026-12-02',
      site: { name: 'Hospital' },
      clinic: { title: 'Physiotherapy at the hospital', hosts: [] },
      posts: [{ open: true, clinician: null, assignment: null }],
      shares: [],
      pool: { placesNow: 0 },
      slots: { totalCount: 9 },
    };
    const seen = await seenOf(lender);
    expect(seen).toEqual({
      ...nothing,
      rota: [held],
      posts: 1,
      releasesAwaiting: [{ id: waitingRelease.release }],
      errors: [],
    });
    const [row] = await app.database.sql<{ id: string }>(`select id from session where room_id = $1`, [b.roomTrust]);
    const assign = changing('assignClinician', 'assignment { id }');
    const ann = { session: nodeId('Session', row?.id ?? ''), clinician: nodeId('Clinician', a.ann) };
    expect((await assign(director, ann)).userErrors).toEqual([]);
    expect((await seenOf(lender)).rota).toEqual([
      { ...held, posts: [{ open: false, clinician: null, assignment: null }] },
    ]);
    // the same people, asked as somebody else whose business the room is not
    expect(await seenOf(await app.as('provider-manager', codesOf('C').trust))).toEqual(nothing);
  });

  test('a clinician: the sessions they work in, until they do not', async () => {
    await app.database.sql(`update pool_release set valid_from = '2026-11-01' where id = $1`, [common.waitingRelease]);
    await acceptRelease(director, waitingRelease);
    const empty = {
      ...nothing,
      rota: [],
      posts: 0,
      roomsAwaiting: [{ offeredBy: { odsCode: others.trust } }],
      errors: [],
    };
    expect(await seenOf(lender)).toEqual(empty);
    const assign = changing('assignClinician', 'assignment { id }');
    const { assignment } = await assign(director, {
      session: nodeId('Session', a.openSession),
      clinician: nodeId('Clinician', common.offered),
    });
    expect(await seenOf(lender)).toEqual({
      ...empty,
      rota: [
        {
          on: '2026-11-26',
          site: { name: 'Surgery one' },
          clinic: { title: 'Physiotherapy', hosts: [] },
          posts: [{ open: false, clinician: { name: 'Synthetic Offered' }, assignment }],
          shares: [],
          pool: { placesNow: 0 },
          slots: { totalCount: 6 },
        },
      ],
      posts: 1,
      clinic: { id: nodeId('SharedClinic', a.clinic) },
    });
    await changing('unassignClinician', 'assignment { id }')(director, { assignment: assignment.id, reason: 'Ill' });
    expect(await seenOf(lender)).toEqual(empty);
  });

  test('a practice of another network reads no name there that it knows from its own', async () => {
    // BOTH-1 works for A and for B; A's first practice lends B a room, in which B puts BOTH-1
    const manager = await app.as('practice-manager', codes.one);
    await app.database.sql(
      `insert into accommodation_offer (pcn_id, offered_by_id, room_id, weekdays, from_time, to_time, valid_from)
       values ($1, $2, $3, '{1,2,3,4,5}', '07:00', '21:00', '2026-01-01')`,
      [b.pcn, a.one, a.roomOne],
    );
    await app.database.sql(`update session set room_id = null where id = $1`, [a.openSession]);
    await app.database.sql(`update session set room_id = $1 where id = $2`, [a.roomOne, b.openSession]);
    const other = await app.as('clinical-director', others.pcn);
    const both = { session: nodeId('Session', b.openSession), clinician: nodeId('Clinician', common.both) };
    expect((await changing('assignClinician', 'assignment { id }')(other, both)).userErrors).toEqual([]);
    const { data } = await manager(`{ rota(pcn: "${others.pcn}", from: "2026-11-01", to: "2027-01-10") { edges { node {
      id posts { open clinician { name } } } } } }`);
    expect(data.rota.edges).toEqual([
      { node: { id: nodeId('Session', b.openSession), posts: [{ open: false, clinician: null }] } },
    ]);
  });
});

describe('what is declined', () => {
  test('says why, to both, and is seen as nothing more', async () => {
    const declined = {
      id: expect.any(String),
      state: 'DECLINED',
      declineReason: 'Too far away',
      decidedAt: expect.any(String),
      viewerCanDecide: false,
    };
    expect(await declineRoom(director, { ...waitingOffer, reason: ' Too far away ' })).toEqual({ offer: declined, userErrors: [] }); // prettier-ignore
    expect(await declineRelease(director, { ...waitingRelease, reason: 'Too far away' })).toEqual({ release: declined, userErrors: [] }); // prettier-ignore
    const { data } = await lender(
      `query ($offer: ID!, $release: ID!) { offer: node(id: $offer) { ... on AccommodationOffer { state declineReason } }
        release: node(id: $release) { ... on PoolRelease { state declineReason } } }`,
      { ...waitingOffer, ...waitingRelease },
    );
    const told = { state: 'DECLINED', declineReason: 'Too far away' };
    expect(data).toEqual({ offer: told, release: told });
    expect(await seenOf(lender)).toEqual(nothing);
    const person = await director(`{ clinician(by: { code: "OFFERED-1" }) { name } }`);
    expect(person.errors?.map(({ extensions }) => extensions.code)).toEqual(['NOT_FOUND']);
  });

  test('keeps no minutes, and may be offered anew', async () => {
    const [row] = await app.database.sql<{ id: string }>(`select employment_id as id from pool_release where id = $1`, [
      common.waitingRelease,
    ]);
    const again = { ...time(codes.pcn, row?.id ?? ''), minutesPerWeek: 2250, from: '2026-12-01' };
    expect(await release(lender, again)).toEqual({
      release: null,
      userErrors: [{ code: 'RELEASE_EXCEEDS_CONTRACT', field: ['minutesPerWeek'] }],
    });
    await declineRelease(director, { ...waitingRelease, reason: 'No post is open' });
    expect(await release(lender, again)).toEqual(waits('release'));
  });
});

describe('a decision', () => {
  test('is made once, about what is not over, for a reason that names no patient', async () => {
    const refused = (code: string, field: string) => ({ userErrors: [{ code, field: [field] }] });
    expect(await declineRoom(director, { ...waitingOffer, reason: ' ' })).toMatchObject(
      refused('INVALID_INPUT', 'reason'),
    );
    expect(await declineRelease(director, { ...waitingRelease, reason: 'For 943 476 5919' })).toMatchObject(
      refused('INVALID_INPUT', 'reason'),
    );
    await app.database.sql(`update accommodation_offer set valid_from = '2026-01-01', valid_to = '2026-11-23'
      where id = '${common.waitingOffer}'`);
    expect(await acceptRoom(director, waitingOffer)).toMatchObject(refused('LENDING_ENDED', 'offer'));
    expect(await acceptRelease(director, waitingRelease)).toEqual(stands('release', expect.any(String)));
    expect(await declineRelease(director, { ...waitingRelease, reason: 'No post is open' })).toMatchObject(
      refused('LENDING_DECIDED', 'release'),
    );
    expect(await acceptRoom(director, { offer: nodeId('AccommodationOffer', a.offer) })).toMatchObject(
      refused('LENDING_DECIDED', 'offer'), // a member's
    );
  });

  test('is repeated with its key as it was made, and with another input refused', async () => {
    const keyed = { ...waitingOffer, idempotencyKey: 'yes' };
    const first = await acceptRoom(director, keyed);
    expect(first).toEqual(stands('offer', expect.any(String)));
    expect(await acceptRoom(director, keyed)).toEqual(first);
    const other = { offer: nodeId('AccommodationOffer', a.offer), idempotencyKey: 'yes' };
    expect((await acceptRoom(director, other)).userErrors).toEqual([{ code: 'CONFLICT', field: ['idempotencyKey'] }]);
  });

  test('is in the trail of the network that made it', async () => {
    await acceptRelease(director, waitingRelease);
    await declineRoom(director, { ...waitingOffer, reason: 'Too far away' });
    const { data } = await director(
      `{ auditTrail(first: 2) { edges { node { kind action changes { field before after } } } } }`,
    );
    const trail = data.auditTrail.edges.map(({ node }: { node: any }) => [
      node.kind,
      node.changes.map(({ field, after }: { field: string; after: unknown }) => [field, after]),
    ]);
    expect(trail).toEqual([
      [
        'ACCOMMODATION_OFFER',
        [
          ['state', 'DECLINED'],
          ['decidedAt', expect.any(String)],
          ['declineReason', 'Too far away'],
        ],
      ],
      ['POOL_RELEASE', [['state', 'ACCEPTED'], ['decidedAt', expect.any(String)]]],
    ]); // prettier-ignore
  });
});

describe('at once', () => {
  const outcome = (payload: { userErrors: { code: string }[] }) => payload.userErrors[0]?.code ?? 'done';

  test('two directors accept and decline: one of them decides, and the other hears that it is decided', async () => {
    for (let round = 0; round < 5; round += 1) {
      const replies = await Promise.all(
        Array.from({ length: 8 }, (_, i) =>
          i % 2 === 0
            ? acceptRelease(director, waitingRelease)
            : declineRelease(director, { ...waitingRelease, reason: 'No post is open' }),
        ),
      );
      expect(replies.map(outcome).sort()).toEqual([...Array(7).fill('LENDING_DECIDED'), 'done']);
      const winner = replies.findIndex((reply) => outcome(reply) === 'done');
      const [row] = await app.database.sql('select state from pool_release where id = $1', [common.waitingRelease]);
      expect(row).toEqual({ state: winner % 2 === 0 ? 'ACCEPTED' : 'DECLINED' });
      await snapshot.restore();
    }
  });

  test('one accepts while the employer ends the job: what is accepted has ended with it', async () => {
    const [row] = await app.database.sql<{ id: string }>(`select employment_id as id from pool_release where id = $1`, [
      common.waitingRelease,
    ]);
    const end = changing('endEmployment', 'employment { to }');
    for (let round = 0; round < 5; round += 1) {
      // the release begins on 1 December: ended then it is gone, ended later it is shorter
      const on = round % 2 === 0 ? '2026-12-01' : '2026-12-08';
      const [accepted, ended] = await Promise.all([
        acceptRelease(director, waitingRelease),
        end(lender, { employment: nodeId('Employment', row?.id ?? ''), on }),
      ]);
      expect(outcome(ended)).toBe('done');
      const left = await app.database.sql(`select state, valid_to::text as "to" from pool_release where id = $1`, [
        common.waitingRelease,
      ]);
      expect(['done', 'NOT_FOUND']).toContain(outcome(accepted));
      expect(left).toEqual(round % 2 === 0 ? [] : [{ state: 'ACCEPTED', to: on }]);
      await snapshot.restore();
    }
  });
});
