import { addDays, startOfDay } from '../time/london.js';
import { exampleId } from './example-id.js';
import { leaves, singleCommitments, weeklyCommitments } from './facts/absences.js';
import { clinicians, codeOf, type ExampleRole, patterns, roles } from './facts/clinicians.js';
import { organisationId } from './organisation-rows.js';
import type { Row, Rows } from './rows.js';

export function clinicianId(code: string): string {
  return exampleId('clinician', code);
}

const employedFrom = '2025-04-01';
const fullTime = 2250;
const sessionMinutes = 250;

/**
 * The synthetic clinicians with their jobs, hours and absences.
 * @param around the London day from which leave, single commitments and the leaver's last day count.
 */
export function workforceRows(around: string): Rows[] {
  const people = clinicians.map((facts, index) => {
    const sameRole = clinicians.slice(0, index + 1).filter(({ role }) => role === facts.role).length;
    const code = codeOf(index);
    return {
      facts,
      code,
      id: clinicianId(code),
      number: sameRole,
      employmentId: exampleId('employment', code),
      until: facts.leavesInDays === undefined ? null : addDays(around, facts.leavesInDays),
    };
  });

  return [
    {
      table: 'clinician',
      rows: people.map(({ facts, code, id, number }) => ({
        id,
        code,
        registered_by_id: organisationId(facts.employer),
        name: `Synthetic ${roles[facts.role].title} ${String(number).padStart(2, '0')} (example)`,
        synthetic: true,
        role_code: facts.role,
        skills: facts.skills ?? [],
        languages: facts.languages ?? ['en'],
        supervisor_id: facts.supervisor === undefined ? null : clinicianId(facts.supervisor),
        working_time_opt_out: false,
      })),
    },
    {
      table: 'registration',
      rows: people.flatMap(({ facts, code, id }, index) => {
        const role = roles[facts.role];
        if (role.body === null) return [];
        return {
          id: exampleId('registration', code),
          clinician_id: id,
          body: role.body,
          number: fakeNumber(role, index + 1),
          valid_from: employedFrom,
        };
      }),
    },
    {
      table: 'employment',
      rows: people.map(({ facts, id, employmentId, until }) => ({
        id: employmentId,
        clinician_id: id,
        employer_id: organisationId(facts.employer),
        contracted_minutes_per_week: facts.minutes ?? fullTime,
        session_minutes: facts.role === 'GP' ? sessionMinutes : 240,
        working_time_status: facts.partner === true ? 'PARTNER' : 'WORKER',
        valid_from: employedFrom,
        valid_to: until,
      })),
    },
    {
      table: 'pool_release',
      rows: people.flatMap(({ facts, code, id, employmentId, until }) =>
        Object.entries(facts.releases).map(([pcn, minutes]) => ({
          id: exampleId('release', `${code} ${pcn}`),
          employment_id: employmentId,
          clinician_id: id,
          employer_id: organisationId(facts.employer),
          pcn_id: organisationId(pcn),
          minutes_per_week: minutes,
          valid_from: employedFrom,
          valid_to: until,
        })),
      ),
    },
    {
      table: 'working_pattern',
      rows: people.flatMap(({ facts, code, id, employmentId, until }) =>
        patterns[facts.pattern].flatMap(({ weekdays, from, to }) =>
          weekdays.map((weekday) => ({
            id: exampleId('pattern', `${code} ${weekday}`),
            employment_id: employmentId,
            clinician_id: id,
            weekday,
            from_time: from,
            to_time: to,
            valid_from: employedFrom,
            valid_to: until,
          })),
        ),
      ),
    },
    { table: 'commitment', rows: commitmentRows(around) },
    { table: 'leave', rows: leaveRows(around) },
  ];
}

/** In the form that the body uses, and plainly nobody's: no register gives out numbers of zeros. */
function fakeNumber(role: Exclude<(typeof roles)[ExampleRole], { body: null }>, number: number): string {
  const digits = (length: number) => String(number).padStart(length, '0');
  if (role.body === 'NMC') return `00X${digits(4)}X`;
  return role.body === 'HCPC' ? `${role.profession}${digits(6)}` : digits(7);
}

function commitmentRows(around: string): Row[] {
  const instant = (day: number, time: string) => `${addDays(around, day)} ${time} Europe/London`;
  const nothing = {
    starts_at: null,
    ends_at: null,
    weekday: null,
    from_time: null,
    to_time: null,
    valid_from: null,
    valid_to: null,
  };
  return [
    ...weeklyCommitments.map(({ clinician, employer, weekday, from, to, minutes }) => ({
      ...nothing,
      id: exampleId('commitment', `${clinician} weekly`),
      clinician_id: clinicianId(clinician),
      declared_by_id: organisationId(employer),
      kind: 'WEEKLY',
      weekday,
      from_time: from,
      to_time: to,
      valid_from: employedFrom,
      working_minutes: minutes,
    })),
    ...singleCommitments.map(({ clinician, employer, day, from, to, minutes }) => ({
      ...nothing,
      id: exampleId('commitment', `${clinician} once`),
      clinician_id: clinicianId(clinician),
      declared_by_id: organisationId(employer),
      kind: 'RANGE',
      starts_at: instant(day, from),
      ends_at: instant(day, to),
      working_minutes: minutes,
    })),
  ];
}

function leaveRows(around: string): Row[] {
  const midnight = (day: number) => new Date(startOfDay(addDays(around, day))).toISOString();
  return leaves.map(({ clinician, kind, state, from, to }) => ({
    id: exampleId('leave', `${clinician} ${from}`),
    clinician_id: clinicianId(clinician),
    kind,
    starts_at: midnight(from),
    ends_at: midnight(to),
    state,
    decided_by: state === 'REQUESTED' ? null : 'example',
    decided_at: state === 'REQUESTED' ? null : midnight(Math.min(from, -28)),
  }));
}
