import { ok, refuse, type Result } from '../../platform/result.js';

/**
 * The bodies with which clinicians register: General Medical, Nursing and Midwifery, General Pharmaceutical, Health and
 * Care Professions Council.
 */
export type RegistrationBody = 'GMC' | 'NMC' | 'GPHC' | 'HCPC';

const shapes: Record<RegistrationBody, { pattern: RegExp; expected: string }> = {
  GMC: {
    pattern: /^C?\d{7}$/i,
    expected: 'A GMC number is seven digits, with or without a C in front, such as 1234567.',
  },
  NMC: {
    pattern: /^\d{2}[A-Z]\d{4}[A-Z]$/i,
    expected: 'An NMC PIN is two digits, a letter, four digits and a letter, such as 12A3456E.',
  },
  GPHC: { pattern: /^\d{7}$/, expected: 'A GPhC number is seven digits, such as 2012345.' },
  HCPC: {
    // From art therapists to speech and language therapists; social workers (SW) left this register in 2019.
    pattern: /^(AS|BS|CH|CS|DT|HAD|ODP|OR|OT|PA|PH|PO|PYL|RA|SL)\d{1,6}$/i,
    expected:
      'An HCPC number is the letters of its profession and up to six digits: PH123456 for a physiotherapist, ' +
      'PA12345 for a paramedic, PYL1234 for a psychologist.',
  },
};

/**
 * The registration number in upper case without spaces. Refuses `REGISTRATION_MALFORMED`, saying what was expected, if
 * it does not have the form of its body; whether the person is on the register is not checked. Sources: GMC,
 * "seven-digit reference number", with the C that consultant codes put in front; NMC PIN; GPhC; HCPC, "How to check the
 * Register": up to six numbers after the letters of the profession code, such as PH123456 or PYL123456.
 */
export function checkRegistration(body: RegistrationBody, text: string): Result<string> {
  const number = text.replace(/ /g, '');
  const { pattern, expected } = shapes[body];
  return pattern.test(number)
    ? ok(number.toUpperCase())
    : refuse({ code: 'REGISTRATION_MALFORMED', message: expected });
}
