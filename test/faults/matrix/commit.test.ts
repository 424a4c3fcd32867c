import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';
import { bookDocument, bookInput } from '../../support/booking/booking-documents.js';
import { type CuttingProxy, startCuttingProxy } from '../../support/server/cutting-proxy.js';
import { expectAudited, expectSound } from '../../support/booking/expect-sound.js';
import { externalScene } from '../../support/server/fault-scene.js';
import { killServers } from '../../support/server/server-process.js';

let proxy: CuttingProxy;
let home: Awaited<ReturnType<typeof externalScene>>;
beforeAll(async () => {
  proxy = await startCuttingProxy(process.env['TEST_SUPERUSER_URL']!);
  home = await externalScene((url) => proxy.url(url));
}, 60_000);
afterAll(async () => {
  await home.close();
  await killServers();
  proxy.close();
}, 60_000);

const lost = {
  status: 503,
  data: { bookSlot: null },
  errors: [
    {
      message:
        'The database cannot be reached at the moment. Try again shortly; a change that you repeat with the same idempotencyKey happens only once.',
      locations: [{ line: 2, column: 3 }],
      path: ['bookSlot'],
      extensions: { code: 'UNAVAILABLE', requestId: expect.any(String) },
    },
  ],
};

async function oneBooking() {
  const { scene } = home;
  const session = await scene.session({ slots: 4 });
  const ask = await scene.as('care-navigator', 'E81003');
  const input = bookInput(session.slotId(1), 'E81003', 'CUT', { idempotencyKey: session.id });
  const kept = async () => scene.sql('select state from booking where session_id = $1', [session.id]);
  const repeated = async () => {
    const { data } = await ask(bookDocument, input);
    expect(data.bookSlot.userErrors).toEqual([]);
    const again = await ask(bookDocument, input);
    expect(again.data.bookSlot.booking.id).toBe(data.bookSlot.booking.id);
    await expectSound(scene, [session.id], [data.bookSlot.booking.id]);
    await expectAudited(scene);
  };
  return { kept, repeated, send: () => ask(bookDocument, input) };
}

test.each([
  ['at the insert', 0],
  ['before COMMIT', 0],
  ['after COMMIT', 1],
] as const)('a connection cut %s: the client hears of it, and its repeat books once', async (where, there) => {
  const booking = await oneBooking();
  const cut = proxy.cutNext(where);
  expect(await booking.send()).toMatchObject(lost);
  await cut;
  expect(await booking.kept()).toHaveLength(there);
  await booking.repeated();
});

test.each([
  ['before COMMIT', 0],
  ['after COMMIT', 1],
] as const)(
  'kill -9 of the server %s: after a restart the repeat books once',
  async (where, there) => {
    const { scene } = home;
    const booking = await oneBooking();
    const cut = proxy.cutNext(where, () => scene.server.kill('SIGKILL'));
    await expect(booking.send()).rejects.toThrow('fetch failed');
    await cut;
    await scene.server.exited;
    expect(await booking.kept()).toHaveLength(there);
    await scene.start();
    await booking.repeated();
  },
  60_000,
);

test('a backend that is terminated in mid-transaction: the client hears of it, and its repeat books once', async () => {
  const { scene } = home;
  const booking = await oneBooking();
  const audit = await scene.holdTable('audit_entry', 'access exclusive');
  const reply = booking.send();
  const waiters = await audit.waiters();
  const superuser = new pg.Client({ connectionString: process.env['TEST_SUPERUSER_URL'] });
  await superuser.connect();
  for (const pid of waiters) await superuser.query('select pg_terminate_backend($1, 5000)', [pid]);
  await superuser.end();
  await audit.letGo();
  expect(await reply).toMatchObject(lost);
  expect(await booking.kept()).toEqual([]);
  await booking.repeated();
});
