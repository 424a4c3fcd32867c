import { describe, expect, test } from '@jest/globals';
import {
  releaseTimes,
  type ReleaseWave,
  slotsHeldFor111,
  slotTimes,
  type SlotTime,
} from '../../../src/sessions/clinic/rules/slot-times.js';
import { londonDay, londonInstant, londonTime } from '../../../src/time/london.js';

const session = { start: londonInstant('2026-10-28', '09:00'), end: londonInstant('2026-10-28', '12:00') };
function slots(count: number): SlotTime[] {
  const times = slotTimes(session, 15, count);
  return times.ok ? times.value : [];
}
function releases(count: number, waves: ReleaseWave[]) {
  const found = releaseTimes(slots(count), '2026-10-28', waves);
  if (!found.ok) return found.problems.map((problem) => problem.code);
  return found.value.map(({ releaseAt }) =>
    releaseAt === null ? 'now' : `${londonDay(releaseAt).slice(5)} ${londonTime(releaseAt)}`,
  );
}

describe('the slots of a session', () => {
  test('run end to end from its start', () => {
    expect(slots(3).map(({ slotNumber, start, end }) => [slotNumber, londonTime(start), londonTime(end)])).toEqual([
      [1, '09:00', '09:15'],
      [2, '09:15', '09:30'],
      [3, '09:30', '09:45'],
    ]);
  });

  test('twelve of a quarter of an hour fill three hours, and thirteen are refused', () => {
    expect(slots(12).at(-1)?.end).toBe(session.end);
    expect(slotTimes(session, 15, 13)).toEqual({
      ok: false,
      problems: [
        {
          code: 'SLOTS_DO_NOT_FIT',
          field: ['slotCount'],
          message:
            '13 slots of 15 minutes do not fit into the session: 12 do. Make it longer, or give it fewer or shorter slots.',
        },
      ],
    });
  });

  test('keep their length over the hour that comes twice in autumn', () => {
    const night = { start: londonInstant('2026-10-25', '00:00'), end: londonInstant('2026-10-25', '03:00') };
    expect([slotTimes(night, 60, 4).ok, slotTimes(night, 60, 5).ok]).toEqual([true, false]);
  });

  test.each([
    [0, 4, 'SLOTS_LENGTH'],
    [7.5, 4, 'SLOTS_LENGTH'],
    [15, 0, 'SLOTS_COUNT'],
    [15, NaN, 'SLOTS_COUNT'],
  ])('of %d minutes, %d of them, are refused', (minutes, count, code) => {
    expect(slotTimes(session, minutes, count)).toMatchObject({ ok: false, problems: [{ code }] });
  });
});

describe('slots held for 111', () => {
  test('are spread evenly over the session', () => {
    expect([0, 1, 2, 3, 12].map((held) => slotsHeldFor111(slots(12), held))).toEqual([
      { ok: true, value: [] },
      { ok: true, value: [7] },
      { ok: true, value: [4, 10] },
      { ok: true, value: [3, 7, 11] },
      { ok: true, value: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] },
    ]);
  });

  test('cannot be more than there are', () => {
    expect(slotsHeldFor111(slots(3), 4)).toEqual({
      ok: false,
      problems: [{ code: 'SLOTS_HELD', message: 'From 0 to 3 slots of this session can be held for 111.' }],
    });
  });
});

describe('release of slots', () => {
  test('without waves every slot is released at publication', () => {
    expect(releases(3, [])).toEqual(['now', 'now', 'now']);
  });

  test('a wave covers the whole session and not its first hours', () => {
    expect(releases(8, [{ count: 4, daysBefore: 1, localTime: '08:00' }])).toEqual([
      'now',
      '10-27 08:00',
      'now',
      '10-27 08:00',
      'now',
      '10-27 08:00',
      'now',
      '10-27 08:00',
    ]);
  });

  test('a wave is at its wall time also across the change of clocks', () => {
    const found = releaseTimes(slots(1), '2026-10-28', [{ count: 1, daysBefore: 7, localTime: '08:00' }]);
    expect(found).toEqual({ ok: true, value: [{ slotNumber: 1, releaseAt: Date.parse('2026-10-21T07:00:00Z') }] });
  });

  test('a wave on the day itself has only slots that have not begun', () => {
    expect(releases(12, [{ count: 4, daysBefore: 0, localTime: '11:00' }])).toEqual([
      ...Array.from({ length: 8 }, () => 'now'),
      ...Array.from({ length: 4 }, () => '10-28 11:00'),
    ]);
  });

  test('an early wave leaves a late one the slots that only it can have', () => {
    const waves = [
      { count: 8, daysBefore: 7, localTime: '08:00' },
      { count: 4, daysBefore: 0, localTime: '11:00' },
    ];
    expect(releases(12, waves)).toEqual([
      ...Array.from({ length: 8 }, () => '10-21 08:00'),
      ...Array.from({ length: 4 }, () => '10-28 11:00'),
    ]);
  });

  test('a wave with more slots than are left to begin after it is refused', () => {
    expect(releases(12, [{ count: 5, daysBefore: 0, localTime: '11:00' }])).toEqual(['RELEASE_WAVES_DO_NOT_FIT']);
  });

  test.each<[string, ReleaseWave]>([
    ['no slots', { count: 0, daysBefore: 1, localTime: '08:00' }],
    ['days after the session', { count: 1, daysBefore: -1, localTime: '08:00' }],
    ['more than a year before', { count: 1, daysBefore: 367, localTime: '08:00' }],
    ['no time', { count: 1, daysBefore: 1, localTime: '8 am' }],
  ])('a wave of %s is refused', (_, wave) => {
    expect(releases(12, [wave])).toEqual(['RELEASE_WAVE_MALFORMED']);
  });
});
