import { dice } from './random-rota-instance.js';

/**
 * A small file in the form of the Shift Scheduling Benchmark, loose enough that random rosters are now and then
 * feasible.
 */
export function randomBenchmark(seed: number): string {
  const roll = dice(seed);
  const days = 7 * (1 + roll(2));
  const staff = ['A', 'B', 'C'].slice(0, 1 + roll(3));
  const shifts = [`E,480,`, `L,600,${roll(2) === 0 ? 'E' : 'E|L'}`, `N,1440,E`];
  const any = <T>(list: readonly T[]): T => list[roll(list.length)]!;
  const many = (count: number, line: () => string) => Array.from({ length: roll(count) }, line).join('\n');
  const request = () => `${any(staff)},${roll(days)},${any(['E', 'L'])},${1 + roll(5)}`;
  const cover = Array.from({ length: days }, (_, day) => [`${day},E,${roll(3)},${roll(100)},${roll(5)}`])
    .flat()
    .join('\n');
  return [
    `SECTION_HORIZON\n${days}`,
    `SECTION_SHIFTS\n${shifts.join('\n')}`,
    'SECTION_STAFF',
    ...staff.map(
      (id) =>
        `${id},E=${roll(9)}|L=${1 + roll(9)},${2000 + roll(6000)},${roll(2) * roll(1000)},${3 + roll(4)},${1 + roll(2)},${1 + roll(2)},${roll(3)}`,
    ),
    `SECTION_DAYS_OFF\n${many(3, () => `${any(staff)},${roll(days)}`)}`,
    `SECTION_SHIFT_ON_REQUESTS\n${many(6, request)}`,
    `SECTION_SHIFT_OFF_REQUESTS\n${many(6, request)}`,
    `SECTION_COVER\n${cover}`,
  ].join('\n');
}
