import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  GraphQLID,
  getNamedType,
  getNullableType,
  type GraphQLInputType,
  isEnumType,
  isInputObjectType,
  isListType,
} from 'graphql';
import { committedSchema } from '../../support/graphql/committed-schema.js';
import { codesOf, networksNow, nodeId, rowsOf, seedNetworks } from '../../support/network/networks.js';
import { startTestApp, type TestApp } from '../../support/server/test-app.js';
import { askers } from '../identity/askers.js';
import { operationOf } from '../identity/operations.js';
import { rows } from '../identity/permission-table.js';

// A problem with one item of a list points at that item: a form can only mark the right line where the path has its
// place.

const a = rowsOf('A');
const c = codesOf('A');
const physio = { role: 'FIRST_CONTACT_PHYSIOTHERAPIST', count: 1, slotsPerPost: 2 };
const release = { slots: 1, daysBefore: 7, time: '08:00' };
const hostOne = { place: { room: nodeId('Room', a.roomOne) }, weight: 1 };
const hostTwo = { place: { room: nodeId('Room', a.roomTwo) }, weight: 1 };
function room(name: string) {
  return { name, kind: 'CONSULTING', stepFree: true, equipment: ['couch', 'lamp'] };
}
const morning = { weekday: 'MONDAY', startTime: '09:00', endTime: '12:00' };
const afternoon = { weekday: 'MONDAY', startTime: '13:00', endTime: '17:00' };
const hcpc = { body: 'HCPC', number: 'PH123456', from: '2026-01-01', to: '2028-01-01' };
const nmc = { body: 'NMC', number: '12A3456C', from: '2026-01-01', to: '2028-01-01' };

/** Two right items of each list of objects, and of lists whose items are told by their kind only. */
const rightItems: Readonly<Record<string, readonly [unknown, unknown]>> = {
  accessNeeds: ['STEP_FREE', 'LARGE_PRINT'],
  dates: ['2026-11-25', '2026-11-26'],
  deliveryModes: ['FACE_TO_FACE', 'TELEPHONE'],
  equipment: ['couch', 'lamp'],
  fixedShares: [
    { practice: c.one, weight: 1 },
    { practice: c.two, weight: 1 },
  ],
  hosts: [hostTwo, hostOne],
  languages: ['en', 'ur'],
  needs: ['MUSCULOSKELETAL', 'MENTAL_HEALTH'],
  practices: [c.one, c.two],
  registrations: [hcpc, nmc],
  releases: [release, release],
  roles: ['PRACTICE_NURSE', 'GP'],
  rooms: [room('A'), room('B')],
  shares: [
    { practice: c.one, places: 2 },
    { practice: c.two, places: 1 },
  ],
  skills: ['minor-illness', 'spirometry'],
  staffing: [physio, physio],
  weekdays: ['MONDAY', 'TUESDAY'],
  windows: [morning, afternoon],
};

/** What the rest of the input has to say so that a list is looked at. */
const rest: Readonly<Record<string, object>> = {
  hosts: { hosting: 'CYCLE' },
  fixedShares: { sharing: { policy: 'FIXED' } },
};

interface Place {
  readonly mutation: string;
  /** Down to the list. */
  readonly list: readonly string[];
  /** From an item of it down. */
  readonly inItem: readonly string[];
  readonly type: GraphQLInputType;
}

function placesIn(mutation: string, type: GraphQLInputType, path: readonly string[]): Place[] {
  const object = getNamedType(type);
  if (!isInputObjectType(object)) return [];
  return Object.values(object.getFields()).flatMap((field) => {
    const here = [...path, field.name];
    const nullable = getNullableType(field.type);
    if (!isListType(nullable)) return placesIn(mutation, field.type, here);
    const inside = leavesIn(nullable.ofType).map(({ path: inItem, type: leaf }) => ({
      mutation,
      list: here,
      inItem,
      type: leaf,
    }));
    return [...inside, ...placesIn(mutation, nullable.ofType, [...here, '1'])];
  });
}
function leavesIn(type: GraphQLInputType): { path: string[]; type: GraphQLInputType }[] {
  const object = getNamedType(type);
  if (!isInputObjectType(object)) return [{ path: [], type: object }];
  return Object.values(object.getFields()).flatMap((field) =>
    isListType(getNullableType(field.type))
      ? []
      : leavesIn(field.type).map((leaf) => ({ path: [field.name, ...leaf.path], type: leaf.type })),
  );
}

const places = Object.values(committedSchema().getMutationType()?.getFields() ?? {}).flatMap((mutation) =>
  mutation.args.flatMap((argument) => placesIn(mutation.name, argument.type, [])),
);

/**
 * What no value of a type that GraphQL takes can be right here, by the type; everything else is refused as it is read.
 */
const wrongValues: Readonly<Record<string, unknown>> = {
  String: 'of 943.476.5919',
  Int: -1,
  Float: -1,
  OdsCode: 'ZZ9ZZ',
  [GraphQLID.name]: nodeId('Booking', a.booking),
};

function put(value: unknown, [step, ...deeper]: readonly string[], what: unknown): unknown {
  if (step === undefined) return what;
  if (/^\d+$/.test(step)) {
    const items = [...((value ?? []) as unknown[])];
    items[Number(step)] = put(items[Number(step)], deeper, what);
    return items;
  }
  return {
    ...(value as object | undefined),
    [step]: put((value as Record<string, unknown> | undefined)?.[step], deeper, what),
  };
}

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ now: networksNow });
  await seedNetworks(app.database);
});
afterAll(() => app.close());

async function ask(mutation: string, change: (input: object) => unknown) {
  const row = `Mutation.${mutation}`;
  const asker = askers[[...(rows.get(row) ?? '')].indexOf('+') - 1];
  if (asker === undefined) throw new Error(`nobody may ${mutation}`);
  const { variables } = operationOf(row, asker);
  const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
  const document = `mutation ($input: ${type}!) { ${mutation}(input: $input) { userErrors { code field message } } }`;
  const client = await app.as(asker.role, asker.code);
  return client<Record<string, { userErrors: { code: string; field: string[] | null }[] } | undefined> | undefined>(
    document,
    { input: change(variables?.['input'] as object) },
  );
}
function nameOf(list: readonly string[]) {
  return list.at(-1) ?? '';
}

function given(input: object, list: readonly string[]): object {
  // a list within a list: the items of the outer one are there first
  const at = list.findIndex((step) => step === '1');
  const outer = at < 0 ? input : (put(input, list.slice(0, at), rightItems[list[at - 1] ?? '']) as object);
  return put({ ...outer, ...rest[nameOf(list)] }, list, rightItems[nameOf(list)]) as object;
}

test('every list that a mutation takes is tried', () => {
  const lists = [...new Set(places.map(({ list }) => nameOf(list)))];
  expect(lists.toSorted()).toEqual(Object.keys(rightItems).toSorted());
  expect(places.length).toBeGreaterThan(40);
});

describe('something wrong in the second item of a list is told at the second item', () => {
  test.each(places.map((place) => [place.mutation, [...place.list, '1', ...place.inItem].join('.'), place] as const))(
    '%s: %s',
    async (mutation, at, { list, inItem, type }) => {
      const kind = getNamedType(type);
      const domain = wrongValues[kind.name];
      if (isEnumType(kind) || domain === undefined) {
        const reply = await ask(mutation, (input) => put(given(input, list), [...list, '1', ...inItem], 'no such'));
        const inWords = `"input.${at.replaceAll(/\.(\d+)/g, '[$1]')}"`;
        expect(reply.errors?.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT']);
        expect(reply.errors?.[0]?.message).toContain(inWords);
        return;
      }
      const place = inItem[0] === 'place' ? inItem.slice(0, 1) : [];
      const value = place.length > 0 ? { [inItem.at(-1) ?? '']: domain } : domain;
      const reply = await ask(mutation, (input) =>
        put(given(input, list), [...list, '1', ...(place.length > 0 ? place : inItem)], value),
      );
      expect(reply.errors).toBeUndefined();
      const fields = reply.data?.[mutation]?.userErrors.map(({ field }) => field?.join('.') ?? '') ?? [];
      const item = [...list, '1'].join('.');
      expect(fields.filter((field) => field === item || field.startsWith(`${item}.`))).not.toEqual([]);
    },
  );
});

describe('and so is what is wrong with an item beside the others or what is known', () => {
  const slotPlan = (releases: unknown) => ({ slotPlan: { releases } });
  const clinic = (more: object) => (input: object) => ({ ...input, ...more });
  test.each([
    [
      'scheduleSharedClinic',
      'HOSTING_SITE_TWICE',
      'hosts.1',
      clinic({ hosting: 'IN_TURN', hosts: [hostTwo, hostTwo] }),
    ],
    ['scheduleSharedClinic', 'MODE_NOT_OF_SERVICE', 'slotPlan.deliveryModes.2', clinic({ slotPlan: { deliveryModes: ['TELEPHONE', 'TELEPHONE', 'HOME_VISIT'] } })], // prettier-ignore
    ['scheduleSharedClinic', 'RELEASE_WAVES_DO_NOT_FIT', 'slotPlan.releases.1', clinic(slotPlan([release, { ...release, slots: 9 }]))], // prettier-ignore
    ['scheduleSharedClinic', 'ROLE_NOT_PERMITTED', 'staffing.1.role', clinic({ staffing: [physio, { ...physio, role: 'GP' }] })], // prettier-ignore
    ['scheduleSharedClinic', 'SHARES_PRACTICE_TWICE', 'sharing.fixedShares.1.practice', clinic({ sharing: { policy: 'FIXED', fixedShares: [{ practice: c.one, weight: 1 }, { practice: c.one, weight: 2 }] } })], // prettier-ignore
    ['changeSharedClinic', 'MODE_NOT_OF_SERVICE', 'slotPlan.deliveryModes.1', clinic({ slotPlan: { deliveryModes: ['TELEPHONE', 'HOME_VISIT'] } })], // prettier-ignore
    ['changeSharedClinic', 'RELEASE_WAVES_DO_NOT_FIT', 'slotPlan.releases', clinic({ staffing: [physio] })],
    ['openSite', 'ROOM_NAME_TAKEN', 'rooms.1.name', clinic({ rooms: [room('A'), room(' A ')] })],
    ['overrideShares', 'SHARES_PRACTICE_TWICE', 'shares.1.practice', clinic({ shares: [{ practice: c.one, places: 1 }, { practice: c.one, places: 1 }] })], // prettier-ignore
    ['registerClinician', 'INVALID_INPUT', 'registrations.1.body', clinic({ registrations: [hcpc, hcpc] })],
    ['registerClinician', 'REGISTRATION_TAKEN', 'registrations.1.number', clinic({ registrations: [nmc, { ...hcpc, number: 'PH000001' }] })], // prettier-ignore
    ['setWorkingPattern', 'WEEKLY_WINDOW_MALFORMED', 'windows.1', clinic({ windows: [morning, { ...morning, startTime: '18:00' }] })], // prettier-ignore
    ['setWorkingPattern', 'WEEKLY_WINDOWS_OVERLAP', 'windows.1', clinic({ windows: [morning, { ...morning, endTime: '10:00' }] })], // prettier-ignore
  ] as const)('%s: %s at %s', async (mutation, code, field, change) => {
    const reply = await ask(mutation, change);
    expect(reply.errors).toBeUndefined();
    expect(reply.data?.[mutation]?.userErrors.map((error) => [error.code, error.field?.join('.')])).toEqual([
      [code, field],
    ]);
  });
});

test('a host that moves to where another already hosts the clinic: the new place is wrong', async () => {
  await app.database.sql(
    `insert into clinic_host (clinic_id, pcn_id, position, site_id, room_id) values ($1, $2, 2, $3, $4)`,
    [a.clinic, a.pcn, a.siteTwo, a.roomTwo],
  );
  const reply = await ask('moveSharedClinicHost', (input) => input);
  expect(reply.data?.['moveSharedClinicHost']?.userErrors).toEqual([
    {
      code: 'HOSTING_SITE_TWICE',
      field: ['to', 'room'],
      message: 'Surgery two already hosts this clinic. Choose a site that is not among its hosts.',
    },
  ]);
});
