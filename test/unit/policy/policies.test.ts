import { describe, expect, test } from '@jest/globals';
import { type PolicyCode, policyOn, policyRows } from '../../../src/policy/policies.js';
import { daysOverlap } from '../../../src/time/interval.js';
import { isCalendarDay } from '../../../src/time/london.js';

describe('policy on a day', () => {
  test('each rule has the number of its source', () => {
    const codes = [...new Set(policyRows.map((row) => row.code))];
    expect(Object.fromEntries(codes.map((code) => [code, policyOn(code, '2026-06-01')?.value]))).toEqual({
      ENHANCED_ACCESS_MINUTES_PER_1000: 60,
      ENHANCED_ACCESS_SHORTEST_BLOCK: 30,
      NETWORK_STANDARD_HOURS_BOOKABLE_AHEAD: 14,
      NETWORK_STANDARD_HOURS_WEEKDAY_START: 1110,
      NETWORK_STANDARD_HOURS_WEEKDAY_END: 1200,
      NETWORK_STANDARD_HOURS_SATURDAY_START: 540,
      NETWORK_STANDARD_HOURS_SATURDAY_END: 1020,
      CORE_HOURS_START: 480,
      CORE_HOURS_END: 1110,
      GP_SESSION: 250,
      GP_FULL_TIME_SESSIONS: 9,
      FULL_TIME_WEEK: 37.5,
      SAFE_CONTACTS_A_DAY: 25,
      SAFE_APPOINTMENT: 15,
      WORKING_WEEK: 48,
      WORKING_WEEK_REFERENCE_PERIOD: 17,
      DAILY_REST: 11,
      WEEKLY_REST: 24,
      WEEKLY_REST_PERIOD: 7,
      FORTNIGHTLY_REST: 48,
      BREAK: 20,
      BREAK_WHEN_OVER: 6,
      APMS_TERM: 5,
      POPULATION_BAND_LOWEST: 30000,
      POPULATION_BAND_HIGHEST: 50000,
      PATIENTS_PER_SLOT_HELD_FOR_111: 3000,
      BOOKING_HOLD: 5,
      WAITING_OFFER: 60,
      AUDIT_RETENTION: 6,
      NOTICE_SHORTEST: 6,
      NOTICE_LONGEST: 3,
      DAYS_WITHOUT_CONTRACT: 0,
      CONTRACTED_WEEK_LONGEST: 78,
      ABSENCE_SHORTEST: 15,
      LEAVE_LONGEST: 2,
      LEAVE_RECORDED_LATE: 92,
      AGREEMENT_RECORDED_LATE: 1,
      AGREEMENT_PLANNED_AHEAD: 10,
      WORKING_DAY_LONGEST: 12,
      CONSECUTIVE_DAYS: 6,
      SITES_A_DAY: 1,
      FAIRNESS_PERIOD: 26,
      ROTA_NOTICE: 14,
      ROTA_NOTICE_SHORT: 7,
      ROTA_NOTICE_LAST_MINUTE: 2,
    });
  });

  test('nine sessions are a full-time week', () => {
    const value = (code: PolicyCode) => policyOn(code, '2026-06-01')?.value ?? NaN;
    expect(value('GP_FULL_TIME_SESSIONS') * value('GP_SESSION')).toBe(value('FULL_TIME_WEEK') * 60);
  });

  test('a row carries who set it, from when, and where it stands', () => {
    expect(policyOn('SAFE_CONTACTS_A_DAY', '2024-09-06')).toEqual({
      code: 'SAFE_CONTACTS_A_DAY',
      place: null,
      value: 25,
      unit: 'CONTACTS_A_DAY',
      validFrom: '2024-09-06',
      validTo: null,
      setBy: 'British Medical Association',
      source: 'Safe working: this is advice, so exceeding it gives a warning and is never refused',
      where: 'BMA safe working guidance, 6 September 2024',
    });
  });

  test('before anybody set a number there is none', () => {
    expect(policyOn('SAFE_CONTACTS_A_DAY', '2024-09-05')).toBeUndefined();
  });

  test("a place with its own number has that, and any other place has England's", () => {
    const highest = [undefined, 'LUTON', 'DUNSTABLE'].map(
      (place) => policyOn('POPULATION_BAND_HIGHEST', '2026-06-01', place)?.value,
    );
    expect([...highest, policyOn('GP_SESSION', '2026-06-01', 'LUTON')?.value]).toEqual([50000, 70000, 50000, 250]);
  });

  test('no two rows of one rule and place are in force on one day', () => {
    const clashes = policyRows.filter((a, i) =>
      policyRows
        .slice(i + 1)
        .some(
          (b) =>
            a.code === b.code &&
            a.place === b.place &&
            daysOverlap({ from: a.validFrom, to: a.validTo }, { from: b.validFrom, to: b.validTo }),
        ),
    );
    expect(clashes).toEqual([]);
  });

  test('every row has a real day, somebody who set it and a source', () => {
    expect(
      policyRows.filter((row) => !isCalendarDay(row.validFrom) || !row.setBy || !row.source || !row.where),
    ).toEqual([]);
  });
});
