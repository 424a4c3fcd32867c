import type { Instance } from '../model/instance.js';
import { type Line, type Model, modelOf } from '../model/model.js';
import type { Profile, RuleSetting } from '../model/profile.js';
import type { Rule } from '../rules/rule.js';
import { about } from '../model/subject.js';
import { rules as allRules } from '../rules/rules.js';
import { Terms } from '../rules/terms.js';
import { bandOf } from './clashes.js';
import { arraysOf, toursOf } from './term-arrays.js';
import { pieceFinder } from './pieces.js';
import type { Problem } from './problem.js';

/**
 * The instance under the profile, ready for the kernel. Throws RangeError when the instance names an unknown id or a
 * session outside the horizon: its maker has to check the input first.
 */
export function compile(instance: Instance, profile: Profile, rules: readonly Rule[] = allRules): Problem {
  const model = modelOf(instance, profile);
  const settings = rules.map((rule) => settingOf(rule, profile));
  const clinicianCount = model.clinicians.length;
  const lineCount = model.lines.length;
  const pins = pinsOf(model);
  const eligible = eligibilityOf(model, rules, settings, pins);
  const { linesOf, cliniciansOf } = listsOf(eligible, clinicianCount, lineCount);

  const terms = new Terms(clinicianCount, lineCount, model.days, instance.historyDays);
  workedElsewhere(model, terms);
  const lists = linesOf.map((lines) => [...lines].flatMap((index) => model.lines[index] ?? []));
  const at = (clinician: number) => lists[clinician] ?? [];
  const holders = (line: number) => cliniciansOf[line] ?? new Int32Array(0);
  const prohibits = (id: string) => settings[rules.findIndex((rule) => rule.id === id)]?.hardness === 'PROHIBITS';
  rules.forEach((rule, index) => {
    const setting = settings[index];
    if (setting === undefined || setting.hardness === 'OFF') return;
    terms.of(index, setting);
    if (setting.hardness !== 'PROHIBITS') chargeMustNots(model, rule, terms, at);
    rule.compile?.({ model, setting, linesOf: at, cliniciansOf: holders, prohibits }, terms);
  });
  raiseDays(model, terms, linesOf);

  return {
    model,
    rules,
    settings,
    terms,
    clinicianCount,
    lineCount,
    pieceCount: clinicianCount * lineCount,
    days: model.days,
    historyDays: instance.historyDays,
    eligible,
    pins,
    linesOf,
    cliniciansOf,
    dayOfLine: Int32Array.from(model.lines, ({ day }) => day),
    posts: Int32Array.from(model.lines, ({ staffing }) => staffing.count),
    siteCount: instance.sites.length,
    siteOfLine: Int32Array.from(model.lines, ({ site }) => site),
    ...arraysOf(terms, pins),
    ...toursOf(terms, instance.sites.length),
    ...bandOf(model, rules, settings, pins),
  };
}

/** The rule's own defaults, overridden by what the profile says. */
export function settingOf(rule: Rule, profile: Profile): RuleSetting {
  return { source: rule.source, ...rule.defaults, ...profile.rules[rule.id] };
}

function pinsOf(model: Model): Int32Array {
  const pieceOf = pieceFinder(model);
  const pieces = model.instance.pins.map((pin) => {
    const piece = pieceOf(pin);
    if (piece === undefined) throw new RangeError(`The instance has no clinician ${pin.clinicianId}`);
    return piece;
  });
  return Int32Array.from(new Set(pieces)).sort();
}

function eligibilityOf(
  model: Model,
  rules: readonly Rule[],
  settings: readonly RuleSetting[],
  pins: Int32Array,
): Uint8Array {
  const prohibiting = rules.flatMap((rule, index) =>
    rule.blocks !== undefined && settings[index]?.hardness === 'PROHIBITS' ? [rule.blocks] : [],
  );
  const lineCount = model.lines.length;
  const eligible = new Uint8Array(model.clinicians.length * lineCount);
  for (let clinician = 0; clinician < model.clinicians.length; clinician += 1) {
    const mayHold = (line: Line) => {
      for (const blocks of prohibiting) if (blocks(model, clinician, line)) return false;
      return true;
    };
    for (const line of model.lines) {
      if (!line.frozen && mayHold(line)) eligible[clinician * lineCount + line.index] = 1;
    }
  }
  for (const pin of pins) eligible[pin] = 2;
  return eligible;
}

function listsOf(eligible: Uint8Array, clinicianCount: number, lineCount: number) {
  const linesOf: Int32Array[] = [];
  const holders: number[][] = Array.from({ length: lineCount }, () => []);
  for (let clinician = 0; clinician < clinicianCount; clinician += 1) {
    const lines: number[] = [];
    for (let line = 0; line < lineCount; line += 1) {
      if (eligible[clinician * lineCount + line] === 0) continue;
      lines.push(line);
      holders[line]?.push(clinician);
    }
    linesOf.push(Int32Array.from(lines));
  }
  return { linesOf, cliniciansOf: holders.map((clinicians) => Int32Array.from(clinicians)) };
}

/** Days with work elsewhere, or before the horizon, count as days of work. */
function workedElsewhere(model: Model, terms: Terms): void {
  model.clinicians.forEach(({ commitments, history }, clinician) => {
    for (const { start, end, minutes } of [...commitments, ...history]) {
      if (minutes === 0) continue;
      const first = Math.max(Math.floor(start / 1440), -terms.historyDays);
      const last = Math.min(Math.floor((end - 1) / 1440), model.days - 1);
      for (let day = first; day <= last; day += 1) terms.flagBase.add(terms.dayFlag(clinician, day), 1);
    }
  });
}

/** Where the profile does not prohibit, each breach of a "must not" costs a unit. */
function chargeMustNots(model: Model, rule: Rule, terms: Terms, linesOf: (clinician: number) => readonly Line[]): void {
  if (rule.blocks === undefined && rule.clashes === undefined) return;
  for (let clinician = 0; clinician < model.clinicians.length; clinician += 1) {
    const lines = linesOf(clinician);
    for (const [place, earlier] of lines.entries()) {
      if (rule.blocks?.(model, clinician, earlier) === true) {
        terms.whenHeld(clinician, earlier.index, 1);
      }
      if (rule.clashes === undefined) continue;
      for (let next = place + 1; next < lines.length; next += 1) {
        const later = lines[next];
        if (later === undefined || later.day - earlier.day > 2) break;
        if (!rule.clashes(model, clinician, earlier, later)) continue;
        const subject = about({ clinician, line: earlier.index, other: later.index });
        const counter = terms.counter({ subject, high: 1 });
        terms.countPiece(counter, clinician, earlier.index, 1);
        terms.countPiece(counter, clinician, later.index, 1);
      }
    }
  }
}

/** Pieces raise the flags of their days, for clinicians whose days of work some rule reads. */
function raiseDays(model: Model, terms: Terms, linesOf: readonly Int32Array[]): void {
  const width = terms.historyDays + model.days;
  const read = new Uint8Array(model.clinicians.length);
  for (const { clinician } of terms.runs) read[clinician] = 1;
  const counted = terms.counted.view();
  const pieces = terms.clinicianCount * terms.lineCount;
  for (let at = 0; at < counted.length; at += 3) {
    const flag = (counted[at] ?? 0) - pieces;
    if (flag >= 0 && flag < width * model.clinicians.length) read[Math.floor(flag / width)] = 1;
  }
  linesOf.forEach((lines, clinician) => {
    if (read[clinician] === 0) return;
    for (const index of lines) {
      const line = model.lines[index];
      if (line === undefined) continue;
      const last = Math.min(line.lastDay, model.days - 1);
      for (let day = line.day; day <= last; day += 1) terms.raise(terms.dayFlag(clinician, day), clinician, index);
    }
  });
}
