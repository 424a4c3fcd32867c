import { readFileSync } from 'node:fs';
import { peerDocument, peerSchema } from './servers/peer.sql.js';
import { startBookings } from './support/bookings.js';
import { fortyNetworks as country } from './support/data.js';
import { questionsOf, requestsOf, runSql } from './support/questions.js';
import { type Ask, load, median } from './support/load.js';
import { say } from './support/report.js';
import { onStage } from './support/stage.js';
import { productEnvironment } from './support/server.js';

const rounds = Number(process.env['BENCH_ROUNDS'] ?? 7);
const seconds = Number(process.env['BENCH_SECONDS'] ?? 3);
const compared = 100;

const document = readFileSync(new URL('../../schema/operations/shared-availability.graphql', import.meta.url), 'utf8');

/** One answer in a form of its own, so that the three can be compared. */
interface Row {
  id: string;
  on: string;
  startsAt: number;
  counts: readonly number[];
  service: readonly string[];
  site: readonly string[];
  slots: readonly string[];
}

/** What one of our ids names: `Type:key`. */
function whole(id: string): string {
  return Buffer.from(id, 'base64url').toString().split(':')[1] ?? id;
}
function keyOf(id: string): string {
  return whole(id).split('/')[0] ?? id;
}
function theirKey(id: string): string {
  return (JSON.parse(Buffer.from(id, 'base64').toString()) as string[])[1] ?? id;
}
const wallClock = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', hour: '2-digit', minute: '2-digit' });

function ourRows(reply: any): Row[] {
  return reply.data.sharedAvailability.edges.map(({ node }: any) => ({
    id: keyOf(node.id),
    on: node.on,
    startsAt: Date.parse(node.startsAt),
    counts: [node.bookableCount, node.ownPlacesFree, node.poolPlacesFree],
    service: [keyOf(node.service.id), node.service.code, node.service.name],
    site: [keyOf(node.site.id), node.site.name],
    slots: node.slots.map((slot: any) => `${whole(slot.id)} ${slot.startTime}`),
  }));
}

function peerRows(reply: any): Row[] {
  return reply.data.sharedAvailability.edges.map(({ node }: any) => ({
    id: theirKey(node.id),
    on: node.onDay,
    startsAt: Date.parse(node.startsAt),
    counts: [node.bookableCount, node.ownPlacesFree, node.poolPlacesFree],
    service: [theirKey(node.service.id), node.service.code, node.service.name],
    site: [theirKey(node.site.id), node.site.name],
    slots: node.slots.nodes.map((slot: any) => `${slot.rowId} ${slot.startTime}`),
  }));
}

function limitRows(reply: any): Row[] {
  return reply.slice(0, 20).map((row: any) => ({
    id: row.id,
    on: row.on,
    startsAt: Date.parse(row.startsAt),
    counts: [row.bookableCount, row.ownPlacesFree, row.poolPlacesFree],
    service: [row.service.id, row.service.code, row.service.name],
    site: [row.site.id, row.site.name],
    slots: row.slotNumbers
      .map((number: number, i: number) => ({ number, start: row.slotStarts[i] }))
      .sort((a: any, b: any) => a.start - b.start || a.number - b.number)
      .map(({ number, start }: any) => `${row.id}/${number} ${wallClock.format(start * 1000)}`),
  }));
}

async function sameRows(asks: readonly { name: string; ask: Ask; rows: (reply: any) => Row[] }[]): Promise<void> {
  for (let i = 0; i < compared; i += 1) {
    const answers = await Promise.all(asks.map(async ({ ask, rows }) => JSON.stringify(rows(await ask(i * 97)))));
    const [first] = answers;
    const slots = (JSON.parse(first ?? '[]') as Row[]).reduce((sum, row) => sum + row.slots.length, 0);
    if (slots !== 320) throw new Error(`question ${i} has ${slots} slots to answer with, not 20 x 16`);
    for (const [at, answer] of answers.entries()) {
      if (answer !== first)
        throw new Error(`${asks[at]?.name} answers otherwise:\n${first?.slice(0, 1000)}\n${answer.slice(0, 1000)}`);
    }
  }
  say(`${compared} answers of 20 sessions x 16 slots are alike, value by value`);
}

/** @returns the figures of the issue: requests a second and 99th percentiles, medians of the rounds. */
export function run(): Promise<Record<string, unknown>> {
  return onStage(async ({ postgres, identity, atEnd, start }) => {
    const urls = await postgres.database('bench', country);
    await runSql(urls.owner, peerSchema);
    const questions = await questionsOf(urls.superuser, country);
    const bodies = (query: string, more: object) =>
      requestsOf(questions, identity, (variables) => ({ query, variables: { ...variables, ...more } }));
    const plain = { DATABASE_URL: urls.app, ...identity.environment };
    const ours = await start('src/main.js', productEnvironment(urls, identity), '/health/ready');
    const servers = [
      { name: 'ours', url: `${ours.url}/graphql`, requests: await bodies(document, { first: 20 }), rows: ourRows },
      {
        name: 'peer',
        url: `${(await start('bench/servers/peer.js', plain, '/graphql')).url}/graphql`,
        requests: await bodies(peerDocument, {}),
        rows: peerRows,
      },
      {
        name: 'limit',
        url: (await start('bench/servers/limit.js', plain, '/')).url,
        requests: await bodies('', {}),
        rows: limitRows,
      },
    ].map((server) => ({ ...server, ...load(server.url, server.requests) }));
    await sameRows(servers);

    for (const server of servers) await server.run(Math.max(3, seconds));
    const bookings = await startBookings(ours.url, urls.superuser, identity, 5);
    atEnd(() => bookings.stop());
    const results = new Map(servers.map(({ name }) => [name, { perS: [] as number[], p99: [] as number[] }]));
    for (let round = 1; round <= rounds; round += 1) {
      for (const server of servers) {
        const { perS, p99 } = await server.run(seconds);
        results.get(server.name)?.perS.push(perS);
        results.get(server.name)?.p99.push(p99);
        say(`round ${round}: ${server.name} ${Math.round(perS)} a second, p99 ${p99} ms`);
      }
    }
    say(`${await bookings.stop()} bookings were made meanwhile`);
    const of = (name: string, what: 'perS' | 'p99') => median(results.get(name)?.[what] ?? []);
    const [oursPerS, peerPerS, limitPerS] = ['ours', 'peer', 'limit'].map((name) => of(name, 'perS')) as [
      number,
      number,
      number,
    ];
    return {
      name: 'availability',
      oursPerS: Math.round(oursPerS),
      peerPerS: Math.round(peerPerS),
      limitPerS: Math.round(limitPerS),
      ratioToPeer: Number((oursPerS / peerPerS).toFixed(2)),
      ratioToLimit: Number((oursPerS / limitPerS).toFixed(2)),
      oursP99Ms: of('ours', 'p99'),
      peerP99Ms: of('peer', 'p99'),
      limitP99Ms: of('limit', 'p99'),
    };
  });
}
