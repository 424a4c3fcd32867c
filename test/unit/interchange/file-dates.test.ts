import { expect, test } from '@jest/globals';
import { editionInName, financialYearEnd, readDay } from '../../../src/interchange/official-files/rules/file-dates.js';

test.each([
  ['20191001', '2019-10-01'],
  ['2026-04-01', '2026-04-01'],
  ['01JAN2021', '2021-01-01'],
  ['1-Apr-2023', '2023-04-01'],
  ['01/04/1974', '1974-04-01'],
  ['01/04/1974 00:00', '1974-04-01'],
])('%s is the day %s', (text, day) => {
  expect(readDay(text)).toEqual({ ok: true, value: day });
});

test.each(['20190229', '2026-13-01', '31FEB2021', '30/02/2020', '44197', 'soon', '2.02E+07', '01XXX2021'])(
  '%s is no day, and the refusal quotes it',
  (text) => {
    const read = readDay(text);
    expect(read.ok ? read : read.problems.join()).toContain(`"${text}"`);
  },
);

test.each([
  ['epraccur_2025-11-28.csv', '2025-11-28', '2025-11-28'],
  ['ePCN 20230224.csv', '2023-02-24', '2023-02-24'],
  ['epraccur_2025-11_QHG.csv', '2025-11-01', '2025-11-30'],
  ['epcn_2024-02_M1J4Y.csv', '2024-02-01', '2024-02-29'],
  ['epraccur-nov-2025.csv', '2025-11-01', '2025-11-30'],
  ['ePCN February 2023.csv', '2023-02-01', '2023-02-28'],
])('the name %s is of %s to %s', (name, first, last) => {
  expect(editionInName(name)).toEqual({ first, last });
});

test.each(['epraccur.csv', 'E81003.csv', 'summary 2023.csv', 'epraccur (2).csv'])(
  'the name %s tells no day',
  (name) => {
    expect(editionInName(name)).toBeUndefined();
  },
);

test.each([
  ['2022/23', '2023-03-31'],
  ['nhs_payments_2022-23_M1J4Y.csv', '2023-03-31'],
  ['nhspaymentsgp-22-23-prac-csv.csv', '2023-03-31'],
  ['202223', '2023-03-31'],
  ['2022-2023', '2023-03-31'],
])('the financial year in %s ends on %s', (text, day) => {
  expect(financialYearEnd(text)).toBe(day);
});

test.each(['payments.csv', '2022', '2022/24', 'payments-2023-03-31.csv'])('%s names no financial year', (text) => {
  expect(financialYearEnd(text)).toBeUndefined();
});
