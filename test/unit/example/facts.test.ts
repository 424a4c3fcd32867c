import { describe, expect, test } from '@jest/globals';
import { leaves, singleCommitments, weeklyCommitments } from '../../../src/example/facts/absences.js';
import { notSignedBy, participations } from '../../../src/example/facts/agreements.js';
import { clinicians, codeOf, roles } from '../../../src/example/facts/clinicians.js';
import { leightonClinics, lutonClinics } from '../../../src/example/facts/clinics.js';
import { leightonPractices } from '../../../src/example/facts/leighton-practices.js';
import { lutonPractices } from '../../../src/example/facts/luton-practices.js';
import { activePcns, closedPcn, icb, lutonPcns, subIcb } from '../../../src/example/facts/networks.js';
import { leightonOffers } from '../../../src/example/facts/premises.js';
import { providers } from '../../../src/example/facts/providers.js';
import { services } from '../../../src/example/facts/services.js';
import { networkRows } from '../../../src/example/network-rows.js';
import { organisationRows } from '../../../src/example/organisation-rows.js';
import { openSites, premisesRows } from '../../../src/example/premises-rows.js';
import type { Rows } from '../../../src/example/rows.js';
import { workforceRows } from '../../../src/example/workforce-rows.js';
import { checkOdsCode } from '../../../src/organisation/directory/rules/ods-code.js';
import { checkPostcode } from '../../../src/organisation/directory/rules/postcode.js';
import { daysOverlap } from '../../../src/time/interval.js';
import { isCalendarDay } from '../../../src/time/london.js';
import { parseRecurrence } from '../../../src/time/recurrence-rule.js';
import { checkRegistration, type RegistrationBody } from '../../../src/workforce/rules/registration.js';

const practices = [...leightonPractices, ...lutonPractices];
const clinics = [...leightonClinics, ...lutonClinics];
const clinicianCodes = clinicians.map((_, index) => codeOf(index));
function sum(numbers: readonly (number | null)[]) {
  return numbers.reduce<number>((total, each) => total + (each ?? 0), 0);
}
function rowsOf(all: readonly Rows[], table: string) {
  return all.find((rows) => rows.table === table)?.rows ?? [];
}

describe('the facts of real organisations', () => {
  test('the three lists of Leighton Buzzard are 53,287 patients, weighted 46,529.23', () => {
    expect(sum(leightonPractices.map(({ lists }) => lists.registered2026))).toBe(53_287);
    expect(sum(leightonPractices.map(({ lists }) => lists.weighted2023))).toBeCloseTo(46_529.23, 2);
  });

  test('every code is of the form of its kind, every postcode and day exists', () => {
    const codes = [
      ...practices.map(({ code }) => checkOdsCode(code, 'PRACTICE')),
      ...[...activePcns, closedPcn].map(({ code }) => checkOdsCode(code, 'PCN')),
      checkOdsCode(icb.code, 'ICB'),
      checkOdsCode(subIcb.code, 'SUB_ICB'),
      ...providers.map(({ code }) => checkOdsCode(code)),
      ...practices.map(({ postcode }) => checkPostcode(postcode)),
    ];
    expect(codes.filter(({ ok }) => !ok)).toEqual([]);
    const days = practices.flatMap(({ opened, closed, memberships }) => [
      opened,
      closed,
      ...memberships.flatMap(({ from, to }) => [from, to]),
    ]);
    expect(days.filter((day) => day !== null && !isCalendarDay(day))).toEqual([]);
  });

  test('no practice is in two PCNs on one day, and none is in one after it closed', () => {
    for (const { code, closed, memberships } of practices) {
      memberships.forEach((one, index) => {
        const clash = memberships.slice(index + 1).find((other) => daysOverlap(one, other));
        expect([code, clash]).toEqual([code, undefined]);
        expect([code, closed === null || (one.to !== null && one.to <= closed)]).toEqual([code, true]);
      });
    }
  });

  test('every PCN of the town has members, and every practice that is open has a list and a weighted list', () => {
    const members = lutonPcns.map(
      ({ code }) =>
        `${code} ${lutonPractices.filter(({ memberships }) => memberships.some((m) => m.pcn === code && m.to === null)).length}`,
    );
    expect(members).toEqual(['U27128 5', 'U51229 5', 'U59591 3', 'U62122 3', 'U64165 3', 'U79932 6', 'U91286 1']);
    const open = practices.filter(({ closed }) => closed === null);
    expect(open).toHaveLength(29);
    expect(open.filter(({ lists }) => lists.registered2026 === null || lists.weighted2023 === null)).toEqual([]);
  });

  test('inclusive end dates of the files became the day after: E81001 changed PCN without a day between', () => {
    expect(lutonPractices.find(({ code }) => code === 'E81001')?.memberships).toEqual([
      { pcn: 'U59591', from: '2019-10-01', to: '2020-07-01' },
      { pcn: 'U27128', from: '2020-07-01', to: '2024-11-01' },
    ]);
  });

  test("Bramingham's site is never without an operator, and Kingsway never without a holder", () => {
    const site = rowsOf(premisesRows(), 'site').find(({ code }) => code === 'E81064-1')?.['id'];
    const operators = rowsOf(premisesRows(), 'site_operation').filter((row) => row['site_id'] === site);
    expect(
      operators.map(({ kind, valid_from, valid_to, certainty }) => [kind, valid_from, valid_to, certainty]),
    ).toEqual([
      ['MAIN', '1974-04-01', '2025-03-01', 'STATED'],
      ['BRANCH', '2025-03-01', null, 'INFERRED'],
    ]);
    const organisations = rowsOf(organisationRows('2026-11-23'), 'organisation');
    const kingsway = organisations.find(({ ods_code }) => ods_code === 'Y02332')?.['id'];
    const held = rowsOf(organisationRows('2026-11-23'), 'contract').filter((row) => row['practice_id'] === kingsway);
    expect(held.map(({ type, valid_from, valid_to }) => [type, valid_from, valid_to])).toEqual([
      ['APMS', '2022-04-01', '2025-07-01'],
      ['APMS', '2025-07-01', null],
    ]);
    const holders = held.map(({ holder_id }) => organisations.find(({ id }) => id === holder_id)?.['unknown']);
    expect(holders).toEqual([true, true]);
  });
});

describe('what was made up', () => {
  test('sixty clinicians, every one marked synthetic in row and name', () => {
    const rows = rowsOf(workforceRows('2026-11-23'), 'clinician');
    expect(rows).toHaveLength(60);
    expect(
      rows.filter(({ synthetic, name }) => synthetic !== true || !/^Synthetic .* \(example\)$/.test(String(name))),
    ).toEqual([]);
    expect(rows[6]).toMatchObject({ code: 'SYN-007', name: 'Synthetic Physiotherapist 02 (example)' });
  });

  test('registration numbers are of the form of their register, and their digits begin with zeros', () => {
    const rows = rowsOf(workforceRows('2026-11-23'), 'registration');
    expect(rows).toHaveLength(clinicians.filter(({ role }) => roles[role].body !== null).length);
    for (const { body, number } of rows) {
      expect(checkRegistration(body as RegistrationBody, String(number)).ok).toBe(true);
      expect(String(number)).toMatch(/^(00000|00X00|(PA|PH|DT)0000)/);
    }
  });

  test('nobody releases more than they are contracted for', () => {
    const over = clinicians.filter(({ releases, minutes }) => sum(Object.values(releases)) > (minutes ?? 2250));
    expect(over).toEqual([]);
  });

  test('whatever is named by a code exists', () => {
    const organisations = new Set([...practices, ...activePcns, ...providers].map(({ code }) => code));
    const named = {
      organisations: [
        ...clinicians.flatMap(({ employer, releases }) => [employer, ...Object.keys(releases)]),
        ...[...weeklyCommitments, ...singleCommitments].map(({ employer }) => employer),
        ...participations.flatMap(({ pcn, practice }) => [pcn, practice]),
        ...notSignedBy,
        ...clinics.flatMap(({ pcn, fixedShares }) => [pcn, ...(fixedShares ?? []).map(({ practice }) => practice)]),
      ].filter((code) => !organisations.has(code)),
      clinicians: [
        ...clinics.flatMap(({ lines }) => lines.flatMap(({ staff }) => staff)),
        ...[...weeklyCommitments, ...singleCommitments, ...leaves].map(({ clinician }) => clinician),
        ...clinicians.flatMap(({ supervisor }) => supervisor ?? []),
      ].filter((code) => !clinicianCodes.includes(code)),
      services: [...clinics, ...participations.map(({ service }) => ({ service }))].filter(
        ({ service }) => !services.some(({ code }) => code === service),
      ),
      sites: [...clinics.flatMap(({ hosts }) => hosts), ...leightonOffers].filter(
        ({ site }) => !openSites().some((open) => open.site === site),
      ),
    };
    expect(named).toEqual({ organisations: [], clinicians: [], services: [], sites: [] });
  });

  test('twelve clinics for Leighton Buzzard, two to four for each PCN of Luton, each by a rule that can be read', () => {
    expect(leightonClinics).toHaveLength(12);
    const counts = lutonPcns.map(({ code }) => lutonClinics.filter(({ pcn }) => pcn === code).length);
    expect(counts).toEqual([4, 3, 3, 2, 3, 3, 3]);
    expect(clinics.filter(({ rule }) => !parseRecurrence(rule).ok)).toEqual([]);
  });

  test('one network has an agreement that is not in force, and shares by a pilot', () => {
    const agreements = rowsOf(networkRows(), 'network_agreement');
    expect(agreements.filter(({ in_force_from }) => in_force_from === null)).toHaveLength(1);
    expect(participations.filter(({ state }) => state === 'OUT')).toHaveLength(1);
    expect(new Set(participations.flatMap(({ pcn, state }) => (state === 'PILOT' ? [pcn] : [])))).toEqual(
      new Set(['U62122']),
    );
  });

  test('rows have the same ids wherever the example is placed', () => {
    const ids = (around: string) => workforceRows(around).map(({ table, rows }) => [table, rows.map(({ id }) => id)]);
    expect(ids('2026-11-23')).toEqual(ids('2027-02-01'));
  });
});
