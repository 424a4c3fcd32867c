import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { bookDocument, bookInput } from '../../support/booking/booking-documents.js';
import { seedLeighton } from '../../support/network/leighton.js';
import { seedSession } from '../../support/sessions/seed-session.js';
import { startTestApp, type TestApp } from '../../support/server/test-app.js';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ now: '2026-11-23T09:00:00Z' });
  await seedLeighton(app.database);
  const first = await seedSession(app.database, { startsAt: '2026-12-02T09:00:00Z', slots: 9 });
  await seedSession(app.database, { startsAt: '2026-12-09T09:00:00Z', slots: 6, staffed: false });
  // The clinics of these two sessions go on weekly from 14 December, unpublished.
  await app.database.sql(
    `update shared_clinic set starts_on = '2026-12-14', published_until = '2026-12-14', rrule = 'FREQ=WEEKLY;BYDAY=WE'`,
  );
  await app.database
    .sql(`insert into clinic_staffing_line (clinic_id, pcn_id, position, role_code, count, slots_per_post)
    select id, pcn_id, 1, 'FIRST_CONTACT_PHYSIOTHERAPIST', 1, 12 from shared_clinic`);
  const ask = await app.as('care-navigator', 'E81003');
  await ask(bookDocument, bookInput(first.slotId(1), 'E81003', 'CAP-1'));
});
afterAll(() => app.close());

const document = `query ($basis: PopulationBasis!, $from: Date!, $to: Date!) {
  capacity(pcn: "U15644", from: $from, to: $to, basis: $basis) {
    population { basis value countedFrom sources missing }
    weeks { weekOn planned { minutes appointments } published { minutes appointmentsPer1000 } staffed { appointments } booked { appointments minutes } }
  }
}`;
const december = { from: '2026-12-01', to: '2026-12-21' };

test('counts planned, published, staffed and booked appointments by week, per 1,000 of the named basis', async () => {
  const ask = await app.as('clinical-director', 'U15644');
  const reply = await ask(document, { ...december, basis: 'REGISTERED' });
  expect(reply.data.capacity).toEqual({
    population: {
      basis: 'REGISTERED',
      value: 53287,
      countedFrom: '2026-04-01',
      sources: ['NHS Digital, Patients Registered at a GP Practice, April 2026'],
      missing: null,
    },
    weeks: [
      {
        weekOn: '2026-11-30',
        planned: { minutes: 180, appointments: 9 },
        published: { minutes: 180, appointmentsPer1000: 0.17 },
        staffed: { appointments: 9 },
        booked: { appointments: 1, minutes: 20 },
      },
      {
        weekOn: '2026-12-07',
        planned: { minutes: 120, appointments: 6 },
        published: { minutes: 120, appointmentsPer1000: 0.11 },
        staffed: { appointments: 0 },
        booked: { appointments: 0, minutes: 0 },
      },
      {
        weekOn: '2026-12-14',
        planned: { minutes: 480, appointments: 24 },
        published: { minutes: 0, appointmentsPer1000: 0 },
        staffed: { appointments: 0 },
        booked: { appointments: 0, minutes: 0 },
      },
    ],
  });
});

test('sums a weighted list to the hundredths in which it is recorded', async () => {
  const ask = await app.as('clinical-director', 'U15644');
  const reply = await ask(document, { ...december, basis: 'WEIGHTED' });
  const { basis, value, countedFrom, missing } = reply.data.capacity.population;
  expect([basis, value, countedFrom, missing]).toEqual(['WEIGHTED', 46529.23, '2023-03-31', null]);
  expect(reply.data.capacity.weeks[0].published.appointmentsPer1000).toBe(0.19);
});

test('is null with a reason where the basis is not recorded', async () => {
  const ask = await app.as('clinical-director', 'U15644');
  const reply = await ask(document, { ...december, basis: 'PCN_ADJUSTED' });
  expect(reply.data.capacity.population).toEqual({
    basis: 'PCN_ADJUSTED',
    value: null,
    countedFrom: null,
    sources: [],
    missing: 'No PCN adjusted population of the network up to 2026-12-01 is recorded. Add it with recordPopulation.',
  });
  expect(reply.data.capacity.weeks[0].published.appointmentsPer1000).toBeNull();
});

test('is not for another network, nor for a window of ten years', async () => {
  const other = await app.as('clinical-director', 'U27128');
  expect((await other(document, { ...december, basis: 'REGISTERED' })).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  const own = await app.as('clinical-director', 'U15644');
  const long = await own(document, { from: '2026-12-01', to: '2036-12-01', basis: 'REGISTERED' });
  expect(long.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
});

test('says of a population that is not known just what the network says of it', async () => {
  const bases = ['REGISTERED', 'WEIGHTED', 'PCN_ADJUSTED'];
  // Known in part, on one basis alone, and before there were members.
  for (const [from, to] of [
    ['2026-12-01', '2026-12-31'],
    ['2026-03-31', '2026-04-01'],
    ['2019-01-01', '2019-01-31'],
  ]) {
    for (const code of ['U15644', 'U27128']) {
      const ask = await app.as('clinical-director', code);
      const asked = bases.map(
        (basis) => `${basis}: capacity(pcn: "${code}", from: "${from}", to: "${to}", basis: ${basis}) {
          population { basis value countedFrom countedTo sources reason: missing } }`,
      );
      const reply = await ask(`{ ${asked.join(' ')} pcn(by: {odsCode: "${code}"}, asOf: "${from}") {
        populations { basis value countedFrom countedTo sources reason } } }`);
      expect(reply.errors).toBeUndefined();
      expect(bases.map((basis) => reply.data[basis].population)).toEqual(reply.data.pcn.populations);
    }
  }
});
