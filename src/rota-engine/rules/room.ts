import type { Line } from '../model/model.js';
import type { Rule, TermContext } from './rule.js';
import { about } from '../model/subject.js';
import type { Terms } from './terms.js';

/**
 * A room is free when nobody else has it (`busy`), no other session in it is worked at the same time, and no more
 * people work in it than it has places, where those are known.
 */
export const room: Rule = {
  id: 'room',
  name: 'A room for the session',
  unit: 'clash',
  source: 'Accommodation: a room is used by one session at a time, for as many people as it has places',
  defaults: { hardness: 'PROHIBITS', rank: 1, weight: 1000 },
  blocks: (model, _, line) =>
    line.room >= 0 &&
    model.instance.rooms[line.room]?.busy.some(({ start, end }) => start < line.end && line.start < end) === true,
  compile: (context, terms) => {
    const byRoom = Map.groupBy(context.model.lines, (line) => line.room);
    for (const [number, lines] of byRoom) {
      if (number < 0) continue;
      oneSessionAtATime(context, terms, lines);
      const places = context.model.instance.rooms[number]?.places ?? null;
      if (places !== null) noMoreThan(places, context, terms, lines);
    }
  },
  sentence: (model, { line, other, limit }, amount) => {
    const where = `room ${model.instance.rooms[model.lines[line]?.room ?? -1]?.id}`;
    if (other >= 0) return `${model.lineName(line)} and ${model.lineName(other)} would both be in ${where}.`;
    return limit > 0
      ? `${model.lineName(line)}: ${limit + amount} people in ${where}, which has ${limit} places.`
      : `${model.lineName(line)}: somebody else has ${where}.`;
  },
};

function oneSessionAtATime({ cliniciansOf }: TermContext, terms: Terms, lines: readonly Line[]): void {
  const staffed = (line: Line) =>
    terms.sharedFlag(`session ${line.sessionIndex} in room ${line.room}`, (flag) => {
      for (const { index } of lines.filter(({ sessionIndex }) => sessionIndex === line.sessionIndex)) {
        for (const clinician of cliniciansOf(index)) terms.raise(flag, clinician, index);
      }
    });
  const sessions = [...Map.groupBy(lines, ({ sessionIndex }) => sessionIndex).values()].flatMap(
    ([first]) => first ?? [],
  );
  for (const [at, earlier] of sessions.entries()) {
    for (const later of sessions.slice(at + 1)) {
      if (later.start >= earlier.end) continue;
      const subject = about({ line: earlier.index, other: later.index, day: earlier.day });
      const counter = terms.counter({ subject, high: 1 });
      terms.countFlag(counter, staffed(earlier), 1);
      terms.countFlag(counter, staffed(later), 1);
    }
  }
}

/** No more at once than there are places: one counter for each line's start, when the most people can be there. */
function noMoreThan(places: number, { cliniciansOf }: TermContext, terms: Terms, lines: readonly Line[]): void {
  for (const at of lines) {
    const present = lines.filter((line) => line.start <= at.start && at.start < line.end);
    if (present.some((line) => line.start === at.start && line.index < at.index)) continue;
    const most = present.reduce((sum, { index }) => sum + cliniciansOf(index).length, 0);
    if (most <= places) continue;
    const subject = about({ line: at.index, day: at.day, limit: places });
    const counter = terms.counter({ subject, high: places });
    for (const { index } of present) {
      for (const clinician of cliniciansOf(index)) terms.countPiece(counter, clinician, index, 1);
    }
  }
}
