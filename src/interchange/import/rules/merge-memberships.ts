/** Days `[from, to)` in a PCN; null means no end. Those of one practice never overlap. */
export interface MemberDays {
  readonly pcn: string;
  readonly from: string;
  readonly to: string | null;
}

const endless = '9999-12-31';
function endOf({ to }: MemberDays): string {
  return to ?? endless;
}

/** The days before a day. */
function until(all: readonly MemberDays[], day: string): MemberDays[] {
  return all.filter(({ from }) => from < day).map((days) => (endOf(days) > day ? { ...days, to: day } : days));
}

/** The days from a day on. */
function since(all: readonly MemberDays[], day: string): MemberDays[] {
  return all.filter((days) => endOf(days) > day).map((days) => (days.from < day ? { ...days, from: day } : days));
}

/** In order, with successive days in the same PCN joined into one. */
function unbroken(all: readonly MemberDays[]): MemberDays[] {
  return [...all]
    .sort((a, b) => (a.from < b.from ? -1 : 1))
    .reduce<MemberDays[]>((before, days) => {
      const last = before.at(-1);
      return last?.pcn === days.pcn && last.to === days.from
        ? [...before.slice(0, -1), { pcn: last.pcn, from: last.from, to: days.to }]
        : [...before, days];
    }, []);
}

/**
 * A practice's memberships when the file and our own records are put together. The file decides every day before
 * `unknownFrom`; an open end in it means "still so then". For changes that we have recorded on that day or later, our
 * records decide: they apply from the first such change on. Neither list has overlaps, and neither has the result.
 * Merging it with the file again gives the same.
 */
export function mergeMemberships(
  file: readonly MemberDays[],
  ours: readonly MemberDays[],
  unknownFrom: string,
): MemberDays[] {
  const changes = ours
    .flatMap(({ from, to }) => (to === null ? [from] : [from, to]))
    .filter((day) => day >= unknownFrom);
  const seam = changes.sort()[0];
  if (seam === undefined) return [...file];
  const before = until(file, seam);
  const after = since(ours, seam);
  // An open end in the file does not contradict ours going on; an end that it names does, and so stays visible.
  const open = file.find(({ from, to }) => to === null && from < seam);
  const first = after.find(({ from }) => from === seam);
  if (open === undefined || first?.pcn !== open.pcn) return [...before, ...after];
  return [
    ...before.filter(({ from }) => from !== open.from),
    { pcn: open.pcn, from: open.from, to: first.to },
    ...after.filter((days) => days !== first),
  ];
}

/** The same with our records before `day` left as they are: the past is not rewritten. */
export function mergeFrom(merged: readonly MemberDays[], ours: readonly MemberDays[], day: string): MemberDays[] {
  const after = since(merged, day);
  const running = ours.find((days) => days.from < day && endOf(days) > day);
  const next = after.find(({ from }) => from === day);
  if (running === undefined || next?.pcn !== running.pcn) return [...until(ours, day), ...after];
  return [
    ...until(ours, day).filter(({ from }) => from !== running.from),
    { pcn: running.pcn, from: running.from, to: next.to },
    ...after.filter((days) => days !== next),
  ];
}

/** Whether both lists agree on every day. */
export function sameMemberships(a: readonly MemberDays[], b: readonly MemberDays[]): boolean {
  const plain = (all: readonly MemberDays[]) => unbroken(all).map(({ pcn, from, to }) => `${pcn} ${from} ${to}`);
  return plain(a).join() === plain(b).join();
}

/** Whether the first list has days in a PCN that the second does not: changing one to the other ends something. */
export function endsSomething(ours: readonly MemberDays[], merged: readonly MemberDays[]): boolean {
  const kept = unbroken(merged);
  return unbroken(ours).some(
    (held) => !kept.some((days) => days.pcn === held.pcn && days.from <= held.from && endOf(days) >= endOf(held)),
  );
}

/**
 * What has ended in the first list, up to a day, and would be missing from the second: history that would be erased.
 */
export function erasedBy(merged: readonly MemberDays[], ours: readonly MemberDays[], day: string): MemberDays[] {
  return unbroken(ours).filter((held) => endOf(held) <= day && endsSomething([held], merged));
}

/**
 * The merged memberships with our own records up to the first day in the file: a file of current rows only says nothing
 * about the days before.
 */
export function withOurPast(
  merged: readonly MemberDays[],
  ours: readonly MemberDays[],
  file: readonly MemberDays[],
): MemberDays[] {
  const first = file.map(({ from }) => from).sort()[0] ?? endless;
  return unbroken([...until(ours, first), ...since(merged, first)]);
}

/** One step on the way from our records to the merged ones; each is a command that people can give too. */
export type MembershipStep =
  | { readonly kind: 'LEAVE'; readonly from: string; readonly joins: string | null }
  | { readonly kind: 'JOIN'; readonly pcn: string; readonly from: string; readonly to: string | null };

/**
 * The first step from our records to the merged ones, for days from `tomorrow` on. Precondition: they agree before that
 * day.
 * @returns undefined where they agree, or where no step leads there.
 */
export function nextStep(
  merged: readonly MemberDays[],
  ours: readonly MemberDays[],
  tomorrow: string,
): MembershipStep | undefined {
  const edges = [...merged, ...ours].flatMap(({ from, to }) => (to === null ? [from] : [from, to]));
  const days = [tomorrow, ...edges.filter((day) => day > tomorrow).sort()];
  const on = (all: readonly MemberDays[], day: string) => all.find((held) => held.from <= day && endOf(held) > day);
  const differs = days.find((day) => on(merged, day)?.pcn !== on(ours, day)?.pcn);
  if (differs === undefined) return undefined;
  const wanted = on(merged, differs);
  if (on(ours, differs) !== undefined) return { kind: 'LEAVE', from: differs, joins: wanted?.pcn ?? null };
  return wanted === undefined ? undefined : { kind: 'JOIN', pcn: wanted.pcn, from: differs, to: wanted.to };
}
