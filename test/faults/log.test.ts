import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { WebSocket } from 'ws';
import { bookDocument, bookInput } from '../support/booking/booking-documents.js';
import { type EmbeddedScene, embeddedScene } from '../support/server/fault-scene.js';
import { leighton } from '../support/network/leighton.js';
import { killServers, processesOn } from '../support/server/server-process.js';

const number = '9434765919';
const reference = 'OWN-REF-4711';
const spellings = [number, '943 476 5919', '943-476-5919'];

let scratch: string;
let home: EmbeddedScene;
let url: string;
let token: string;

beforeAll(async () => {
  scratch = mkdtempSync(join(tmpdir(), 'log-'));
  home = await embeddedScene(scratch, { LOG_LEVEL: 'debug' });
  // A key is kept as a hash alone, so any text may be one: each spelling books a slot.
  await home.scene.session({ slots: 12, shares: [{ practiceId: leighton.bassettRoad, places: 12 }] });
  url = home.scene.address;
  token = await home.scene.token('care-navigator', 'E81003');
}, 240_000);
afterAll(async () => {
  await killServers();
  while (processesOn(scratch).length > 0) await sleep(50);
  rmSync(scratch, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 });
});

function post(body: string, headers: Record<string, string> = {}) {
  return fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, ...headers },
    body,
  });
}
async function ask(query: string, variables: object = {}): Promise<any> {
  return (await post(JSON.stringify({ query, variables }))).json();
}

/** A request with headers and a path that `fetch` would not send. */
function raw(path: string, headers: Record<string, string>) {
  return new Promise<void>((done) => {
    const sent = request(`${url}${path}`, { headers }, (reply) => reply.resume().once('end', done));
    sent.once('error', () => done());
    sent.end();
  });
}

function overWebSocket(...messages: string[]) {
  return new Promise<void>((done) => {
    const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
    socket.once('open', () => messages.forEach((message) => socket.send(message)));
    socket.once('close', () => done());
    socket.once('error', () => done());
    setTimeout(() => socket.close(), 1500);
  });
}

async function book(n: number, more: object = {}): Promise<any> {
  const found = await ask(
    `{ sharedAvailability(practice: "E81003", from: "2026-12-01", to: "2026-12-15", first: 20) {
      edges { node { slots { id } } } } }`,
  );
  const slots = found.data.sharedAvailability.edges.flatMap(({ node }: any) => node.slots);
  return bookThis(slots[n].id, more);
}

function bookThis(slot: string, more: object = {}): Promise<any> {
  return ask(bookDocument, bookInput(slot, 'E81003', reference, more));
}

describe('a whole run with LOG_LEVEL=debug', () => {
  test('of bookings, refusals, bad input and faults', async () => {
    expect((await book(0, { idempotencyKey: 'k-1' })).data.bookSlot.userErrors).toEqual([]);
    for (const text of spellings) {
      await book(1, { reference: text });
      await book(1, { idempotencyKey: text });
      await book(1, { need: text });
      await ask(bookDocument, { input: { what: { slot: text }, practice: text, reference: { text } } });
      await ask(`{ practice(by: {odsCode: "${text}"}) { name } }`);
      await ask(`{ practices(search: "${text}") { edges { node { name } } } }`);
      await ask(`{ patient_${number} }`);
      await ask(`{ broken "${text}`);
      await post(`{ "query": ${text} ${reference} no JSON`);
      await post(`${text} ${reference}`, { 'content-type': 'text/plain' });
      await post('{}', { 'content-type': `application/${number}` });
      await post('{"query":"{ me { code } }"}', { authorization: `Bearer ${text}` });
      await post('{"query":"{ me { code } }"}', { authorization: text, 'x-request-id': text, cookie: `p=${text}` });
      await raw(`/graphql?query={practice(by:{odsCode:"${number}"}){name}}&variables=${number}`, { 'x-patient': text });
      await raw(`/patients/${number}/${reference}`, { 'user-agent': text });
      await raw(`/health/${number}`, {});
      await raw(`/graphql/%E0%A4%A/${number}`, {});
      await raw(`/metrics?nhs=${number}`, {
        origin: `https://${number}.example`,
        referer: `https://x.example/${text}`,
      });
      await overWebSocket(`{"type":"connection_init","payload":{"authorization":"Bearer ${text}"}}`);
      await overWebSocket(`${text} is no message`);
      await overWebSocket(
        JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${token}`, patient: text } }),
        JSON.stringify({
          id: text,
          type: 'subscribe',
          payload: {
            query: 'subscription ($p: OdsCode!) { availabilityChanged(practice: $p) { version } }',
            variables: { p: text, reference },
          },
        }),
      );
    }
    await overWebSocket(JSON.stringify({ type: 'connection_init', payload: { patient: number.repeat(10_000) } }));
    // a fault of ours, whose own words quote the patient, in a message and in a detail
    await home.scene.sql(`create function fail_loudly() returns trigger language plpgsql as $$ begin
        raise exception 'no room for %', new.reference using detail = 'patient ${number} of ' || new.reference; end $$;
      create trigger fail_loudly before insert on booking for each row execute function fail_loudly()`);
    const failed = await book(0);
    expect(failed.errors.map(({ extensions }: any) => extensions.code)).toEqual(['INTERNAL_SERVER_ERROR']);
    expect(JSON.stringify(failed)).not.toContain(reference);
  }, 240_000);

  test('leaves no patient’s reference, NHS number, token or password in the server’s log or PostgreSQL’s', async () => {
    await home.scene.close();
    const postgres = readFileSync(join(home.folder, 'postgres.log'), 'utf8');
    const logs = { server: home.scene.server.errors(), postgres };
    expect(logs.server).toContain('fault while answering');
    expect(logs.server.split('\n').length).toBeGreaterThan(50);
    const secrets = [...spellings, reference, token, token.split('.')[2] ?? token, 'Bearer', 'k-1'];
    for (const [name, log] of Object.entries(logs)) {
      const found = log.split('\n').filter((line) => secrets.some((secret) => line.includes(secret)));
      expect({ name, found }).toEqual({ name, found: [] });
      expect(log).not.toMatch(/postgres(ql)?:\/\/[^:\s]+:[^@\s]+@/);
    }
  });
});

test('what PostgreSQL says of a refused row, which quotes its values, is kept out of its own log', async () => {
  const client = new pg.Client({ connectionString: process.env['TEST_SUPERUSER_URL'] });
  await client.connect();
  const { rows } = await client.query(
    `select name, setting from pg_settings where name in ('log_min_messages', 'log_error_verbosity', 'log_statement',
       'log_min_duration_statement', 'log_parameter_max_length_on_error', 'log_duration', 'debug_print_plan') order by 1`,
  );
  await client.end();
  expect(rows).toEqual([
    { name: 'debug_print_plan', setting: 'off' },
    { name: 'log_duration', setting: 'off' },
    { name: 'log_error_verbosity', setting: 'terse' },
    { name: 'log_min_duration_statement', setting: '-1' },
    { name: 'log_min_messages', setting: 'log' },
    { name: 'log_parameter_max_length_on_error', setting: '0' },
    { name: 'log_statement', setting: 'none' },
  ]);
});
