import { describe, expect, test } from '@jest/globals';
import { explain } from '../../../src/rota-engine/answers/explain.js';
import { price } from '../../../src/rota-engine/answers/price.js';
import { replan } from '../../../src/rota-engine/answers/replan.js';
import { whyOpenInWords } from '../../../src/rota-engine/answers/why-open.js';
import { compile } from '../../../src/rota-engine/scoring/compile.js';
import { Kernel } from '../../../src/rota-engine/scoring/kernel.js';
import { loadHighs } from '../../../src/rota-engine/exact/load-highs.js';
import {
  assignments,
  at,
  clinician,
  employment,
  instance,
  profile,
  session,
} from '../../support/rota-engine/rota-instance.js';

const highs = await loadHighs();

const network = instance({
  sessions: [
    session('mon', 0, '09:00', '13:00'),
    session('mon-too', 0, '12:00', '16:00'),
    session('tue', 1, '09:00', '13:00'),
    session('wed', 2, '09:00', '13:00'),
  ],
  clinicians: [
    clinician('ann'),
    clinician('bea', { employments: [employment({ maximumMinutesPerWeek: 300 })] }),
    clinician('cem', { leave: [{ start: at(1, '00:00'), end: at(2, '00:00') }] }),
    clinician('dot', { roles: ['PA'] }),
  ],
});

function kernelOf(given: typeof network, rota: string): Kernel {
  const problem = compile(given, profile());
  const kernel = new Kernel(problem);
  for (const { clinicianId, sessionId, line } of assignments(rota)) {
    const person = problem.model.clinicians.findIndex(({ id }) => id === clinicianId);
    kernel.add(person, problem.model.lineOf(sessionId, line));
  }
  kernel.mark();
  return kernel;
}

function ways(rota: string, event: Parameters<typeof replan>[4], given = network) {
  const answer = replan(highs, given, profile(), assignments(rota), event, { now: at(0, '18:00') });
  if (!answer.ok) throw new Error(answer.problems[0]?.message);
  return answer.value.ways;
}

describe('explain', () => {
  test('names each cost with its rule, its week and a sentence', () => {
    const kernel = kernelOf(network, 'ann@mon');
    const { costs, bySession } = explain(kernel.problem, kernel.pieces());
    expect(costs.find(({ sessionId }) => sessionId === 'tue')).toEqual({
      rule: 'cover',
      level: 1,
      cost: 10_000,
      amount: 1,
      clinicianId: null,
      sessionId: 'tue',
      week: 0,
      sentence: 'tue, Tue 1 Dec 2026 09:00-13:00: 1 of 1 post open.',
    });
    expect(bySession.map(({ key }) => key).sort()).toEqual(['mon-too', 'tue', 'wed']);
  });

  test('reports duties that are not met as shortfalls, apart from preferences', () => {
    const kernel = kernelOf(network, 'ann@mon ann@tue');
    const { shortfalls } = explain(kernel.problem, kernel.pieces());
    expect(shortfalls.map(({ rule, sessionId }) => `${rule} ${sessionId}`)).toEqual(['cover mon-too', 'cover wed']);
  });
});

describe('whyOpen', () => {
  test('says for each clinician what stands in the way and the nearest change', () => {
    const kernel = kernelOf(network, 'ann@mon bea@mon-too');
    expect(whyOpenInWords(kernel, kernel.problem.model.lineOf('tue', 0))).toEqual([
      { clinicianId: 'ann', reasons: [], nearest: [] },
      {
        clinicianId: 'bea',
        reasons: [
          {
            rule: 'minutes-a-week',
            sentence: 'Dr bea would work 480 minutes in the week of Mon 30 Nov 2026; 300 is the most.',
          },
        ],
        nearest: [{ kind: 'MOVE', sessionId: 'mon-too', line: 0, toClinicianId: 'cem' }],
      },
      {
        clinicianId: 'cem',
        reasons: [{ rule: 'leave', sentence: 'Dr cem is on leave during tue, Tue 1 Dec 2026 09:00-13:00.' }],
        nearest: [{ kind: 'LIFT', rule: 'leave', amount: 1 }],
      },
      {
        clinicianId: 'dot',
        reasons: [
          {
            rule: 'role',
            sentence: 'Dr dot has none of the roles that tue, Tue 1 Dec 2026 09:00-13:00 asks for (GP).',
          },
        ],
        nearest: [{ kind: 'LIFT', rule: 'role', amount: 1 }],
      },
    ]);
  });
});

describe('the nearest change', () => {
  const nearestFor = (given: typeof network, rota: string, who: string, sessionId: string) => {
    const kernel = kernelOf(given, rota);
    const candidates = whyOpenInWords(kernel, kernel.problem.model.lineOf(sessionId, 0));
    return candidates.find(({ clinicianId }) => clinicianId === who);
  };

  test('names everything that stands in the way of one clinician, and a step for each', () => {
    const absent = { leave: [{ start: at(0, '00:00'), end: at(1, '00:00') }], pattern: [] };
    const given = { ...network, clinicians: [clinician('ann', absent)] };
    expect(nearestFor(given, '', 'ann', 'mon')).toEqual({
      clinicianId: 'ann',
      reasons: [
        { rule: 'leave', sentence: 'Dr ann is on leave during mon, Mon 30 Nov 2026 09:00-13:00.' },
        {
          rule: 'working-pattern',
          sentence: 'mon, Mon 30 Nov 2026 09:00-13:00 is outside the working pattern of Dr ann.',
        },
      ],
      nearest: [
        { kind: 'LIFT', rule: 'leave', amount: 1 },
        { kind: 'LIFT', rule: 'working-pattern', amount: 1 },
      ],
    });
  });

  test('never lifts that nobody is in two places at once: the other session is left open when nobody takes it', () => {
    const alone = { ...network, clinicians: [clinician('ann')] };
    expect(nearestFor(alone, 'ann@mon', 'ann', 'mon-too')?.nearest).toEqual([
      { kind: 'RELEASE', sessionId: 'mon', line: 0 },
    ]);
  });

  test('tells of a clash beside what keeps the clinician out anyway', () => {
    const given = { ...network, clinicians: [clinician('ann'), clinician('dot', { roles: ['PA', 'GP'] })] };
    given.sessions = [
      session('mon', 0, '09:00', '13:00'),
      session('mon-too', 0, '12:00', '16:00', { lines: [{ skills: ['diabetes'] }] }),
    ];
    const found = nearestFor(given, 'dot@mon', 'dot', 'mon-too');
    expect(found?.reasons.map(({ rule }) => rule)).toEqual(['skill', 'overlap']);
    expect(found?.nearest).toEqual([
      { kind: 'LIFT', rule: 'skill', amount: 1 },
      { kind: 'MOVE', sessionId: 'mon', line: 0, toClinicianId: 'ann' },
    ]);
  });

  test('lifts a limit by what is over it when nobody can take one of the sessions', () => {
    const alone = { ...network, clinicians: [network.clinicians[1]!] };
    expect(nearestFor(alone, 'bea@mon-too', 'bea', 'tue')?.nearest).toEqual([
      { kind: 'LIFT', rule: 'minutes-a-week', amount: 180 },
    ]);
  });
});

describe('price', () => {
  test('moves what clashes to whoever can take it, and proves that nothing is cheaper', () => {
    const kernel = kernelOf(network, 'ann@mon cem@wed');
    const { lineOf } = kernel.problem.model;
    const answer = price(highs, kernel, 0, lineOf('mon-too', 0));
    expect(answer).toMatchObject({ possible: true, proven: true });
    if (!answer.possible) return;
    expect(answer.bound).toBe(answer.weighed);
    // Ann cannot hold both sessions of Monday: the other goes on to somebody else, and all the posts are filled.
    expect(explain(kernel.problem, answer.pieces).byRule.some(({ key }) => key === 'cover')).toBe(false);
  });

  test('says why it cannot be', () => {
    const kernel = kernelOf(network, 'ann@mon');
    expect(price(highs, kernel, 2, kernel.problem.model.lineOf('tue', 0))).toEqual({
      possible: false,
      proven: true,
      reasons: [{ rule: 'leave', sentence: 'Dr cem is on leave during tue, Tue 1 Dec 2026 09:00-13:00.' }],
    });
  });
});

describe('replan', () => {
  const published = 'ann@mon cem@mon-too ann@tue cem@wed';

  test('fills what an absence opens with the fewest changes and tells both sides', () => {
    const [first] = ways(published, {
      kind: 'ABSENCE',
      clinicianId: 'ann',
      start: at(1, '00:00'),
      end: at(2, '00:00'),
    });
    expect(first).toMatchObject({
      open: [],
      proven: true,
      told: [
        { clinicianId: 'ann', loses: [{ sessionId: 'tue', line: 0 }], gains: [] },
        { clinicianId: 'bea', loses: [], gains: [{ sessionId: 'tue', line: 0 }] },
      ],
    });
  });

  test('leaves open what nobody may take, and says so', () => {
    const [first] = ways('ann@tue bea@wed', {
      kind: 'ABSENCE',
      clinicianId: 'ann',
      start: at(1, '00:00'),
      end: at(7, '00:00'),
    });
    const all = ways(
      'ann@tue',
      { kind: 'LEAVER', clinicianId: 'ann', day: 1 },
      {
        ...network,
        clinicians: network.clinicians.filter(({ id }) => id !== 'bea'),
      },
    );
    expect(first?.told.map(({ clinicianId }) => clinicianId)).toContain('ann');
    expect(all.map(({ open, told }) => ({ open, told }))).toEqual([
      {
        open: [{ sessionId: 'tue', line: 0, posts: 1 }],
        told: [{ clinicianId: 'ann', loses: [{ sessionId: 'tue', line: 0 }], gains: [] }],
      },
    ]);
  });

  test('offers other ways to fill the same posts, the best first', () => {
    const all = ways('ann@wed', { kind: 'ABSENCE', clinicianId: 'ann', start: at(2, '00:00'), end: at(3, '00:00') });
    const gains = all.map(({ told }) => told.filter((each) => each.gains.length > 0).map((each) => each.clinicianId));
    expect(gains.sort()).toEqual([['bea'], ['cem']]);
  });

  test('leaves Monday as it was for a leaver on Monday evening, pinned or not', () => {
    const [first] = ways(
      published,
      { kind: 'LEAVER', clinicianId: 'ann', day: 1 },
      {
        ...network,
        pins: assignments('ann@tue'),
      },
    );
    expect(first?.assignments).toEqual(expect.arrayContaining(assignments('ann@mon cem@mon-too')));
    expect(first?.assignments).not.toContainEqual(assignments('ann@tue')[0]);
  });

  test('tells those of a cancelled session and moves nobody', () => {
    const all = ways(published, { kind: 'CANCELLED_SESSION', sessionId: 'wed' });
    expect(all.map(({ told }) => told)).toEqual([
      [{ clinicianId: 'cem', loses: [{ sessionId: 'wed', line: 0 }], gains: [] }],
    ]);
  });

  test('staffs a new session', () => {
    const [first] = ways(published, { kind: 'NEW_SESSION', session: session('thu', 3, '09:00', '13:00') });
    expect(first?.told.map(({ gains }) => gains)).toEqual([[{ sessionId: 'thu', line: 0 }]]);
  });

  test('tells a published clinician who may not work any more, whatever the event is about', () => {
    const lapsed = {
      ...network,
      clinicians: network.clinicians.map((one) => (one.id === 'cem' ? { ...one, registrations: [] } : one)),
    };
    const [first] = ways(published, { kind: 'CANCELLED_SESSION', sessionId: 'tue' }, lapsed);
    expect(first?.told.find(({ clinicianId }) => clinicianId === 'cem')?.loses).toEqual([
      { sessionId: 'wed', line: 0 },
    ]);
  });

  test('refuses an event that names what is not there or is past', () => {
    const refused = (event: Parameters<typeof replan>[4]) => {
      const answer = replan(highs, network, profile(), [], event, { now: at(0, '18:00') });
      return answer.ok ? [] : answer.problems.map(({ code, message }) => `${code}: ${message}`);
    };
    expect(refused({ kind: 'LEAVER', clinicianId: 'eve', day: 1 })).toEqual(['NOT_FOUND: There is no clinician eve.']);
    expect(refused({ kind: 'CANCELLED_SESSION', sessionId: 'mon' })).toEqual(['INVALID_INPUT: Session mon has begun.']);
    expect(refused({ kind: 'NEW_SESSION', session: session('tue', 3, '09:00', '10:00') })).toEqual([
      'INVALID_INPUT: There is a session tue already.',
    ]);
  });
});
