import { describe, expect, test } from '@jest/globals';
import { identifying } from '../../../src/identity/rules/patient-identity.js';

describe('what callers write may be kept', () => {
  test.each([
    'Blood tests (upstairs), 08.30-16.30',
    'Open Mon 23 Nov 12:30, 2 nurses and 26 slots',
    'NHS England, Patients Registered at a GP Practice, April 2026',
    'Payments 2022/23, Room 2/3',
    'Unit 1, 345-347 High Street, LU7 1AR',
    'Rooms 1, 2, 26 and 3',
    'Letter of the ICB, 3 March',
    'Open 24/7, may 10 come',
    '5 May 10 patients came',
    '2 marked 2026',
    '94347659-1900-4000-8000-9434765919aa',
  ])('%j', (text) => {
    expect(identifying(text)).toBeUndefined();
  });
});

describe('what may tell who a patient is', () => {
  test.each([
    ['DIGITS', 'of 943 476 5919'],
    ['DIGITS', 'ring 01525 123456'],
    ['DIGITS', '943 and 476 and 5919'],
    ['DATE', 'John Smith, 01/02/1960'],
    ['DATE', 'born 1.2.60'],
    ['DATE', 'born 1 / 2 / 60'],
    ['DATE', 'born 01 02 1960'],
    ['DATE', 'born 01, 02, 1960'],
    ['DATE', 'born 02-01-1960'],
    ['DATE', 'born 1960/02/01'],
    ['DATE', 'born 1 Feb 1960'],
    ['DATE', 'born on the 1st of February, 1960'],
    ['DATE', 'born February 1st, 1960'],
    ['DATE', 'born 1960 Feb 1'],
    ['DATE', 'born 1-Feb-60'],
    ['DATE', 'born 01⁄02⁄1960'],
    ['DATE', 'born ०१/०२/१९६०'],
    ['DATE', 'born\t1\tSEPT\t1960'],
  ])('%s: %j', (what, text) => {
    expect(identifying(text)).toBe(what);
  });
});
