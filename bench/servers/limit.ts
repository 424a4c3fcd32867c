import { createServer, type IncomingMessage } from 'node:http';
import pg from 'pg';
import { authenticate } from '../../src/identity/authenticate.js';
import type { Viewer } from '../../src/identity/viewer.js';
import { connectionOf } from '../../src/platform/database/connection-settings.js';
import { beginReading } from '../../src/platform/database/read-scope.js';
import { provider, required } from './environment.js';

/**
 * The limit: an HTTP handler with nothing in it but the token's check and one hand-written statement over the product's
 * own rule of availability, in a transaction with the viewer's scope, as the app role. What begins, asks and ends
 * travels together; the statement is prepared; the rows become JSON in PostgreSQL.
 */
const ownPractice = `nullif(split_part(current_setting('app.organisations'), ',', 1), '')::uuid`;
function statementFor(practice: string): string {
  return `
  select coalesce(json_agg(json_build_object('id', p.id, 'on', p.session_on, 'startsAt', p.starts_at,
    'bookableCount', p.bookable, 'ownPlacesFree', p.own_places_free, 'poolPlacesFree', p.pool_places_free,
    'service', p.service, 'site', p.site, 'slotNumbers', p.slot_numbers, 'slotStarts', p.slot_starts)), '[]')::text as rows
  from (
    select a.*, json_build_object('id', v.id, 'code', v.code, 'name', v.name) as service,
      json_build_object('id', t.id, 'name', t.name) as site
    from shared_availability(${practice},
      $1::date::timestamp at time zone 'Europe/London', $2::date::timestamp at time zone 'Europe/London', 21) a
    join service v on v.id = a.service_id join site t on t.id = a.site_id
    order by a.starts_at, a.id
  ) p`;
}

/**
 * `WITHOUT_SCOPE` leaves the scope out, for `npm run bench -- scope`: no look-up of who asks, and, connected as a role
 * that row-level security does not bind, no policies. The practice's id is then known from the start.
 */
const withoutScope = process.env['WITHOUT_SCOPE'] === '1';
const practiceIds = new Map<string, string>();

const pool = new pg.Pool({
  ...connectionOf(required('DATABASE_URL')),
  max: 20,
  pipeline: true,
  options: '-c TimeZone=UTC',
});

async function bodyOf(request: IncomingMessage): Promise<{ variables: Record<string, string> }> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString()) as { variables: Record<string, string> };
}

const statement = statementFor(withoutScope ? '$3::uuid' : ownPractice);

async function read(viewer: Viewer, from: string, to: string): Promise<string> {
  const client = await pool.connect();
  try {
    const [, , answer] = await Promise.all([
      client.query(beginReading),
      withoutScope
        ? undefined
        : client.query({
            name: 'scope',
            text: 'select * from enter_scope($1, $2, $3, $4)',
            values: [viewer.role, viewer.organisationCode, viewer.subject, viewer.requestId],
          }),
      client.query<{ rows: string }>({
        name: 'availability',
        text: statement,
        values: [from, to, ...(withoutScope ? [practiceIds.get(viewer.organisationCode)] : [])],
      }),
      client.query('rollback'),
    ]);
    return answer.rows[0]?.rows ?? '[]';
  } finally {
    client.release();
  }
}

const server = createServer((request, response) => {
  if (request.method !== 'POST') return void response.end(); // to see whether it is there
  const answer = async () => {
    const checked = await authenticate(provider, request.headers.authorization, 'bench');
    const { variables } = await bodyOf(request);
    const { practice, from, to } = variables;
    const viewer = checked.ok ? checked.value : undefined;
    if (viewer === undefined || viewer.organisationCode !== practice) return response.writeHead(401).end();
    const rows = await read(viewer, String(from), String(to));
    return response.writeHead(200, { 'content-type': 'application/json' }).end(rows);
  };
  answer().catch((error: unknown) => {
    console.error(error);
    response.writeHead(500).end();
  });
});
if (withoutScope) {
  const { rows } = await pool.query<{ code: string; id: string }>('select ods_code as code, id from organisation');
  for (const { code, id } of rows) practiceIds.set(code, id);
}
server.listen(Number(process.env['PORT']), '127.0.0.1', () => console.error('listening'));
