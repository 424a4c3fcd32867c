import { describe, expect, test } from '@jest/globals';
import { checkRegistration, type RegistrationBody } from '../../../src/workforce/rules/registration.js';

describe('a registration number', () => {
  test.each<[RegistrationBody, string, string]>([
    ['GMC', '1234567', '1234567'],
    ['GMC', ' c1234567', 'C1234567'],
    ['NMC', '12a3456e', '12A3456E'],
    ['GPHC', '2012345', '2012345'],
    ['HCPC', 'ph 123456', 'PH123456'],
  ])('of the %s may be %j and is written %s', (body, text, written) => {
    expect(checkRegistration(body, text)).toEqual({ ok: true, value: written });
  });

  test.each<[RegistrationBody, string, string]>([
    ['GMC', '123456', 'A GMC number is seven digits, with or without a C before them, as 1234567.'],
    ['NMC', '12A34567', 'An NMC PIN is two digits, a letter, four digits and a letter, as 12A3456E.'],
    ['GPHC', 'C2012345', 'A GPhC number is seven digits, as 2012345.'],
    ['HCPC', 'P1234567', 'An HCPC number is two letters and six digits, as PH123456.'],
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
