import type { Model } from '../model/model.js';
import type { RuleSetting } from '../model/profile.js';
import type { Rule } from '../rules/rule.js';
import type { Problem } from './problem.js';

type Band = Pick<Problem, 'band' | 'bandReach' | 'bandGroup' | 'reachDays' | 'dayWidth'>;

/** The prohibited pairs of lines, once for each group of clinicians who have the same. */
export function bandOf(model: Model, rules: readonly Rule[], settings: readonly RuleSetting[], pins: Int32Array): Band {
  const prohibiting = rules.filter(
    (rule, index) => rule.clashes !== undefined && settings[index]?.hardness === 'PROHIBITS',
  );
  const groups = new Map<string, number>();
  const examples: number[] = [];
  const bandGroup = Uint16Array.from(model.clinicians, (_, clinician) => {
    const key = prohibiting.map((rule) => rule.clashGroup?.(model, clinician) ?? '').join('|');
    const known = groups.get(key);
    if (known !== undefined) return known;
    groups.set(key, examples.length);
    return examples.push(clinician) - 1;
  });

  const tests = prohibiting.flatMap(({ clashes }) => clashes ?? []);
  const clash: NonNullable<Rule['clashes']> = (...pair) => {
    for (const test of tests) if (test(...pair)) return true;
    return false;
  };
  let bandReach = 0;
  let reachDays = 0;
  const pairs = examples.map((clinician) => {
    const found: [number, number][] = [];
    for (const earlier of model.lines) {
      for (let index = earlier.index + 1; index < model.lines.length; index += 1) {
        const later = model.lines[index];
        if (later === undefined || later.day - earlier.day > 2) break;
        if (!clash(model, clinician, earlier, later)) continue;
        found.push([earlier.index, index]);
        bandReach = Math.max(bandReach, index - earlier.index);
        reachDays = Math.max(reachDays, later.day - earlier.day);
      }
    }
    return found;
  });
  const width = 2 * bandReach + 1;
  const band = pairs.map((found) => {
    const bits = new Uint8Array(model.lines.length * width);
    for (const [a, b] of found) {
      bits[a * width + b - a + bandReach] = 1;
      bits[b * width + a - b + bandReach] = 1;
    }
    return bits;
  });
  return {
    band,
    bandReach,
    bandGroup,
    reachDays,
    dayWidth: dayWidthOf(
      model,
      pins,
      prohibiting.some(({ id }) => id === 'overlap'),
    ),
  };
}

/** The most lines of one day that one clinician can hold: those that fit one after the other, and every pin. */
function dayWidthOf(model: Model, pins: Int32Array, overlapProhibited: boolean): number {
  const lineCount = model.lines.length;
  const pinned = new Map<number, number>();
  let mostPinned = 0;
  for (const pin of pins) {
    const line = model.lines[pin % lineCount];
    const key = Math.floor(pin / lineCount) * model.days + (line?.day ?? 0);
    const count = (pinned.get(key) ?? 0) + 1;
    pinned.set(key, count);
    mostPinned = Math.max(mostPinned, count);
  }
  let most = 1;
  for (const lines of model.linesOfDay) {
    if (!overlapProhibited) most = Math.max(most, lines.length);
    let count = 0;
    let free = -Infinity;
    for (const line of lines.flatMap((index) => model.lines[index] ?? []).sort((a, b) => a.end - b.end)) {
      if (line.start < free) continue;
      free = line.end;
      count += 1;
    }
    most = Math.max(most, count);
  }
  return most + mostPinned;
}
