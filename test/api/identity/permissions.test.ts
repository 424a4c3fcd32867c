import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createClient } from 'graphql-ws';
import { isInterfaceType, isListType, isObjectType } from 'graphql';
import WebSocket from 'ws';
import { committedSchema } from '../../support/graphql/committed-schema.js';
import { codesOf, networksNow, nodeId, rowsOf, seedNetworks } from '../../support/network/networks.js';
import { type Snapshot, takeSnapshot } from '../../support/database/snapshot.js';
import { type Ask, type Reply, startTestApp, type TestApp } from '../../support/server/test-app.js';
import { type Asker, askers, clusters } from './askers.js';
import {
  entryOfTrail,
  type Operation,
  operationOf,
  promises,
  promisedWith,
  reads,
  withoutPromise,
  writes,
} from './operations.js';
import { rows } from './permission-table.js';

let app: TestApp;
let snapshot: Snapshot;
let ask: readonly Ask[];
/** What each asker was really answered, by row. */
const outcomes = new Map<string, string>();

beforeAll(async () => {
  app = await startTestApp({ now: networksNow });
  await seedNetworks(app.database);
  snapshot = await takeSnapshot(app.database);
  ask = await Promise.all(askers.map(({ role, code }) => app.as(role, code)));
  const trail = await (await app.as('clinical-director', codesOf('A').pcn))('{ auditTrail { edges { node { id } } } }');
  entryOfTrail.id = trail.data.auditTrail.edges[0].node.id;
});
afterAll(async () => {
  await snapshot.close();
  await app.close();
});

function valueAt(data: unknown, path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (value, step) => (value as Record<string | number, unknown> | null | undefined)?.[step],
    data,
  );
}

function letterOf(code: string): string {
  return { FORBIDDEN: 'F', NOT_FOUND: 'N', UNAUTHENTICATED: 'U' }[code] ?? `[${code}]`;
}

/** The letter of the permission table for a reply; a reply without a letter is shown in brackets. */
function outcomeOf(reply: Reply<unknown>, { at }: Operation): string {
  const [error] = reply.errors ?? [];
  if (error !== undefined) return letterOf(error.extensions.code);
  const userErrors = valueAt(reply.data, [at[0] ?? '', 'userErrors']) as
    { code: string; message: string }[] | undefined;
  const [refused] = userErrors ?? [];
  if (refused !== undefined) return ['FORBIDDEN', 'NOT_FOUND'].includes(refused.code) ? letterOf(refused.code) : `[${refused.code}: ${refused.message}]`; // prettier-ignore
  const value = valueAt(reply.data, at);
  // What was done is shown, or the payload says that it is not.
  const withheld = valueAt(reply.data, [at[0] ?? '', 'resultWithheld']);
  if (withheld !== undefined && withheld !== (value === null)) return `[withheld: ${JSON.stringify(withheld)}]`;
  return value == null || (Array.isArray(value) && value.every((item) => item === null)) ? '-' : '+';
}

/** Cells as the table writes them: who has no token, then the clusters. */
function written(cells: readonly string[]): string {
  const left = [...cells];
  return [left.shift(), ...clusters.map((cluster) => left.splice(0, cluster.length).join(''))].join(' ');
}
function expected(row: string): string {
  return written([...(rows.get(row) ?? '')]);
}

async function asked(row: string, asker: Asker | undefined, as: Ask): Promise<string> {
  const operation = operationOf(row, asker);
  const reply = await as(operation.document, operation.variables);
  const outcome = outcomeOf(reply, operation);
  if (!row.startsWith('Node.') || asker === undefined) return outcome;
  // The list of nodes is no way round the single one.
  const listed = outcomeOf({ ...reply, data: { node: reply.data?.nodes?.[0] } }, operation);
  return listed === outcome ? outcome : `[node ${outcome}, nodes ${listed}]`;
}

describe('the permission table', () => {
  test('has a row for every root field, node type and field that promises a change, and none too many', async () => {
    const built = committedSchema();
    const fieldsOf = (type: string) => {
      const found = built.getType(type);
      return isObjectType(found) ? Object.keys(found.getFields()).map((field) => `${type}.${field}`) : [];
    };
    const node = built.getType('Node');
    if (!isInterfaceType(node)) throw new Error('Node is an interface');
    const nodes = built.getPossibleTypes(node).map(({ name }) => `Node.${name}`);
    const roots = ['Query', 'Mutation', 'Subscription'].flatMap(fieldsOf);
    const known = new Set([...rows.keys()].map((row) => row.replace(/ \(.*/, '')));
    expect([...roots, ...nodes].filter((name) => !known.has(name))).toEqual([]);
    expect([...known].filter((row) => /^(Query|Mutation|Subscription|Node)\./.test(row) && ![...roots, ...nodes].includes(row))).toEqual([]); // prettier-ignore

    const promising = Object.values(built.getTypeMap()).flatMap((type) =>
      isObjectType(type) ? fieldsOf(type.name).filter((field) => /\.viewerCan/.test(field)) : [],
    );
    expect(promises.map(([type, , field]) => `${type}.${field}`).sort()).toEqual(promising.sort());
  });

  // Decision 111. What hangs on a thing that is not there for the asker cannot tell the two apart, so its dashes stay.
  test('withholds in one way: what an organisation keeps is refused, never null in silence; what is told of others is null', () => {
    const built = committedSchema();
    const ofOrganisations = [
      'PrimaryCareNetwork',
      'Practice',
      'Provider',
      'IntegratedCareBoard',
      'SubIntegratedCareBoard',
    ];
    const fields = [...rows].filter(([row]) => !/^(Query|Mutation|Subscription|Node)\./.test(row));
    // A director may ask about any practice, and a lender about the clinics that it serves, but finds only its own: a
    // list without rows, which is not null.
    const rowByRow = [
      'Practice.bookings',
      'Practice.waitingList',
      'PrimaryCareNetwork.rota',
      'PrimaryCareNetwork.sharedClinics',
    ];
    const broken = fields.filter(
      ([row, cells]) =>
        !rowByRow.includes(row) && cells.includes(ofOrganisations.includes(row.split('.')[0] ?? '') ? '-' : 'F'),
    );
    expect(broken).toEqual([]);

    // A list of an organisation that may be null is one that is withheld: it has a row above, and says where to look.
    const lists = ofOrganisations.flatMap((name) => {
      const type = built.getType(name);
      const all = isObjectType(type) ? Object.values(type.getFields()) : [];
      return all
        .filter(({ type: of }) => isListType(of) || (isObjectType(of) && of.name.endsWith('Connection')))
        .map(({ name: field, description }) => ({ row: `${name}.${field}`, description: description ?? '' }));
    });
    expect(
      lists.filter(({ row, description }) => !rows.has(row) || !/is refused; see `errors`/.test(description)),
    ).toEqual([]);
    expect(lists.length).toBeGreaterThanOrEqual(8);
  });

  test('asks for each of its rows', () => {
    const asking = [...Object.keys(reads), ...Object.keys(writes), 'Subscription.availabilityChanged'];
    expect(asking.sort()).toEqual([...rows.keys()].sort());
    expect([...rows].filter(([, cells]) => cells.length !== askers.length + 1)).toEqual([]);
  });

  test.each(Object.keys(reads))('%s', async (row) => {
    const cells = await Promise.all([app.withHeader(), ...ask].map((as, i) => asked(row, askers[i - 1], as)));
    expect(written(cells)).toBe(expected(row));
  });

  test.each(Object.keys(writes))('%s', async (row) => {
    const everyone = [app.withHeader(), ...ask];
    const cells: string[] = [];
    const allowed = [...(rows.get(row) ?? '')].map((cell) => cell === '+');
    // Refused requests change nothing, so all of them can be sent at once.
    await Promise.all(
      everyone.map(async (as, i) => {
        if (!allowed[i]) cells[i] = await asked(row, askers[i - 1], as);
      }),
    );
    const changed = await snapshot.restore();
    if (changed.length > 0) cells.push(`[a refusal changed ${changed.join()}]`);
    for (const [i, as] of everyone.entries()) {
      if (!allowed[i]) continue;
      cells[i] = await asked(row, askers[i - 1], as);
      if ((await snapshot.restore()).length === 0) cells[i] += '[changed nothing]';
    }
    outcomes.set(row, cells.slice(1).join(''));
    expect(written(cells)).toBe(expected(row));
  });

  test('Subscription.availabilityChanged', async () => {
    const tokens = await Promise.all(askers.map(({ role, code }) => app.token(role, code)));
    const heard = [undefined, ...tokens].map(async (token) => {
      const client = createClient({
        url: app.url.replace('http', 'ws') + '/graphql',
        webSocketImpl: WebSocket,
        retryAttempts: 0,
        connectionParams: token === undefined ? {} : { authorization: `Bearer ${token}` },
      });
      const events = client.iterate<{ availabilityChanged: { sessionIds: string[] } }>({
        query: `subscription { availabilityChanged(pcn: "${codesOf('A').pcn}") { pcn sessionIds version } }`,
      });
      try {
        const { value } = await events.next();
        const [error] = (value?.errors ?? []) as { extensions?: { code?: string } }[];
        if (error !== undefined) return letterOf(error.extensions?.code ?? '');
        return value?.data?.availabilityChanged.sessionIds.length === 1 ? '+' : '-';
      } catch (errors) {
        return letterOf((errors as { extensions?: { code?: string } }[])[0]?.extensions?.code ?? String(errors));
      } finally {
        await client.dispose();
      }
    });
    // Those who may listen hear the first change after they have begun to; until all have answered there is a change
    // every moment.
    let waiting = true;
    const all = Promise.all(heard).finally(() => (waiting = false));
    while (waiting) {
      await app.database.sql(`select notify_session($1), notify_session($2)`, [
        rowsOf('B').session,
        rowsOf('A').session,
      ]);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    expect(written(await all)).toBe(expected('Subscription.availabilityChanged'));
  });
});

describe('what a front end is told that it may do', () => {
  test('is told of every mutation by a viewerCan… field, its own or one for several, or there is a reason', () => {
    const promised = new Set(promises.map(([, , , row]) => row.replace(/ \(.*/, '')));
    const mutations = Object.keys(committedSchema().getMutationType()?.getFields() ?? {});
    const ways = mutations
      .map((name) => `Mutation.${name}`)
      .map((row) => ({
        row,
        ways: [promised.has(row), row in promisedWith, row in withoutPromise].filter((way) => way).length,
      }));
    expect(ways.filter((each) => each.ways !== 1)).toEqual([]);
    const allowed = (row: string) => (rows.get(row) ?? '').replace(/[^+]/g, '.');
    for (const [row, other] of Object.entries(promisedWith)) {
      expect(promised.has(other)).toBe(true);
      expect({ row, allowed: allowed(row) }).toEqual({ row, allowed: allowed(other) });
    }
  });

  test.each(promises)('%s %s: %s says what %s then does', async (type, key, field, row) => {
    const document =
      type === 'SessionShare'
        ? `query ($id: ID!) { node(id: $id) { ... on Session { shares { practice { odsCode } ${field} } } } }`
        : `query ($id: ID!) { node(id: $id) { ... on ${type} { ${field} } } }`;
    const telling = ask.map(async (as, i) => {
      // A partner's own booking is what it moves and cancels.
      const { booking, bookingOfPartner, cancelledBooking, cancelledOfPartner } = rowsOf('A');
      const ofPartner = new Map<string, string>([
        [booking, bookingOfPartner],
        [cancelledBooking, cancelledOfPartner],
      ]);
      const own = askers[i]?.code === codesOf('A').partner ? (ofPartner.get(key) ?? key) : key;
      const { data } = await as(document, { id: nodeId(type === 'SessionShare' ? 'Session' : type, own) });
      const read = data?.node as Record<string, unknown> | null;
      const shares = read?.['shares'] as { practice: { odsCode: string }; [field: string]: unknown }[] | undefined;
      const source =
        type === 'SessionShare' ? shares?.find(({ practice }) => practice.odsCode === codesOf('A').one) : read;
      return source?.[field] === true ? '+' : '.';
    });
    const told = await Promise.all(telling);
    expect(written(['', ...told])).toBe(written(['', ...[...(outcomes.get(row) ?? '')].map((cell) => (cell === '+' ? '+' : '.'))])); // prettier-ignore
  });
});
