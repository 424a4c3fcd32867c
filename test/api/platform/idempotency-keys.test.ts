import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  type GraphQLInputField,
  type GraphQLOutputType,
  getNamedType,
  getNullableType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { globalId, parseGlobalId } from '../../../src/platform/ids/global-id.js';
import { committedSchema } from '../../support/graphql/committed-schema.js';
import { type Snapshot, takeSnapshot } from '../../support/database/snapshot.js';
import { networksNow, seedNetworks } from '../../support/network/networks.js';
import { type Reply, startTestApp, type TestApp } from '../../support/server/test-app.js';
import { askers } from '../identity/askers.js';
import { operationOf, writes } from '../identity/operations.js';
import { rows } from '../identity/permission-table.js';

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

const built = committedSchema();

function typeNamed(mutation: string, suffix: string) {
  return built.getType(`${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}${suffix}`);
}

/** All that can be asked of a type without arguments, so many objects deep. */
function selectionOf(type: GraphQLOutputType, depth: number): string {
  const named = getNamedType(type);
  if (!isObjectType(named)) return '__typename';
  const fields = Object.values(named.getFields())
    .filter(({ args }) => !args.some((argument) => isNonNullType(argument.type)))
    .flatMap((field) => {
      const of = getNamedType(field.type);
      if (!isObjectType(of)) return 'getFields' in of || 'getTypes' in of ? [] : [field.name];
      const many = isListType(getNullableType(field.type)) || of.name.endsWith('Connection');
      const report = ['ChangeReport', 'Change', 'UserError', 'Warning'].includes(of.name);
      return report || (depth > 0 && !many) ? [`${field.name} { ${selectionOf(of, report ? 1 : depth - 1)} }`] : [];
    });
  return ['__typename', ...fields].join(' ');
}

/** Another value of a field's type, which need not name anything that is there. */
function otherThan({ type }: GraphQLInputField, value: unknown): unknown {
  switch (getNamedType(type).name) {
    case 'ID':
      return globalId(parseGlobalId(value as string)?.type ?? '', '00000000-0000-4000-8000-00000000ffff');
    case 'OdsCode':
      return isListType(getNullableType(type)) ? ['ZZ999'] : 'ZZ999';
    case 'String':
      return `${String(value)} again`;
    default:
      return undefined;
  }
}
function withAnother(mutation: string, input: Record<string, unknown>): Record<string, unknown> {
  const type = typeNamed(mutation, 'Input');
  const fields = isInputObjectType(type) ? type.getFields() : {};
  for (const [name, value] of Object.entries(input)) {
    const field = fields[name];
    const other = field && otherThan(field, value);
    if (other !== undefined) return { ...input, [name]: other };
  }
  throw new Error(`no field of ${mutation} to change`);
}

function told({ data, errors }: Reply<any>) {
  return { data, errors: errors?.map(({ path, extensions }) => [path, extensions.code]) };
}
async function changes(): Promise<number> {
  return (await app.database.sql<{ n: number }>('select count(*)::int as n from audit_entry'))[0]?.n ?? NaN;
}

describe('with an idempotency key a mutation happens once', () => {
  test.each(Object.keys(writes))('%s', async (row) => {
    const asker = askers[[...(rows.get(row) ?? '')].indexOf('+') - 1];
    if (asker === undefined) throw new Error(`nobody may do ${row}`);
    const ask = await app.as(asker.role, asker.code);
    const name = /\.(\w+)/.exec(row)?.[1] ?? '';
    const payload = typeNamed(name, 'Payload');
    if (!isObjectType(payload)) throw new Error(`${name} has no payload`);
    const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
    const document = `mutation ($input: ${type}!) { ${name}(input: $input) { ${selectionOf(payload, 1)} } }`;
    const input = operationOf(row, asker).variables?.['input'] as Record<string, unknown>;
    const keyed = { ...input, idempotencyKey: `once-${row}` };

    const before = await changes();
    const first = await ask(document, { input: keyed });
    expect(first.data[name].userErrors).toEqual([]);
    const done = await changes();
    expect(done).toBeGreaterThan(before);
    const again = await ask(document, { input: keyed });
    expect(told(again)).toEqual(told(first));
    expect(await changes()).toBe(done);

    const other = await ask(document, { input: withAnother(name, keyed) });
    expect(other.data[name].userErrors).toEqual([
      expect.objectContaining({ code: 'CONFLICT', field: ['idempotencyKey'] }),
    ]);
    expect(await changes()).toBe(done);
    await snapshot.restore();
  });
});

test('a key of spaces and letters outside ASCII is refused by every mutation alike, and so is one that is too long', async () => {
  const ask = await app.as('clinical-director', askers.find(({ role }) => role === 'clinical-director')?.code ?? '');
  const input = operationOf('Mutation.publishSessions', undefined).variables?.['input'] as object;
  const document = `mutation ($input: PublishSessionsInput!) { publishSessions(input: $input) { userErrors { code field } } }`;
  for (const idempotencyKey of ['', 'clé', 'k'.repeat(101)]) {
    const reply = await ask(document, { input: { ...input, idempotencyKey } });
    expect(reply.data.publishSessions.userErrors).toEqual([{ code: 'INVALID_INPUT', field: ['idempotencyKey'] }]);
  }
});
