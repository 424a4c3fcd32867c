import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { leighton, leightonIds, seedLeighton } from '../../support/network/leighton.js';
import { startTestApp, type Ask, type TestApp } from '../../support/server/test-app.js';

let app: TestApp;
let asManager: Ask;
beforeAll(async () => {
  app = await startTestApp({ now: '2026-11-23T09:00:00Z' });
  await seedLeighton(app.database);
  asManager = await app.as('practice-manager', 'E81003');
});
afterAll(() => app.close());

const register = `mutation ($input: RegisterClinicianInput!) {
  registerClinician(input: $input) {
    clinician { id code name role { code supervision } registrations { body number from to } skills languages supervisor { code } }
    userErrors { code field message }
  }
}`;
const employ = `mutation ($input: EmployClinicianInput!) {
  employClinician(input: $input) {
    employment { id sessionMinutes wholeTimeEquivalent employer { name } clinician { code wholeTimeEquivalent } from to viewerCanManage }
    userErrors { code field message }
  }
}`;
const pharmacist = {
  name: 'Synthetic Pharmacist',
  role: 'CLINICAL_PHARMACIST',
  synthetic: true,
  registrations: [{ body: 'GPHC', number: ' 2012345' }],
};
function errorsOf(payload: { userErrors: { code: string; field: string[] }[] }) {
  return payload.userErrors.map(({ code, field }) => `${code} ${field?.join('.')}`);
}

describe('the catalogue of roles', () => {
  test('says what physician associates may do since the Leng review', async () => {
    const reply = await asManager(
      `{ staffRoles { code registrationBody supervision maySeeUndifferentiated mayTriage reimbursable } }`,
    );
    expect(reply.data.staffRoles).toHaveLength(16);
    expect(reply.data.staffRoles).toContainEqual({
      code: 'PHYSICIAN_ASSOCIATE',
      registrationBody: 'GMC',
      supervision: 'NAMED_GP',
      maySeeUndifferentiated: false,
      mayTriage: false,
      reimbursable: true,
    });
  });
});

describe('registerClinician', () => {
  test('puts a person on record, whom only the registering organisation lists', async () => {
    const input = { ...pharmacist, code: 'ph-0001', skills: ['Diabetes'], languages: ['en', 'ur'] };
    const reply = await asManager(register, { input });
    expect(reply.data.registerClinician).toEqual({
      clinician: {
        id: expect.any(String),
        code: 'PH-0001',
        name: 'Synthetic Pharmacist',
        role: { code: 'CLINICAL_PHARMACIST', supervision: 'NONE' },
        registrations: [{ body: 'GPHC', number: '2012345', from: '2026-11-23', to: null }],
        skills: ['diabetes'],
        languages: ['en', 'ur'],
        supervisor: null,
      },
      userErrors: [],
    });
    const list = `{ clinicians(role: "CLINICAL_PHARMACIST") { totalCount edges { node { code } } } }`;
    expect((await asManager(list)).data.clinicians).toEqual({ totalCount: 1, edges: [{ node: { code: 'PH-0001' } }] });
    const asNeighbour = await app.as('practice-manager', 'E81004');
    expect((await asNeighbour(list)).data.clinicians).toEqual({ totalCount: 0, edges: [] });
  });

  test('makes a code when none is given', async () => {
    const input = { ...pharmacist, registrations: [{ body: 'GPHC', number: '2012346' }] };
    const reply = await asManager(register, { input });
    expect(reply.data.registerClinician.clinician.code).toMatch(/^C-[2-9A-Z]{8}$/);
  });

  test('names the supervisor of a physician associate, who must be a GP', async () => {
    const input = {
      name: 'Synthetic Associate',
      role: 'PHYSICIAN_ASSOCIATE',
      registrations: [{ body: 'GMC', number: '7654321' }],
    };
    const wrong = await asManager(register, { input: { ...input, supervisor: leightonIds.physiotherapist } });
    expect(errorsOf(wrong.data.registerClinician)).toEqual(['SUPERVISOR_NOT_FIT supervisor']);
    const right = await asManager(register, { input: { ...input, supervisor: leightonIds.gp } });
    expect(right.data.registerClinician.clinician.supervisor).toEqual({ code: 'GP-1' });
  });

  test.each([
    ['no registration for a role that needs one', { registrations: [] }, ['REGISTRATION_NEEDED registrations']],
    [
      'a registration with another register only',
      { registrations: [{ body: 'HCPC', number: 'PH123456' }] },
      ['REGISTRATION_NEEDED registrations'],
    ],
    [
      'a malformed number',
      { registrations: [{ body: 'GPHC', number: '20123' }] },
      ['REGISTRATION_MALFORMED registrations.0.number'],
    ],
    [
      'a NUL in a number',
      { registrations: [{ body: 'GPHC', number: '2012\u0000345' }] },
      ['REGISTRATION_MALFORMED registrations.0.number'],
    ],
    [
      'a registration that ends before it begins',
      { registrations: [{ body: 'GPHC', number: '2012999', from: '2026-02-01', to: '2026-01-01' }] },
      ['INVALID_INPUT registrations.0.to'],
    ],
    [
      'a number that is on record',
      { registrations: [{ body: 'GPHC', number: '2012345' }] },
      ['REGISTRATION_TAKEN registrations.0.number'],
    ],
    ['a code that is taken', { code: 'GP-1' }, ['CLINICIAN_CODE_TAKEN code']],
    ['an unknown role', { role: 'SURGEON' }, ['NOT_FOUND role']],
    ['a NUL in the name', { name: 'a\u0000b' }, ['INVALID_INPUT name']],
    ['a name of spaces', { name: '  ' }, ['INVALID_INPUT name']],
    ['a language in words', { languages: ['english'] }, ['INVALID_INPUT languages.0']],
    ['the id of another type as supervisor', { supervisor: leightonIds.pcn }, ['INVALID_INPUT supervisor']],
  ])('refuses %s and keeps nothing', async (_, change, errors) => {
    const count = () => app.database.sql('select count(*) as n from clinician');
    const before = await count();
    const registrations = [{ body: 'GPHC', number: '2099999' }];
    const reply = await asManager(register, { input: { ...pharmacist, registrations, ...change } });
    expect(errorsOf(reply.data.registerClinician)).toEqual(errors);
    expect(await count()).toEqual(before);
  });

  test('takes null for what may be left out', async () => {
    const input = { ...pharmacist, registrations: [{ body: 'GPHC', number: '2012347', from: null, to: null }] };
    const reply = await asManager(register, { input: { ...input, code: null, supervisor: null } });
    expect(reply.data.registerClinician.userErrors).toEqual([]);
  });

  test('is not for care navigators, commissioners or clinicians', async () => {
    const roles = [
      ['care-navigator', 'E81003'],
      ['icb-contract-manager', 'QHG'],
      ['clinician', 'GP-1'],
    ] as const;
    for (const [role, code] of roles) {
      const reply = await (await app.as(role, code))(register, { input: pharmacist });
      expect(reply.errors?.map((error) => error.extensions.code)).toEqual(['FORBIDDEN']);
    }
  });
});

describe('employClinician', () => {
  const job = {
    clinician: { code: 'PH-0001' },
    employer: 'E81003',
    contractedMinutesPerWeek: 1125,
    workingTimeStatus: 'WORKER',
    from: '2026-12-01',
  };

  test('computes the whole-time equivalent from the contracted minutes and the day', async () => {
    const reply = await asManager(employ, { input: job });
    expect(reply.data.employClinician).toEqual({
      employment: {
        id: expect.any(String),
        sessionMinutes: 225,
        wholeTimeEquivalent: 0.5,
        employer: { name: 'Bassett Road Surgery' },
        clinician: { code: 'PH-0001', wholeTimeEquivalent: 0 },
        from: '2026-12-01',
        to: null,
        viewerCanManage: true,
      },
      userErrors: [],
    });
    const later = `{ clinician(by: {code: "PH-0001"}, asOf: "2026-12-01") { wholeTimeEquivalent } }`;
    expect((await asManager(later)).data.clinician).toEqual({ wholeTimeEquivalent: 0.5 });
  });

  test('gives a GP sessions of 4 h 10 min', async () => {
    const gp = { ...job, clinician: { id: leightonIds.gp }, from: '2026-12-01', employer: 'E81003' };
    await app.database.sql(`update employment set valid_to = '2026-12-01' where clinician_id = $1`, [leighton.gp]);
    const reply = await asManager(employ, { input: gp });
    expect(reply.data.employClinician.employment.sessionMinutes).toBe(250);
  });

  test.each([
    ['a second job with the same employer on one day', {}, ['EMPLOYMENT_OVERLAPS from']],
    ['negative minutes', { contractedMinutesPerWeek: -1 }, ['INVALID_INPUT contractedMinutesPerWeek']],
    ['more minutes than a week has', { contractedMinutesPerWeek: 10081 }, ['INVALID_INPUT contractedMinutesPerWeek']],
    ['an end before the start', { to: '2026-11-30' }, ['INVALID_INPUT to']],
    ['a session of a minute', { sessionMinutes: 1 }, ['INVALID_INPUT sessionMinutes']],
    ['a clinician whom it does not see', { clinician: { code: 'PHYSIO-9' } }, ['NOT_FOUND clinician']],
    ['a code with a NUL', { clinician: { code: 'PH\u0000' } }, ['NOT_FOUND clinician']],
    ['an id that is none', { clinician: { id: 'x' } }, ['INVALID_INPUT clinician.id']],
  ])('refuses %s', async (_, change, errors) => {
    const reply = await asManager(employ, { input: { ...job, ...change } });
    expect(errorsOf(reply.data.employClinician)).toEqual(errors);
  });

  test('refuses 29 February of a year without one as a wrong request', async () => {
    const reply = await asManager(employ, { input: { ...job, from: '2027-02-29' } });
    expect([reply.status, reply.errors?.map((error) => error.extensions.code)]).toEqual([200, ['BAD_USER_INPUT']]);
  });

  test('a second employer knows a clinician of another network by code and registration number together', async () => {
    const asOther = await app.as('practice-manager', 'E81063');
    const input = { ...job, employer: 'E81063' };
    const unproven = await asOther(employ, { input });
    expect(errorsOf(unproven.data.employClinician)).toEqual(['NOT_FOUND clinician']);
    const wrong = await asOther(employ, { input: { ...input, registrationNumber: '2012346' } });
    expect(errorsOf(wrong.data.employClinician)).toEqual(['NOT_FOUND clinician']);
    const proven = await asOther(employ, { input: { ...input, registrationNumber: '201 2345' } });
    expect(proven.data.employClinician.employment.employer).toEqual({ name: 'A practice of Luton' });
  });

  test('is not for another organisation', async () => {
    const reply = await asManager(employ, { input: { ...job, employer: 'E81004' } });
    expect(reply.errors?.map((error) => error.extensions.code)).toEqual(['FORBIDDEN']);
  });
});

test.each([
  ['no id at all', 'rubbish'],
  ['an id whose key is none', Buffer.from(`Clinician:${'-'.repeat(36)}`).toString('base64url')],
  ['an id of a day that is none', Buffer.from(`Clinician:${leighton.gp}:2026-02-30`).toString('base64url')],
  ['the id of another type', leightonIds.pcn],
])('a clinician is not read by %s', async (_, id) => {
  const reply = await asManager(
    `query ($id: ID!) { clinician(by: {id: $id}) { wholeTimeEquivalent employments { workingPattern { weekday } } } }`,
    { id },
  );
  expect(reply.errors?.map((error) => error.extensions.code)).toEqual(['BAD_USER_INPUT']);
});

test('a clinician is not read by a code with a NUL', async () => {
  const reply = await asManager(`query ($code: String!) { clinician(by: {code: $code}) { name } }`, {
    code: 'A\u0000B',
  });
  expect(reply.errors?.map((error) => error.extensions.code)).toEqual(['NOT_FOUND']);
});

describe('clinicians', () => {
  test('are listed as people read their names, page by page, forwards and backwards', async () => {
    const ask = await app.as('practice-manager', 'E81044');
    const names = ['Synthetic Zoë 10', 'synthetic zoe 2', 'Synthetic Émile', 'Synthetic Ewan', 'Synthetic Dora'];
    for (const [i, name] of names.entries()) {
      const reply = await ask(register, {
        input: { ...pharmacist, name, code: `sorted-${i}`, registrations: [{ body: 'GPHC', number: `203000${i}` }] },
      });
      expect(reply.data.registerClinician.userErrors).toEqual([]);
    }
    const page = `query ($first: Int, $after: String, $last: Int, $before: String) {
      clinicians(role: "CLINICAL_PHARMACIST", first: $first, after: $after, last: $last, before: $before) {
        edges { node { name } } pageInfo { endCursor startCursor hasNextPage hasPreviousPage }
      }
    }`;
    const walk = async (size: object, cursor: 'endCursor' | 'startCursor', from: 'after' | 'before') => {
      const pages: string[][] = [];
      for (let at: string | null | undefined; at !== null;) {
        const { edges, pageInfo } = (await ask(page, { ...size, [from]: at })).data.clinicians;
        pages.push(edges.map((edge: { node: { name: string } }) => edge.node.name));
        at = pageInfo[from === 'after' ? 'hasNextPage' : 'hasPreviousPage'] ? pageInfo[cursor] : null;
      }
      return pages;
    };
    const sorted = ['Synthetic Dora', 'Synthetic Émile', 'Synthetic Ewan', 'synthetic zoe 2', 'Synthetic Zoë 10'];
    expect((await walk({ first: 2 }, 'endCursor', 'after')).flat()).toEqual(sorted);
    expect((await walk({ last: 2 }, 'startCursor', 'before')).toReversed().flat()).toEqual(sorted);
  });
});
