import { describe, expect, test } from '@jest/globals';
import {
  type CandidateClinician,
  type CandidateRole,
  maySupervise,
  mayStaff,
  needsGpOnSite,
  type ServiceToStaff,
} from '../../../src/workforce/rules/fitness-for-service.js';

const pharmacist: CandidateRole = {
  code: 'CLINICAL_PHARMACIST',
  name: 'Clinical pharmacist',
  registrationBody: 'GPHC',
  supervision: 'NONE',
  maySeeUndifferentiated: false,
  mayTriage: false,
};
const associate: CandidateRole = {
  ...pharmacist,
  code: 'PHYSICIAN_ASSOCIATE',
  name: 'Physician associate',
  registrationBody: 'GMC',
  supervision: 'NAMED_GP',
};
const clinician: CandidateClinician = {
  id: 'one',
  roleCode: 'CLINICAL_PHARMACIST',
  skills: ['independent-prescriber'],
  registrationBodies: ['GPHC'],
  supervisorId: null,
};
const review: ServiceToStaff = {
  name: 'Structured medication review',
  roles: ['CLINICAL_PHARMACIST', 'PHYSICIAN_ASSOCIATE'],
  skills: ['independent-prescriber'],
  undifferentiated: false,
  triage: false,
  gpOnSite: false,
};
const anAssociate: CandidateClinician = {
  ...clinician,
  roleCode: 'PHYSICIAN_ASSOCIATE',
  registrationBodies: ['GMC'],
  supervisorId: 'a GP',
};
function codes(...args: Parameters<typeof mayStaff>) {
  return mayStaff(...args).map((problem) => problem.code);
}

describe('who may staff a service', () => {
  test('a clinician of a permitted role with skills and registration is fit', () => {
    expect(mayStaff(clinician, pharmacist, { ...review, lineRoleCode: 'CLINICAL_PHARMACIST' })).toEqual([]);
  });

  test('a role that the service does not name is not', () => {
    expect(mayStaff(clinician, pharmacist, { ...review, roles: ['GP', 'PARAMEDIC'] })).toEqual([
      {
        code: 'ROLE_NOT_PERMITTED',
        message: 'Structured medication review is not for the role Clinical pharmacist, only for GP, PARAMEDIC.',
      },
    ]);
  });

  test('a role that the service names and the staffing line does not is not', () => {
    expect(mayStaff(clinician, pharmacist, { ...review, lineRoleCode: 'PHYSICIAN_ASSOCIATE' })).toEqual([
      {
        code: 'ROLE_NOT_PERMITTED',
        message: "This post is for PHYSICIAN_ASSOCIATE; the clinician's role is CLINICAL_PHARMACIST.",
      },
    ]);
  });

  test('every missing skill is named', () => {
    expect(
      mayStaff(clinician, pharmacist, { ...review, skills: ['diabetes', 'independent-prescriber', 'spirometry'] }),
    ).toEqual([
      {
        code: 'SKILL_MISSING',
        message: 'Structured medication review requires skills that the clinician does not have: diabetes, spirometry.',
      },
    ]);
  });

  test('a registration with another register does not stand for the one of the role', () => {
    expect(codes({ ...clinician, registrationBodies: ['HCPC'] }, pharmacist, review)).toEqual([
      'REGISTRATION_NOT_VALID',
    ]);
  });

  test('a role without a register needs no registration', () => {
    const coordinator = { ...pharmacist, registrationBody: null };
    expect(codes({ ...clinician, registrationBodies: [] }, coordinator, review)).toEqual([]);
  });

  test('physician associates see no undifferentiated patients and do not triage (Leng review, July 2025)', () => {
    expect(codes(anAssociate, associate, { ...review, undifferentiated: true, triage: true })).toEqual([
      'UNDIFFERENTIATED_NOT_PERMITTED',
      'TRIAGE_NOT_PERMITTED',
    ]);
  });

  test('physician associates need a named GP supervisor (Leng review, July 2025)', () => {
    expect(codes({ ...anAssociate, supervisorId: null }, associate, review)).toEqual(['SUPERVISOR_NEEDED']);
    expect(codes(anAssociate, associate, review)).toEqual([]);
  });

  test('every reason is given, not the first alone', () => {
    const unfit = { ...anAssociate, skills: [], registrationBodies: [], supervisorId: null };
    expect(codes(unfit, associate, { ...review, roles: ['GP'], undifferentiated: true, triage: true })).toEqual([
      'ROLE_NOT_PERMITTED',
      'SKILL_MISSING',
      'REGISTRATION_NOT_VALID',
      'UNDIFFERENTIATED_NOT_PERMITTED',
      'TRIAGE_NOT_PERMITTED',
      'SUPERVISOR_NEEDED',
    ]);
  });
});

test('a GP on site is noted when the role or the service needs one, but for the GP who is there', () => {
  const assistant = { code: 'NURSING_ASSOCIATE', supervision: 'GP_ON_SITE' as const };
  const gp = { code: 'GP', supervision: 'NONE' as const };
  expect([
    needsGpOnSite(assistant, { gpOnSite: false }),
    needsGpOnSite(pharmacist, { gpOnSite: true }),
    needsGpOnSite(pharmacist, { gpOnSite: false }),
    needsGpOnSite(associate, { gpOnSite: false }),
    needsGpOnSite(gp, { gpOnSite: true }),
  ]).toEqual([true, true, false, false, false]);
});

test('a named supervisor is a GP and somebody else', () => {
  const codesOf = (id: string, roleCode: string) => maySupervise({ id, roleCode }, 'one').map(({ code }) => code);
  expect([codesOf('two', 'GP'), codesOf('two', 'PARAMEDIC'), codesOf('one', 'GP')]).toEqual([
    [],
    ['SUPERVISOR_NOT_FIT'],
    ['SUPERVISOR_NOT_FIT'],
  ]);
});
