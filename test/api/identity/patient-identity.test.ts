import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { GraphQLInputObjectType, getNamedType, getNullableType, type GraphQLInputType, isListType } from 'graphql';
import { committedSchema } from '../../support/graphql/committed-schema.js';
import { bookDocument, bookInput } from '../../support/booking/booking-documents.js';
import { codesOf, networksNow, nodeId, rowsOf, seedNetworks } from '../../support/network/networks.js';
import { type Snapshot, takeSnapshot } from '../../support/database/snapshot.js';
import { startTestApp, type TestApp } from '../../support/server/test-app.js';
import { askers } from './askers.js';
import { operationOf, writes } from './operations.js';
import { rows } from './permission-table.js';
import { guards } from './text-guards.js';

/** A text in which patients may be named, and where it is in a mutation's input. */
interface Text {
  readonly mutation: string;
  readonly field: string;
  readonly path: readonly string[];
}

function textsIn(mutation: string, type: GraphQLInputType, path: readonly string[], above: readonly string[]): Text[] {
  const here = getNamedType(type);
  if (!(here instanceof GraphQLInputObjectType) || above.includes(here.name)) return [];
  // Every mutation takes a key, of which only a hash is kept: see below.
  const taken = Object.values(here.getFields()).filter(({ name }) => name !== 'idempotencyKey');
  return taken.flatMap((field) => {
    const place = [...path, field.name, ...(isListType(getNullableType(field.type)) ? ['0'] : [])];
    return getNamedType(field.type).name === 'String'
      ? [{ mutation, field: `${here.name}.${field.name}`, path: place }]
      : textsIn(mutation, field.type, place, [...above, here.name]);
  });
}
const texts = Object.values(committedSchema().getMutationType()?.getFields() ?? {}).flatMap((mutation) =>
  mutation.args.flatMap((arg) => textsIn(mutation.name, arg.type, [], [])),
);

/** What else the object around the texts needs, where the usual input of the mutation does not have it. */
const others: Readonly<Record<string, object>> = {
  rooms: { name: 'Room 2', kind: 'CONSULTING', stepFree: true },
};

/** An input with a text at a path. */
function withText(input: object, [step = '', ...rest]: readonly string[], text: string): object {
  const within = (value: unknown): unknown => {
    if (rest.length === 0) return text;
    if (rest[0] !== '0') return withText(value ?? others[step] ?? {}, rest, text);
    if (rest.length === 1) return [text];
    const first = (value as object[] | undefined)?.[0] ?? others[step] ?? {};
    return [withText(first, rest.slice(1), text)];
  };
  return { ...input, [step]: within((input as Record<string, unknown>)[step]) };
}

const digits = ['9434765919', '129434765919', '9434765918', 'of 943.476.5919', 'of-943-476-5919', 'OF-943-476-5919'];
const births = ['John Smith 01/02/1960', 'john-01-02-1960', 'JOHN-01-02-60', 'John Smith, 1 February 1960'];
const repeated = /943|John Smith|01.02.(19)?60/i;

let app: TestApp;
let snapshot: Snapshot;
beforeAll(async () => {
  app = await startTestApp({ now: networksNow });
  await seedNetworks(app.database);
  snapshot = await takeSnapshot(app.database);
});
afterAll(async () => {
  await snapshot.close();
  await app.close();
});

test('every text that a mutation takes is on the list of those that patient identity is kept out of', () => {
  expect([...new Set(texts.map(({ field }) => field))].toSorted()).toEqual(Object.keys(guards).toSorted());
});

describe('digits and dates that may tell who a patient is are refused, and repeated nowhere', () => {
  const kept = texts.filter(({ field }) => guards[field] === 'refused');

  test.each(kept.map((text) => [text.mutation, text.path.join('.'), text] as const))(
    '%s: %s',
    async (name, at, text) => {
      const row = `Mutation.${name}`;
      const asker = askers[[...(rows.get(row) ?? '')].indexOf('+') - 1];
      if (asker === undefined || writes[row] === undefined) throw new Error(`nobody may ${name}`);
      const ask = await app.as(asker.role, asker.code);
      const { variables } = operationOf(row, asker);
      const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
      const document = `mutation ($input: ${type}!) { ${name}(input: $input) { userErrors { code field message } } }`;
      const refusals = await Promise.all(
        [...digits, ...births].map(async (written) => {
          const reply = await ask(document, { input: withText(variables?.['input'] as object, text.path, written) });
          expect(JSON.stringify(reply)).not.toMatch(repeated);
          return reply.data[name].userErrors.map(({ code, field }: any) => `${code} ${field?.join('.')}`);
        }),
      );
      const reference = /reference$/.test(at);
      const ofDigits = reference || name === 'cancelSession' ? 'PATIENT_REFERENCE_IS_NHS_NUMBER' : 'INVALID_INPUT';
      const ofDate = reference ? 'PATIENT_REFERENCE_MALFORMED' : 'INVALID_INPUT';
      expect(refusals.map((told) => told.at(-1))).toEqual([
        ...digits.map(() => `${ofDigits} ${at}`),
        ...births.map(() => `${ofDate} ${at}`),
      ]);
    },
  );

  test('so that none of it is in the database', async () => {
    expect(await snapshot.restore()).toEqual([]);
  });
});

test('an idempotency key is not searched: whatever it says, only a hash of it is kept, which still answers a repeat', async () => {
  const navigator = await app.as('care-navigator', codesOf('A').one);
  const slot = nodeId('Slot', `${rowsOf('A').session}/3`);
  const input = bookInput(slot, codesOf('A').one, 'R9', { idempotencyKey: 'John Smith 01/02/1960, 943 476 5919' });
  const first = await navigator(bookDocument, input);
  expect(first.data.bookSlot).toMatchObject({ booking: { reference: 'R9' }, userErrors: [] });
  expect((await navigator(bookDocument, input)).data).toEqual(first.data);
  const rowsKept = await app.database.sql<{ key: string }>('select * from idempotency_key order by created_at');
  expect(rowsKept.at(-1)?.key).toMatch(/^[A-Za-z0-9+/]{43}=$/);
  expect(JSON.stringify(rowsKept)).not.toMatch(repeated);
});

test('a reference that was kept before the rule stays, and its booking can be moved and cancelled', async () => {
  const { one } = codesOf('A');
  await app.database.sql(`update booking set reference = 'John Smith 01/02/1960' where id = $1`, [rowsOf('A').booking]);
  const navigator = await app.as('care-navigator', one);
  const booking = nodeId('Booking', rowsOf('A').booking);
  const moved = await navigator(
    `mutation ($input: MoveBookingInput!) { moveBooking(input: $input) { booking { id reference } userErrors { code } } }`,
    { input: { booking, slot: nodeId('Slot', `${rowsOf('A').session}/4`) } },
  );
  expect(moved.data.moveBooking).toMatchObject({ booking: { reference: 'John Smith 01/02/1960' }, userErrors: [] });
  const cancelled = await navigator(
    `mutation ($input: CancelBookingInput!) { cancelBooking(input: $input) { booking { state reference } userErrors { code } } }`,
    { input: { booking: moved.data.moveBooking.booking.id, reason: 'PATIENT_CANCELLED' } },
  );
  expect(cancelled.data.cancelBooking).toEqual({
    booking: { state: 'CANCELLED', reference: 'John Smith 01/02/1960' },
    userErrors: [],
  });
});
