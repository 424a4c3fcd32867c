import { randomUUID } from 'node:crypto';
import type { Bearings, DearQuestion } from './dear-questions.js';

type Who = Pick<DearQuestion, 'role' | 'organisation'>;

const report = `{ moves { kind count text } stays { kind text } told { organisation { name } what } }`;

/** Changes that do more than write one thing: those that can be tried are tried, at the largest. */
export function dearChanges(
  of: Bearings,
  { director, navigator, manager }: Readonly<Record<'director' | 'navigator' | 'manager', Who>>,
): DearQuestion[] {
  const [first = '', second = ''] = of.practices;
  const employer = { role: 'practice-manager', organisation: of.practices.at(-1) ?? '' } as const;
  const change = (
    mutation: string,
    who: Who,
    input: object | ((nth: number) => object),
    selection = `change ${report}`,
  ): DearQuestion => {
    const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
    return {
      name: mutation,
      ...who,
      query: `mutation ($input: ${type}!) { ${mutation}(input: $input) { ${selection} userErrors { code message } } }`,
      variables: (nth) => ({ input: typeof input === 'function' ? (input as (nth: number) => object)(nth) : input }),
    };
  };
  const tried = (mutation: string, who: Who, input: object): DearQuestion =>
    change(mutation, who, { ...input, dryRun: true });
  const patient = (nth: number) => ({ reference: `P-${nth}`, channel: 'PHONE', need: 'MEDICATION_REVIEW' });
  const session = (nth: number): string => of.sessions[nth] ?? '';
  return [
    tried('changeSharedClinic', director, { clinic: of.clinics[0], from: of.day(1), durationMinutes: 270 }),
    tried('moveSharedClinicHost', director, {
      clinic: of.clinics[0],
      from: of.day(1),
      host: of.sites[1],
      to: { site: of.sites[0] },
    }),
    tried('setParticipation', director, { practice: first, service: of.service, state: 'OUT', from: of.day(1) }),
    tried('setUnusedTo111Default', director, { pcn: of.pcn, from: of.day(1), unusedTo111From: '12:00' }),
    tried('approveLeave', employer, { leave: of.leave, affectedAssignments: 'OPEN' }),
    tried('endEmployment', employer, { employment: of.employment, on: of.day(120) }),
    tried('giveNotice', manager, { practices: of.practices, endsOn: of.day(200), noticeGivenOn: of.today }),
    tried('handOverPractice', manager, { practice: first, from: of.day(2), to: { branchOf: second } }),
    tried('leaveNetwork', manager, { practice: first, from: of.day(2), joins: 'U00002' }),
    tried('mergeOrganisations', manager, { organisation: first, into: second, from: of.day(2) }),
    tried('closeSite', manager, { site: of.sites[0], from: of.day(10) }),
    change('overrideShares', director, (nth) => ({
      session: session(0),
      reason: 'bench',
      shares: [
        { practice: first, places: nth % 2 === 0 ? 2 : 3 },
        { practice: second, places: nth % 2 === 0 ? 4 : 3 },
      ],
    })),
    change(
      'publishSessions',
      director,
      (nth) => ({ clinic: of.clinics[nth], until: of.day(53 * 7) }),
      'publishedCount',
    ),
    change('cancelSession', director, (nth) => ({ session: session(100 + nth), reason: 'bench' })),
    change(
      'scheduleSharedClinic',
      director,
      (nth) => ({
        pcn: of.pcn,
        service: of.service,
        title: `Bench ${nth}`,
        recurrence: 'FREQ=DAILY',
        startTime: '08:00',
        durationMinutes: 240,
        startsOn: of.day(10),
        hosting: 'ONE',
        hosts: [{ place: { site: of.sites[0] } }],
        staffing: [{ role: 'CLINICAL_PHARMACIST', count: 1, slotsPerPost: 16 }],
        sharing: { policy: 'EQUAL' },
        idempotencyKey: randomUUID(),
      }),
      'clinic { id }',
    ),
    change(
      'waitForSlot',
      navigator,
      (nth) => ({ ...patient(nth), practice: first, service: of.service, from: of.day(1), to: of.day(90) }),
      'waitingEntry { id }',
    ),
    change(
      'returnPlaces',
      director,
      (nth) => ({ session: session(200 + nth), practice: first, count: 1 }),
      'session { id }',
    ),
    change(
      'bookSlot',
      navigator,
      (nth) => ({ ...patient(nth), practice: first, what: { slot: of.slots[nth] }, idempotencyKey: randomUUID() }),
      'booking { id }',
    ),
  ];
}
