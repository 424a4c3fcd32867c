import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { resolve } from 'node:path';
import { bookDocument, bookInput, cancelDocument } from '../../support/booking/booking-documents.js';
import { expectAudited, expectJobsDone } from '../../support/booking/expect-sound.js';
import { embeddedScene, type EmbeddedScene, until } from '../../support/server/fault-scene.js';
import { leightonIds } from '../../support/network/leighton.js';
import { killServers, runServer } from '../../support/server/server-process.js';

const sessions = 12;
const waitDocument = `mutation ($input: WaitForSlotInput!) {
  waitForSlot(input: $input) { waitingEntry { id } userErrors { code field message } }
}`;

let home: EmbeddedScene;
beforeAll(async () => {
  home = await embeddedScene();
}, 60_000);
afterAll(async () => {
  await home.close();
  await killServers();
}, 60_000);

test('kill -9 of a worker during its jobs: another does them, and each has its effect once', async () => {
  const { scene, folder } = home;
  const worker = runServer({
    env: { PCN_DATA_DIR: folder, LOG_LEVEL: 'warn' },
    command: [process.execPath, resolve('dist/src/cli.js'), 'worker'],
  });
  await worker.says(/^The worker is running/m);

  // Every session is full, and one patient waits for its day.
  const ask = await scene.as('care-navigator', 'E81003');
  const bookings: string[] = [];
  for (let n = 0; n < sessions; n += 1) {
    const session = await scene.session({ slots: 1 });
    const [row] = await scene.sql<{ from: string; to: string }>(
      `select session_on::text as from, (session_on + 1)::text as to from session where id = $1`,
      [session.id],
    );
    const booked = await ask(bookDocument, bookInput(session.slotId(1), 'E81003', `GIVES-${n}`));
    bookings.push(booked.data.bookSlot.booking.id);
    const common = { practice: 'E81003', channel: 'PHONE', need: 'MUSCULOSKELETAL' };
    const waits = await ask(waitDocument, {
      input: { ...common, service: leightonIds.service, reference: `WAITS-${n}`, from: row!.from, to: row!.to },
    });
    expect(waits.data.waitForSlot.userErrors).toEqual([]);
  }

  // Jobs of both workers begin, and wait in mid-transaction.
  const held = await scene.holdTable('waiting_entry', 'exclusive');
  for (const booking of bookings) {
    const { data } = await ask(cancelDocument, { input: { booking, reason: 'PATIENT_CANCELLED' } });
    expect(data.cancelBooking.userErrors).toEqual([]);
  }
  const lockedBy = async () =>
    scene.sql<{ locked_by: string }>(`select distinct locked_by from graphile_worker.jobs where locked_by is not null`);
  await until(async () => (await lockedBy()).length === 2);
  worker.kill('SIGKILL');
  await worker.exited;
  await held.letGo();

  const states = () =>
    scene.sql(`select w.state, b.state as offer, count(*)::int as n from waiting_entry w
    left join booking b on b.id = w.offered_booking_id group by 1, 2`);
  await until(
    async () => JSON.stringify(await states()) === JSON.stringify([{ state: 'OFFERED', offer: 'HELD', n: sessions }]),
    60_000,
  );
  expect(await scene.sql(`select count(*)::int as n from booking where state = 'HELD'`)).toEqual([{ n: sessions }]);
  await expectJobsDone(scene);
  await expectAudited(scene);
}, 180_000);
