import { breach, type Breach, type Case, type Held, heldOf } from './held.js';
import { rolesIn } from './who-may.js';

/** Too many in a post or a room. */
export function brokenPlaces({ instance, held }: Case): Breach[] {
  const found: Breach[] = [];
  for (const session of instance.sessions) {
    session.lines.forEach(({ count, overWeight }, number) => {
      const there = held.filter(({ post }) => post === `${session.id} ${number}`).length;
      // A line on which more people are welcome says so by its weight.
      if (there <= count || overWeight === 0) return;
      const sentence = `${session.title} (${session.id} ${number}): ${there} for ${count} posts.`;
      found.push(breach('over-cover', `${session.id} ${number}`, there - count, sentence));
    });
  }
  for (const room of instance.rooms) {
    const inside = held.filter(({ line }) => line.roomId === room.id);
    const sessions = [...new Set(inside.map(({ session }) => session))].sort((a, b) => (a.id < b.id ? -1 : 1));
    sessions.forEach((one, place) => {
      for (const other of sessions.slice(place + 1)) {
        if (one.start >= other.end || other.start >= one.end) continue;
        const sentence = `${one.title} (${one.id}) and ${other.title} (${other.id}) are both in room ${room.id}.`;
        found.push(breach('room', `${room.id} ${one.id} ${other.id}`, 1, sentence));
      }
    });
    for (const start of new Set(inside.map(({ session }) => session.start))) {
      const people = inside.filter(({ session }) => session.start <= start && start < session.end).length;
      if (room.places === null || people <= room.places) continue;
      const sentence = `Room ${room.id}: ${people} people at minute ${start}, ${room.places} places.`;
      found.push(breach('room', `${room.id} places at ${start}`, people - room.places, sentence));
    }
  }
  return found;
}

/** Whoever needs a supervisor and has none at the site for a minute of the session. */
export function brokenSupervision(given: Case, mayHold: (one: Held) => boolean): Breach[] {
  const { instance, held } = given;
  // Whoever may come to need supervision at a site supervises nobody there.
  const mayNeed = new Set<string>();
  for (const clinician of instance.clinicians) {
    for (const session of instance.sessions) {
      session.lines.forEach((line, number) => {
        const one = heldOf(instance, clinician, session, number, line);
        const needs = needsOf(given, one);
        if (needs.length === 0 || !mayHold(one)) return;
        for (const roles of needs) mayNeed.add(`${clinician.id} ${line.siteId} ${roles.join(' ')}`);
      });
    }
  }
  return held.flatMap((one) =>
    needsOf(given, one).flatMap((roles) => {
      const { siteId } = one.line;
      const there = [
        ...held.flatMap(({ clinician, line, session }) =>
          line.siteId === siteId &&
          clinician.roles.some((code) => roles.includes(code)) &&
          !mayNeed.has(`${clinician.id} ${siteId} ${roles.join(' ')}`)
            ? [session]
            : [],
        ),
        ...instance.presences.filter((presence) => presence.siteId === siteId && roles.includes(presence.role)),
      ];
      for (let minute = one.session.start; minute < one.session.end; minute += 1) {
        if (there.some(({ start, end }) => start <= minute && minute < end)) continue;
        const key = `${one.clinician.id} ${one.post} ${roles.join(' ')}`;
        const who = `${one.clinician.name}, ${one.session.title} (${one.post})`;
        return [breach('supervision', key, 1, `${who}: no ${roles.join(' or ')} is there at minute ${minute}.`)];
      }
      return [];
    }),
  );
}

/** The sets of roles; one role of each set has to be at the site. */
function needsOf({ instance }: Case, one: Held): (readonly string[])[] {
  const byRole = rolesIn(one).map((code) => instance.roles.find((role) => role.code === code)?.supervisedBy ?? []);
  const asTheirRole = byRole.every((roles) => roles.length > 0) ? byRole.slice(0, 1) : [];
  return [...asTheirRole, one.clinician.supervisedBy, one.line.supervisedBy].filter((roles) => roles.length > 0);
}
