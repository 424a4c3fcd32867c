import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { roleKinds } from '../../../src/identity/role-kinds.js';
import { type Role, roles } from '../../../src/identity/viewer.js';
import { codesOf, networksNow, rowsOf, seedNetworks } from '../../support/network/networks.js';
import { type Snapshot, takeSnapshot } from '../../support/database/snapshot.js';
import { startTestApp, type TestApp } from '../../support/server/test-app.js';
import { operationOf } from './operations.js';

const [a, c] = [rowsOf('A'), codesOf('A')];

/** One organisation of each kind, each of them commissioned by A's ICB and so near enough to climb from. */
const ofKind = {
  ICB: c.icb,
  SUB_ICB: `S${c.icb.slice(1)}`,
  PCN: c.pcn,
  PRACTICE: c.one,
  HUB: 'HUB1',
  TRUST: c.trust,
  COMMUNITY_PROVIDER: c.partner,
  VOLUNTARY: 'VOL1',
  CONTRACT_HOLDER: 'HOLD1',
} as const;
type Kind = keyof typeof ofKind;
const kinds = Object.keys(ofKind) as Kind[];

/** What each kind of organisation can be asked by, written by hand. */
const fits: Readonly<Record<Role, readonly Kind[]>> = {
  'icb-viewer': ['ICB', 'SUB_ICB'],
  'icb-contract-manager': ['ICB', 'SUB_ICB'],
  'clinical-director': ['PCN'],
  'rota-manager': ['PCN'],
  'practice-manager': ['PRACTICE'],
  'care-navigator': ['PRACTICE'],
  'provider-manager': ['HUB', 'TRUST', 'COMMUNITY_PROVIDER', 'VOLUNTARY'],
  'booking-partner': ['HUB', 'TRUST', 'COMMUNITY_PROVIDER', 'VOLUNTARY'],
  clinician: [],
  system: ['PCN'],
};

/**
 * A read or a change of each reach: a network, its commissioner, an organisation's own, patients, what may be booked.
 */
const asked = [
  'Query.rota',
  'Query.services (of a network)',
  'Node.Session',
  'Query.sharedAvailability',
  'Node.Booking',
  'Node.Clinician',
  'PrimaryCareNetwork.accommodationOffers',
  'Mutation.bookSlot',
  'Mutation.joinNetwork',
  'Mutation.registerClinician',
  'Mutation.openSite',
];

let app: TestApp;
let snapshot: Snapshot;
beforeAll(async () => {
  app = await startTestApp({ now: networksNow });
  await seedNetworks(app.database);
  const others = (['HUB', 'VOLUNTARY', 'CONTRACT_HOLDER'] as const).map(
    (kind) => `('${ofKind[kind]}', '${kind}', 'test')`,
  );
  await app.database.sql(`
    with made as (insert into organisation (ods_code, kind, source) values ${others.join()} returning id)
    insert into commissioning (organisation_id, commissioner_id, valid_from, source)
      select id, '${a.subIcb}', '2019-07-01', 'test' from made`);
  snapshot = await takeSnapshot(app.database);
});
afterAll(async () => {
  await snapshot.close();
  await app.close();
});

const pairs = roles.flatMap((role) => kinds.map((kind): [Role, Kind] => [role, kind]));
const misfits = pairs.filter(([role, kind]) => !fits[role].includes(kind));

describe('a role fits kinds of organisation', () => {
  test('as the permission table and the database both say', async () => {
    expect(roleKinds).toEqual(fits);
    const said = await app.database.sql<{ role: Role; kind: Kind }>(
      `select r as role, k as kind from unnest($1::text[]) r, unnest($2::text[]) k where role_fits_kind(r, k)`,
      [[...roles], kinds],
    );
    const inOrder = (rows: readonly (readonly string[])[]) => rows.map((row) => row.join(' of a ')).sort();
    expect(inOrder(said.map(({ role, kind }) => [role, kind]))).toEqual(
      inOrder(pairs.filter(([role, kind]) => fits[role].includes(kind))),
    );
  });

  test.each(pairs)('%s of a %s: its scope is that of the organisation, or empty', async (role, kind) => {
    const [scope] = await app.database.sql(
      `select organisation_kind as kind, pcn_ids <> '' as networks, booking_pcn_ids <> '' as bookings,
         organisation_ids <> '' as own, clinician_id is not null as person from enter_scope($1, $2, 'somebody', 'test')`,
      [role, ofKind[kind]],
    );
    const empty = { kind: null, networks: false, bookings: false, own: false, person: false };
    expect(scope).toEqual(fits[role].includes(kind) ? { ...(scope as object), kind, own: true, person: false } : empty);
  });

  test.each(misfits)('%s of a %s reads and changes nothing but the directory', async (role, kind) => {
    const ask = await app.as(role, ofKind[kind]);
    const answered = await Promise.all(
      asked.map(async (row) => {
        const { document, variables, at } = operationOf(row, undefined);
        const { data, errors } = await ask(document, variables);
        const value = at.reduce<any>((found, step) => found?.[step], data);
        const refused = errors !== undefined || (data?.[at[0] as string]?.userErrors ?? []).length > 0;
        return refused || value == null || (Array.isArray(value) && value.length === 0) ? [] : [row];
      }),
    );
    expect([answered.flat(), await snapshot.restore()]).toEqual([[], []]);
    const { data } = await ask(`{ pcn(by: { odsCode: "${c.pcn}" }) { odsCode } }`);
    expect(data).toEqual({ pcn: { odsCode: c.pcn } });
  });

  test('and who is told so can mend it', async () => {
    const { errors } = await (await app.as('icb-viewer', c.one))(operationOf('Query.rota', undefined).document);
    expect(errors?.map(({ message, extensions }) => [extensions.code, message])).toEqual([
      [
        'FORBIDDEN',
        `An icb-viewer acts for an ICB or a sub-ICB, and ${c.one} is not one known here. Sign in with another role or organisation.`,
      ],
    ]);
  });
});
