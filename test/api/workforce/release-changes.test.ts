import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { globalId } from '../../../src/platform/ids/global-id.js';
import { changing, checksums } from '../../support/database/changes.js';
import { leighton, leightonIds, seedLeighton } from '../../support/network/leighton.js';
import { seedSession } from '../../support/sessions/seed-session.js';
import { type Ask, startTestApp, type TestApp } from '../../support/server/test-app.js';

const clinician = leightonIds.sharedPhysiotherapist;
const clinicianId = leighton.sharedPhysiotherapist;
const shown = 'release { id minutesPerWeek from to state changeReason viewerCanChange }';

let app: TestApp;
let employer: Ask;
/** Of 1,000 minutes to the employer's own network, and as much to a network of others. */
let own: string;
let lent: string;
beforeEach(async () => {
  app = await startTestApp({ now: '2026-11-23T09:00:00Z' });
  await seedLeighton(app.database);
  employer = await app.as('practice-manager', 'E81004');
  const idOf = async (pcnId: string) => {
    const text = 'select id from pool_release where clinician_id = $1 and pcn_id = $2';
    const [row] = await app.database.sql<{ id: string }>(text, [clinicianId, pcnId]);
    return globalId('PoolRelease', row?.id ?? '');
  };
  [own, lent] = [await idOf(leighton.pcn), await idOf(leighton.otherPcn)];
});
afterEach(() => app.close());

function work(startsAt: string, pcnId: string = leighton.pcn) {
  return seedSession(app.database, { startsAt, slots: 6, clinicianId, pcnId });
}
function releases() {
  return app.database.sql(
    `select minutes_per_week, valid_from::text, valid_to::text, state from pool_release
     where clinician_id = $1 and pcn_id = $2 order by valid_from`,
    [clinicianId, leighton.pcn],
  );
}
const ending = { from: '2026-12-07', reason: 'Needed here' };

test('minutes change from a day on, and earlier days keep theirs; the dry run says the same', async () => {
  await work('2026-12-09T09:00:00Z');
  const input = { release: own, minutesPerWeek: 1250, from: '2026-12-07', reason: 'More hours' };
  const before = await checksums(app.database);
  const tried = await changing(employer, 'changeRelease', { ...input, dryRun: true });
  expect(await checksums(app.database)).toEqual(before);
  const done = await changing(employer, 'changeRelease', input, shown);
  expect(done).toMatchObject({
    release: { minutesPerWeek: 1250, from: '2026-12-07', to: null, state: 'ACCEPTED', changeReason: 'More hours' },
    userErrors: [],
    change: { performed: true, told: [{ organisation: { odsCode: 'U15644' } }] },
  });
  expect(done.change?.moves.map(({ text }) => text)).toEqual(tried.change?.moves.map(({ text }) => text));
  expect(await releases()).toEqual([
    { minutes_per_week: 1000, valid_from: '2024-01-01', valid_to: '2026-12-07', state: 'ACCEPTED' },
    { minutes_per_week: 1250, valid_from: '2026-12-07', valid_to: null, state: 'ACCEPTED' },
  ]);
  const more = { release: lent, minutesPerWeek: 1001, from: '2026-12-08', reason: 'More' };
  expect((await changing(employer, 'changeRelease', more)).userErrors).toMatchObject([
    { code: 'RELEASE_EXCEEDS_CONTRACT', field: ['minutesPerWeek'] },
  ]);
});

test('the minutes of a network of others wait for it, and work that they would cover is in the way', async () => {
  await work('2026-12-02T09:00:00Z', leighton.otherPcn);
  const after = await work('2026-12-09T09:00:00Z', leighton.otherPcn);
  const input = { release: lent, minutesPerWeek: 500, from: '2026-12-07', reason: 'Fewer hours' };
  const refused = await changing(employer, 'changeRelease', input);
  expect(refused.change?.clashes.map(({ on }) => on)).toEqual(['2026-12-09']);
  const open = { ...input, affectedAssignments: 'OPEN' };
  const done = await changing(employer, 'changeRelease', open, shown);
  expect(done).toMatchObject({ userErrors: [], release: { state: 'OFFERED', minutesPerWeek: 500 } });
  const ended = await app.database.sql(`select session_id, ended_reason from assignment where state = 'ENDED'`);
  expect(ended).toEqual([{ session_id: after.id, ended_reason: 'Release changed' }]);
});

test('a release ends: work of its network from then on is in the way or opened, other work stays', async () => {
  await work('2026-12-02T09:00:00Z');
  const after = await work('2026-12-09T09:00:00Z');
  await work('2026-12-10T09:00:00Z', leighton.otherPcn);
  const refused = await changing(employer, 'endRelease', { release: own, ...ending });
  expect(refused.change?.clashes.map(({ id }) => id)).toEqual([after.globalId]);
  const open = { release: own, ...ending, affectedAssignments: 'OPEN' };
  const done = await changing(employer, 'endRelease', open, shown);
  expect(done).toMatchObject({
    userErrors: [],
    release: { to: '2026-12-07', changeReason: 'Needed here', viewerCanChange: true },
  });
  const ended = await app.database.sql(`select session_id, ended_reason from assignment where state = 'ENDED'`);
  expect(ended).toEqual([{ session_id: after.id, ended_reason: 'Release ended' }]);
  expect((await changing(employer, 'endRelease', open)).userErrors).toMatchObject([{ code: 'LENDING_ENDED' }]);
});

test('a release that has not begun is gone when it ends', async () => {
  const document = `mutation ($input: ChangeReleaseInput!) { changeRelease(input: $input) { release { id } } }`;
  const input = { release: own, minutesPerWeek: 500, from: '2027-01-04', reason: 'Fewer hours' };
  const next = (await employer(document, { input })).data.changeRelease.release.id as string;
  const done = await changing(employer, 'endRelease', { release: next, from: '2026-12-21', reason: 'Not so' }, shown);
  expect(done).toMatchObject({ userErrors: [], release: null, change: { performed: true } });
  expect(await releases()).toMatchObject([{ minutes_per_week: 1000, valid_to: '2027-01-04' }]);
});

test('nobody is assigned on a release that ends at the same time', async () => {
  const session = await seedSession(app.database, { startsAt: '2026-12-09T09:00:00Z', slots: 6 });
  await app.database.sql(`update assignment set state = 'ENDED', ended_at = now(), ended_reason = 'test'`);
  const director = await app.as('clinical-director', 'U15644');
  const assign = `mutation ($input: AssignClinicianInput!) { assignClinician(input: $input) { userErrors { code } } }`;
  const [ended, assigned] = await Promise.all([
    changing(employer, 'endRelease', { release: own, ...ending }),
    director(assign, { input: { session: session.globalId, clinician } }),
  ]);
  const problems = [...ended.userErrors, ...assigned.data.assignClinician.userErrors].map(({ code }) => code);
  expect([['CHANGE_CLASHES'], ['NOT_RELEASED']]).toContainEqual(problems);
});

test('of two changes of one contract at once, no more than is contracted is released', async () => {
  const change = (release: string) =>
    changing(employer, 'changeRelease', { release, minutesPerWeek: 1250, from: '2026-12-07', reason: 'More hours' });
  const replies = await Promise.all([change(own), change(lent)]);
  expect(replies.flatMap(({ userErrors }) => userErrors.map(({ code }) => code))).toEqual(['RELEASE_EXCEEDS_CONTRACT']);
});
