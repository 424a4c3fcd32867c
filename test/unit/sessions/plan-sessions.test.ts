import { describe, expect, test } from '@jest/globals';
import { parseRecurrence } from '../../../src/time/recurrence-rule.js';
import { addDays } from '../../../src/time/london.js';
import type { ClinicPlan } from '../../../src/sessions/clinic/rules/clinic-plan.js';
import {
  plannedDays,
  type PlanningFacts,
  planSessions,
  unofferedHosts,
} from '../../../src/sessions/publication/rules/plan-sessions.js';
import { to111At } from '../../../src/sessions/clinic/rules/unused-to-111.js';

function rule(text: string) {
  const parsed = parseRecurrence(text);
  if (!parsed.ok) throw new Error(text);
  return parsed.value;
}

function plan(changes: Partial<ClinicPlan> = {}): ClinicPlan {
  return {
    recurrence: rule('FREQ=WEEKLY;BYDAY=WE'),
    startTime: '09:00',
    durationMinutes: 60,
    startsOn: '2026-10-01',
    endsOn: null,
    hosting: 'ONE',
    hosts: [{ siteId: 'north', roomId: null, weight: 1 }],
    lines: [{ roleCode: 'GP', count: 1, slotsPerPost: 4 }],
    slotMinutes: 15,
    deliveryModes: ['TELEPHONE'],
    releases: [],
    heldFor111: 0,
    unusedTo111From: null,
    unusedTo111Policy: 'NEVER',
    sharingPolicy: 'EQUAL',
    fixedShares: [],
    bankHolidayPolicy: 'SKIP',
    poolMinutesBefore: 60,
    bookableUnstaffed: false,
    ...changes,
  };
}

function room(roomId: string, siteId: string, suits = true) {
  return {
    roomId,
    siteId,
    name: roomId,
    siteName: siteId,
    suits,
  };
}
const days = ['2026-10-07', '2026-10-14', '2026-10-21'];
function facts(changes: Partial<PlanningFacts> = {}): PlanningFacts {
  return {
    rooms: [room('n1', 'north'), room('n2', 'north'), room('s1', 'south')],
    offered: days.flatMap((day) => ['n1', 'n2', 's1'].map((roomId) => ({ day, roomId }))),
    busy: [],
    sharers: days.flatMap((day) =>
      ['a', 'b'].map((practiceId) => ({ day, practiceId, odsCode: practiceId, list: null })),
    ),
    balances: { places: new Map(), turns: new Map() },
    unusedTo111Defaults: [],
    ...changes,
  };
}
function daysOf(of: ClinicPlan, from: string, to: string) {
  const planned = plannedDays(of, { from, to });
  if (!planned.ok) throw new Error(planned.problems[0]?.message);
  return planned.value;
}
function planned(of = plan(), known = facts()) {
  return planSessions(of, daysOf(of, '2026-10-05', '2026-10-22'), known);
}

describe('the days of a clinic', () => {
  test('count every day of the rule from the first, so that the window does not shift whose turn it is', () => {
    const weekly = plan({ startsOn: '2015-01-01' });
    const all = daysOf(weekly, '2026-06-01', '2027-01-20');
    for (const from of ['2026-07-01', '2026-12-24', '2027-01-06']) {
      expect(daysOf(weekly, from, '2027-01-20')).toEqual(all.filter((day) => day.occurrenceOn >= from));
    }
    expect(all.at(-1)).toEqual({ occurrenceOn: '2027-01-13', heldOn: '2027-01-13', index: 627 });
  });

  test('stay within the clinic’s own dates', () => {
    const short = plan({ startsOn: '2026-10-10', endsOn: '2026-10-21' });
    expect(daysOf(short, '2026-01-01', '2026-12-01').map((day) => day.heldOn)).toEqual(['2026-10-14']);
    expect(daysOf(short, '2026-10-21', '2026-12-01')).toEqual([]);
  });

  test('a bank holiday is moved to another day of the clinic, never past its end', () => {
    const mondays = { recurrence: rule('FREQ=WEEKLY;BYDAY=MO'), bankHolidayPolicy: 'MOVE' } as const;
    const held = (endsOn: string) =>
      daysOf(plan({ ...mondays, endsOn }), '2026-12-21', '2027-01-02').map(({ heldOn }) => heldOn);
    expect(held('2026-12-30')).toEqual(['2026-12-21', '2026-12-29']);
    expect(held('2026-12-29')).toEqual(['2026-12-21']);
  });

  test('are at most 53 weeks', () => {
    expect(plannedDays(plan(), { from: '2026-10-05', to: addDays('2026-10-05', 372) })).toMatchObject({
      ok: false,
      problems: [{ code: 'RECURRENCE_WINDOW' }],
    });
  });
});

describe('where', () => {
  test('a site without a named room lends the first suitable room that is on offer and free', () => {
    const start = Date.parse('2026-10-14T08:30:00Z');
    const busy = [{ roomId: 'n1', start, end: start + 3_600_000, what: null }];
    expect(planned(plan(), facts({ busy })).map((session) => session.roomId)).toEqual(['n1', 'n2', 'n1']);
    expect(
      planned(plan(), facts({ rooms: [room('n1', 'north', false), room('n2', 'north')] })).map(({ roomId }) => roomId),
    ).toEqual(['n2', 'n2', 'n2']);
  });

  test('a named room that is in use is a problem of that session alone; what ends as it starts is none', () => {
    const start = Date.parse('2026-10-14T08:30:00Z');
    const named = plan({ hosts: [{ siteId: 'north', roomId: 'n1', weight: 1 }] });
    const problems = (from: number, to: number) =>
      planned(named, facts({ busy: [{ roomId: 'n1', start: from, end: to, what: 'Knees' }] })).map((session) =>
        session.problems.map(({ code, message }) => [code, message]),
      );
    const message = 'n1 at north is taken on 2026-10-14 from 09:30 to 10:30 (Knees). Choose another room, time or day.';
    expect(problems(start, start + 3_600_000)).toEqual([[], [['ROOM_TAKEN', message]], []]);
    expect(problems(start - 3_600_000, start - 1_800_000)).toEqual([[], [], []]);
  });

  test('a host without an offer that day is stood in for; without anybody it is a problem', () => {
    const two = plan({
      hosting: 'IN_TURN',
      hosts: [
        { siteId: 'north', roomId: null, weight: 1 },
        { siteId: 'south', roomId: null, weight: 1 },
      ],
    });
    const offered = [
      { day: '2026-10-07', roomId: 's1' },
      { day: '2026-10-14', roomId: 's1' },
    ];
    expect(
      planned(two, facts({ offered })).map(({ siteId, standsInForSiteId, problems }) => [
        siteId,
        standsInForSiteId,
        problems,
      ]),
    ).toEqual([
      ['south', 'north', []],
      ['south', 'north', []],
      [
        'north',
        null,
        [
          {
            code: 'HOST_NOT_OFFERED',
            message:
              'No suitable room of north or south is offered on Wednesday 2026-10-21 from 09:00 to 10:00. Its practice offers one with offerAccommodation.',
          },
        ],
      ],
    ]);
    expect(unofferedHosts(two, daysOf(two, '2026-10-05', '2026-10-22'), facts({ offered }))).toMatchObject([
      { code: 'HOST_NOT_OFFERED', field: ['hosts', '0'] },
    ]);
  });
});

describe('whose turn', () => {
  const two = plan({
    hosting: 'IN_TURN',
    hosts: [
      { siteId: 'north', roomId: null, weight: 1 },
      { siteId: 'south', roomId: null, weight: 1 },
    ],
  });
  const sites = (known: PlanningFacts) =>
    planned(two, known).map(({ siteId, standsInForSiteId }) => [siteId, standsInForSiteId]);

  test('a skipped turn is carried: the host makes it up as soon as it can', () => {
    const offered = facts().offered.filter(({ day, roomId }) => day !== '2026-10-07' || roomId === 's1');
    expect(sites(facts({ offered }))).toEqual([
      ['south', 'north'],
      ['north', null],
      ['north', null],
    ]);
  });

  test('is carried between publications, and a site that hosts no longer keeps what it is owed', () => {
    const owed = 500_000_000_000n;
    const turns = new Map([
      ['north', -owed],
      ['south', owed - 1n],
      ['gone', 1n],
    ]);
    expect(sites(facts({ balances: { places: new Map(), turns } }))).toEqual([
      ['south', null],
      ['north', null],
      ['south', null],
    ]);
  });
});

describe('who', () => {
  test('places go on where the last session, and the last publication, left off', () => {
    const odd = plan({ lines: [{ roleCode: 'GP', count: 1, slotsPerPost: 3 }] });
    const given = (known: PlanningFacts) => planned(odd, known).map(({ shares }) => shares.map(({ places }) => places));
    expect(given(facts())).toEqual([
      [2, 1],
      [1, 2],
      [2, 1],
    ]);
    const half = 500_000_000_000n;
    const places = new Map([
      ['a', -half],
      ['b', half],
    ]);
    expect(given(facts({ balances: { places, turns: new Map() } }))).toEqual([
      [1, 2],
      [2, 1],
      [1, 2],
    ]);
  });

  test('places are the slots that are not held for 111', () => {
    for (const heldFor111 of [0, 1, 3, 4]) {
      const [session] = planned(plan({ heldFor111 }));
      expect(session?.shares.reduce((sum, share) => sum + share.places, 0)).toBe(4 - heldFor111);
      expect(session?.slots.filter((slot) => slot.heldFor111)).toHaveLength(heldFor111);
    }
  });

  test('two posts side by side number their slots by time', () => {
    const [session] = planned(plan({ lines: [{ roleCode: 'GP', count: 2, slotsPerPost: 2 }] }));
    expect(
      session?.slots.map(({ number, postNumber, startsAt }) => [number, postNumber, new Date(startsAt).toISOString()]),
    ).toEqual([
      [1, 1, '2026-10-07T08:00:00.000Z'],
      [2, 2, '2026-10-07T08:00:00.000Z'],
      [3, 1, '2026-10-07T08:15:00.000Z'],
      [4, 2, '2026-10-07T08:15:00.000Z'],
    ]);
  });

  test('by lists, each session goes by its own day’s, and says by which', () => {
    const list = (day: string, practiceId: string, value: number, countedOn: string) => ({
      day,
      practiceId,
      odsCode: practiceId,
      list: { value, countedOn, source: 'NHS' },
    });
    const sharers = [
      list('2026-10-07', 'a', 100, '2026-04-01'),
      list('2026-10-07', 'b', 300, '2026-04-01'),
      list('2026-10-14', 'a', 300, '2026-10-08'),
      list('2026-10-14', 'b', 100, '2026-10-08'),
    ];
    const sessions = planned(plan({ sharingPolicy: 'REGISTERED_LIST' }), facts({ sharers }));
    expect(
      sessions.map(({ shares, problems }) => [
        shares.map(({ places, weightSource }) => [places, weightSource]),
        problems.map(({ code }) => code),
      ]),
    ).toEqual([
      [
        [
          [1, 'Registered list of 2026-04-01: NHS'],
          [3, 'Registered list of 2026-04-01: NHS'],
        ],
        [],
      ],
      [
        [
          [3, 'Registered list of 2026-10-08: NHS'],
          [1, 'Registered list of 2026-10-08: NHS'],
        ],
        [],
      ],
      [[], ['NO_MEMBERS']],
    ]);
  });
});

test('a session that fits a day of 24 hours is refused on the one of 23, where it would end after midnight', () => {
  const sundays = plan({ recurrence: rule('FREQ=WEEKLY;BYDAY=SU'), startTime: '00:00', startsOn: '2026-03-01' });
  const [before, change] = ['2026-03-22', '2026-03-29'];
  const offered = [before, change].map((day) => ({ day, roomId: 'n1' }));
  const sharers = [before, change].map((day) => ({ day, practiceId: 'a', odsCode: 'a', list: null }));
  const problemsFor = (durationMinutes: number) => {
    const of = { ...sundays, durationMinutes };
    return planSessions(of, daysOf(of, before, '2026-04-01'), facts({ offered, sharers })).map(
      ({ sessionOn, problems }) => [sessionOn, problems.map(({ code }) => code)],
    );
  };
  expect([problemsFor(1439), problemsFor(1380)]).toEqual([
    [
      [before, []],
      [change, ['SESSION_PAST_MIDNIGHT']],
    ],
    [
      [before, []],
      [change, []],
    ],
  ]);
});

test('what is free is also for NHS 111 from the clinic’s time by the clock in London, whichever way the clocks change', () => {
  const days = ['2026-10-24', '2026-10-25', '2027-03-27', '2027-03-28'];
  const at = (unusedTo111From: string | null) =>
    days
      .map((day) =>
        to111At({ unusedTo111From, unusedTo111Policy: unusedTo111From === null ? 'NEVER' : 'CLINIC_TIME' }, day, []),
      )
      .map((time) => (time === null ? null : new Date(time).toISOString()));
  expect(at('14:00')).toEqual([
    '2026-10-24T13:00:00.000Z',
    '2026-10-25T14:00:00.000Z',
    '2027-03-27T14:00:00.000Z',
    '2027-03-28T13:00:00.000Z',
  ]);
  // A time that the clocks skip is the one an hour later, and one that comes twice is the first: of the same day still.
  expect(at('01:30')).toEqual([
    '2026-10-24T00:30:00.000Z',
    '2026-10-25T00:30:00.000Z',
    '2027-03-27T01:30:00.000Z',
    '2027-03-28T01:30:00.000Z',
  ]);
  expect(at(null)).toEqual([null, null, null, null]);
});
