import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { bookDocument, bookInput } from '../../support/booking/booking-documents.js';
import { whileTableLocked } from '../../support/database/while-table-locked.js';
import { leighton, seedLeighton } from '../../support/network/leighton.js';
import { seedSession } from '../../support/sessions/seed-session.js';
import { startTestApp, type TestApp } from '../../support/server/test-app.js';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({
    now: '2026-11-23T09:00:00Z',
    statementTimeoutMs: 2000,
    limits: { requestMs: 1000, largeCommandMs: 10_000 },
    logLevel: 'debug',
  });
  await seedLeighton(app.database);
});
afterAll(() => app.close());

const leaveDocument = `mutation($input: LeaveNetworkInput!) {
  leaveNetwork(input: $input) { change { moves { text } } userErrors { code message } }
}`;
const leave = { input: { practice: 'E81003', from: '2026-12-01', source: 'a test' } };
const members = () =>
  app.database.sql('select valid_to::text from membership where practice_id = $1', [leighton.bassettRoad]);

async function told() {
  const lines = (await app.log()).map((line) => JSON.parse(line) as Record<string, unknown>);
  return lines.filter(({ command }) => command !== undefined);
}

test('a large command survives a slow database where an ordinary one is stopped, and tells how far it has come', async () => {
  const session = await seedSession(app.database, {
    startsAt: '2026-12-03T09:00:00Z',
    slots: 1,
    shares: [{ practiceId: leighton.bassettRoad, places: 1 }],
  });
  const [contracts, navigator] = await Promise.all([
    app.as('icb-contract-manager', 'QHG'),
    app.as('care-navigator', 'E81003'),
  ]);
  const large = await whileTableLocked(app.database, 'session', async () => {
    const leaving = contracts(leaveDocument, leave);
    const ordinary = await navigator(bookDocument, bookInput(session.slotId(1), 'E81003', 'SLOW-1'));
    expect(ordinary.errors).toMatchObject([{ extensions: { code: 'RATE_LIMITED', limit: 'TIME' } }]);
    // Until it is beyond what one statement of others may take, too.
    while ((await told()).length === 0) await new Promise((resolve) => setTimeout(resolve, 200));
    const running = (await (await fetch(`${app.url}/metrics`)).text()).match(/^large_commands_running .*/m);
    expect(running?.[0]).toBe('large_commands_running 1');
    await new Promise((resolve) => setTimeout(resolve, 1000));
    return { leaving };
  });
  const reply = await large.leaving;
  expect([reply.errors, reply.data?.leaveNetwork.userErrors]).toEqual([undefined, []]);
  expect(await members()).toEqual([{ valid_to: '2026-12-01' }]);
  const ofWhom = { command: 'leaveNetwork', requestId: expect.any(String), statements: expect.any(Number) };
  const lines = await told();
  expect(lines[0]).toMatchObject({ ...ofWhom, msg: 'a large command is at work', latest: 'lockSessionsOfNetworks' });
  expect(lines.at(-1)).toMatchObject({ ...ofWhom, msg: 'a large command has ended' });
  expect(lines.at(-1)?.['statements']).toBeGreaterThan(lines[0]?.['statements'] as number);
  // Its limit was its own: the connection serves others with theirs.
  expect((await navigator(bookDocument, bookInput(session.slotId(1), 'E81003', 'SLOW-2'))).errors).toBeUndefined();
});

test('its own budget ends too: it is told so in words that fit, and has changed nothing', async () => {
  const before = await members();
  const contracts = await app.as('icb-contract-manager', 'QHG');
  const reply = await whileTableLocked(app.database, 'session', () =>
    contracts(leaveDocument, { input: { ...leave.input, practice: 'E81004' } }),
  );
  const words = /^This is a large change, which may take 10 seconds, .* has changed nothing\./;
  expect(reply.errors).toMatchObject([
    { message: expect.stringMatching(words), extensions: { code: 'RATE_LIMITED', limit: 'TIME' } },
  ]);
  expect(await members()).toEqual(before);
  expect((await told()).at(-1)).toMatchObject({ msg: 'a large command was stopped, and has changed nothing' });
});
