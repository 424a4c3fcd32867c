import { describe, expect, test } from '@jest/globals';
import { checkRegistration, type RegistrationBody } from '../../../src/workforce/rules/registration.js';

const hcpc =
  'An HCPC number is the letters of its profession and up to six digits: PH123456 for a physiotherapist, ' +
  'PA12345 for a paramedic, PYL1234 for a psychologist.';

describe('a registration number', () => {
  test.each<[RegistrationBody, string, string]>([
    ['GMC', '1234567', '1234567'],
    ['GMC', ' c1234567', 'C1234567'],
    ['NMC', '12a3456e', '12A3456E'],
    ['GPHC', '2012345', '2012345'],
    ['HCPC', 'ph 123456', 'PH123456'],
    ['HCPC', 'PYL123456', 'PYL123456'],
    ['HCPC', 'odp1234', 'ODP1234'],
    ['HCPC', 'PA9', 'PA9'],
  ])('of the %s may be %j and is written %s', (body, text, written) => {
    expect(checkRegistration(body, text)).toEqual({ ok: true, value: written });
  });

  test.each<[RegistrationBody, string, string]>([
    ['GMC', '123456', 'A GMC number is seven digits, with or without a C in front, such as 1234567.'],
    ['NMC', '12A34567', 'An NMC PIN is two digits, a letter, four digits and a letter, such as 12A3456E.'],
    ['GPHC', 'C2012345', 'A GPhC number is seven digits, such as 2012345.'],
    ['HCPC', 'P1234567', hcpc],
    ['HCPC', 'PH1234567', hcpc],
    ['HCPC', 'PH', hcpc],
    ['HCPC', 'XX12345', hcpc],
    ['HCPC', 'SW12345', hcpc],
  ])('of the %s may not be %j, and the message says what was expected', (body, text, message) => {
    expect(checkRegistration(body, text)).toEqual({
      ok: false,
      problems: [{ code: 'REGISTRATION_MALFORMED', message }],
    });
  });

  test('digits of another script are refused', () => {
    expect(checkRegistration('GPHC', '２０１２３４５').ok).toBe(false);
  });
});
