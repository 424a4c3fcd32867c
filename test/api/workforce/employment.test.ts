import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { globalId } from '../../../src/platform/ids/global-id.js';
import { leighton, leightonIds, seedLeighton } from '../../support/network/leighton.js';
import { seedSession } from '../../support/sessions/seed-session.js';
import { startTestApp, type Ask, type TestApp } from '../../support/server/test-app.js';

let app: TestApp;
let asManager: Ask;
let jobId: string;
beforeAll(async () => {
  app = await startTestApp({ now: '2026-11-23T09:00:00Z' });
  await seedLeighton(app.database);
  asManager = await app.as('practice-manager', 'E81003');
});
afterAll(() => app.close());

// The GP's job of 2,250 minutes a week at E81003, as the scene laid it, but without releases.
let job: string;
beforeEach(async () => {
  await app.database.sql('delete from assignment');
  await app.database.sql('delete from pool_release where clinician_id = $1', [leighton.gp]);
  const [row] = await app.database.sql<{ id: string }>(
    `update employment set valid_to = null where clinician_id = $1 returning id`,
    [leighton.gp],
  );
  jobId = row?.id ?? '';
  job = globalId('Employment', jobId);
});

const release = `mutation ($input: ReleaseToPoolInput!) {
  releaseToPool(input: $input) { release { minutesPerWeek from to pcn { name } employment { id } } userErrors { code field message } }
}`;
const pattern = `mutation ($input: SetWorkingPatternInput!) {
  setWorkingPattern(input: $input) { employment { workingPattern { weekday startTime endTime from to } } userErrors { code field } warnings { code field message } }
}`;
const end = `mutation ($input: EndEmploymentInput!) {
  endEmployment(input: $input) { employment { to releases { to } } userErrors { code field message } }
}`;
function codes(payload: { userErrors: { code: string; field: string[] }[] }) {
  return payload.userErrors.map(({ code, field }) => `${code} ${field?.join('.')}`);
}
function toPool(change: object = {}) {
  return {
    input: { employment: job, pcn: 'U15644', minutesPerWeek: 1000, from: '2026-12-01', ...change },
  };
}

describe('releaseToPool', () => {
  test('releases part of a job for as long as it lasts', async () => {
    await app.database.sql(`update employment set valid_to = '2027-04-01' where id = $1`, [jobId]);
    const reply = await asManager(release, toPool());
    expect(reply.data.releaseToPool).toEqual({
      release: {
        minutesPerWeek: 1000,
        from: '2026-12-01',
        to: '2027-04-01',
        pcn: { name: 'Leighton Linslade PCN' },
        employment: { id: globalId('Employment', jobId, '2026-12-01') }, // read on the first day of the release
      },
      userErrors: [],
    });
  });

  test('never releases more than is contracted over all pools on any day', async () => {
    await asManager(release, toPool({ from: '2027-02-01', to: '2027-03-01', minutesPerWeek: 1500 }));
    const over = await asManager(release, toPool({ pcn: 'U27128', minutesPerWeek: 751 }));
    expect(over.data.releaseToPool.userErrors).toEqual([
      {
        code: 'RELEASE_EXCEEDS_CONTRACT',
        field: ['minutesPerWeek'],
        message: '1500 of 2250 contracted minutes a week are already released on 2027-02-01: at most 750 more can be.',
      },
    ]);
    const before = await asManager(release, toPool({ pcn: 'U27128', minutesPerWeek: 2250, to: '2027-02-01' }));
    expect(before.data.releaseToPool.userErrors).toEqual([]);
  });

  test('of two releases at one time that are too much together, one is refused', async () => {
    const replies = await Promise.all(
      ['U15644', 'U27128'].map((pcn) => asManager(release, toPool({ pcn, minutesPerWeek: 1500 }))),
    );
    expect(replies.flatMap((reply) => codes(reply.data.releaseToPool))).toEqual([
      'RELEASE_EXCEEDS_CONTRACT minutesPerWeek',
    ]);
    expect(
      await app.database.sql('select minutes_per_week from pool_release where employment_id = $1', [jobId]),
    ).toEqual([{ minutes_per_week: 1500 }]);
  });

  test.each([
    ['nothing', { minutesPerWeek: 0 }, ['INVALID_INPUT minutesPerWeek']],
    ['less than nothing', { minutesPerWeek: -250 }, ['INVALID_INPUT minutesPerWeek']],
    ['an end before the start', { to: '2026-11-30' }, ['INVALID_INPUT to']],
    ['days before the job', { from: '2020-02-29' }, ['EMPLOYMENT_ENDED from']],
    ['an unknown PCN', { pcn: 'U99999' }, ['NOT_FOUND pcn']],
    ['a practice for a PCN', { pcn: 'E81004' }, ['NOT_FOUND pcn']],
    ['an id that is none', { employment: 'rubbish' }, ['INVALID_INPUT employment']],
    ['the id of a clinician', { employment: leightonIds.gp }, ['INVALID_INPUT employment']],
  ])('refuses %s', async (_, change, errors) => {
    expect(codes((await asManager(release, toPool(change))).data.releaseToPool)).toEqual(errors);
  });

  test('refuses a second release to the same PCN on one day', async () => {
    await asManager(release, toPool());
    expect(codes((await asManager(release, toPool())).data.releaseToPool)).toEqual(['RELEASE_OVERLAPS pcn']);
  });

  test('is for the employer alone: the network that would gain may not', async () => {
    await asManager(release, toPool());
    const reply = await (await app.as('clinical-director', 'U15644'))(release, toPool({ from: '2027-12-01' }));
    expect(reply.errors?.map((error) => error.extensions.code)).toEqual(['FORBIDDEN']);
    const other = await (await app.as('practice-manager', 'E81063'))(release, toPool());
    expect(codes(other.data.releaseToPool)).toEqual(['NOT_FOUND employment']);
  });
});

describe('setWorkingPattern', () => {
  const wednesday = { weekday: 'WEDNESDAY', startTime: '09:00', endTime: '13:00' };
  const set = (windows: object[], from = '2026-12-01') => ({ input: { employment: job, from, windows } });

  test('replaces the pattern from a day on, and earlier days keep theirs', async () => {
    const reply = await asManager(
      pattern,
      set([wednesday, { weekday: 'FRIDAY', startTime: '18:30', endTime: '00:00' }]),
    );
    expect(reply.data.setWorkingPattern.employment.workingPattern).toEqual([
      { ...wednesday, from: '2026-12-01', to: null },
      { weekday: 'FRIDAY', startTime: '18:30', endTime: '00:00', from: '2026-12-01', to: null },
    ]);
    const before = `{ clinician(by: {code: "GP-1"}, asOf: "2026-11-30") { employments { workingPattern { weekday to } } } }`;
    const [employment] = (await asManager(before)).data.clinician.employments;
    expect(employment.workingPattern).toHaveLength(5);
    expect(employment.workingPattern[0]).toEqual({ weekday: 'MONDAY', to: '2026-12-01' });
  });

  test('names each session that lay within the old pattern and lies outside the new one; the clinician stays assigned', async () => {
    const everyDay = [wednesday, { ...wednesday, weekday: 'FRIDAY' }];
    await asManager(pattern, set(everyDay));
    for (const startsAt of ['2026-12-02T09:00:00Z', '2026-12-04T09:00:00Z', '2026-12-07T09:00:00Z']) {
      await seedSession(app.database, { startsAt, slots: 6, clinicianId: leighton.gp });
    }
    const reply = await asManager(pattern, set([{ ...wednesday, weekday: 'FRIDAY' }]));
    expect(reply.data.setWorkingPattern).toMatchObject({
      userErrors: [],
      warnings: [
        {
          code: 'OUTSIDE_WORKING_PATTERN',
          field: ['windows'],
          message:
            'The clinician stays assigned on 2026-12-02 09:00 to 11:00, outside the new pattern. Ask whether that suits, or have someone else assigned.',
        },
      ],
    });
    expect(
      (await asManager(pattern, set([{ ...wednesday, weekday: 'FRIDAY' }]))).data.setWorkingPattern.warnings,
    ).toEqual([]);
    expect(await app.database.sql('select state from assignment')).toEqual(Array(3).fill({ state: 'PUBLISHED' }));
  });

  test('of two replacements at one time, one pattern stays', async () => {
    await Promise.all([asManager(pattern, set([wednesday])), asManager(pattern, set([wednesday]))]);
    const rows = await app.database.sql(
      `select weekday from working_pattern where employment_id = $1 and valid_to is null`,
      [jobId],
    );
    expect(rows).toEqual([{ weekday: 3 }]);
  });

  test('is for the clinician, too', async () => {
    const ask = await app.as('clinician', 'GP-1');
    const reply = await ask(pattern, set([], '2027-01-01'));
    expect(reply.data.setWorkingPattern).toEqual({ employment: { workingPattern: [] }, userErrors: [], warnings: [] });
  });

  test.each([
    [
      'windows that overlap',
      [wednesday, { ...wednesday, startTime: '12:59', endTime: '14:00' }],
      ['WEEKLY_WINDOWS_OVERLAP windows.1'],
    ],
    ['a window back to front', [{ ...wednesday, startTime: '14:00' }], ['WEEKLY_WINDOW_MALFORMED windows.0']],
    ['an empty window', [{ ...wednesday, startTime: '13:00' }], ['WEEKLY_WINDOW_MALFORMED windows.0']],
    ['thousands of windows', Array.from({ length: 2000 }, () => wednesday), ['INVALID_INPUT windows']],
  ])('refuses %s', async (_, windows, errors) => {
    expect(codes((await asManager(pattern, set(windows))).data.setWorkingPattern)).toEqual(errors);
  });

  test('refuses a day on which the job does not hold', async () => {
    expect(codes((await asManager(pattern, set([], '2023-12-31'))).data.setWorkingPattern)).toEqual([
      'EMPLOYMENT_ENDED from',
    ]);
  });
});

describe('endEmployment', () => {
  const on = (day: string) => ({ input: { employment: job, on: day } });

  test('ends what is released and takes back what would begin later', async () => {
    await asManager(release, toPool({ minutesPerWeek: 500 }));
    await asManager(release, toPool({ pcn: 'U27128', minutesPerWeek: 500, from: '2027-06-01' }));
    const reply = await asManager(end, on('2027-04-01'));
    expect(reply.data.endEmployment).toEqual({
      employment: { to: '2027-04-01', releases: [{ to: '2027-04-01' }] },
      userErrors: [],
    });
    expect(codes((await asManager(end, on('2027-05-01'))).data.endEmployment)).toEqual(['INVALID_INPUT on']);
  });

  test('is refused while published sessions rest on the job, which are named', async () => {
    await asManager(release, toPool());
    await seedSession(app.database, { startsAt: '2026-12-09T09:00:00Z', slots: 6, clinicianId: leighton.gp });
    const refused = await asManager(end, on('2026-12-09'));
    expect(refused.data.endEmployment.userErrors).toEqual([
      {
        code: 'EMPLOYMENT_CLASHES',
        field: ['on'],
        message:
          '1 published session in the way: 2026-12-09 09:00 to 11:00. Have someone else assigned there first, or choose a later day.',
      },
    ]);
    const after = await asManager(end, on('2026-12-10'));
    expect(after.data.endEmployment.userErrors).toEqual([]);
  });

  test('is not for the clinician', async () => {
    const reply = await (await app.as('clinician', 'GP-1'))(end, on('2027-04-01'));
    expect(reply.errors?.map((error) => error.extensions.code)).toEqual(['FORBIDDEN']);
  });
});
