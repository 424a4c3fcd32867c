import { ok, refuse, type Result } from '../../platform/result.js';
import { readBenchmark } from './benchmark-instance.js';
import { rotaFile } from './instance.schema.js';
import { benchmarkProfile } from '../model/benchmark-profile.js';
import type { Assignment, Instance } from '../model/instance.js';
import { modelOf } from '../model/model.js';
import { networkProfile } from '../model/network-profile.js';
import type { Profile } from '../model/profile.js';
import { rules } from '../rules/rules.js';

export interface RotaFile {
  /** A public benchmark's roster names days and shifts, a network's sessions and their lines. */
  form: 'BENCHMARK' | 'NETWORK';
  instance: Instance;
  profile: Profile;
}

/**
 * Reads what to plan: a Shift Scheduling Benchmark file, or JSON `{ "instance": .., "policyDay": .., "rules": ..,
 * "numbers": .. }` of which all but the instance may be left out. Refuses BENCHMARK_UNREADABLE or INVALID_INPUT, one
 * problem for each thing that is wrong, with its line or path.
 */
export function readRotaFile(id: string, content: string): Result<RotaFile> {
  if (!content.trimStart().startsWith('{')) {
    const read = readBenchmark(id, content);
    return read.ok ? ok({ form: 'BENCHMARK', instance: read.value, profile: benchmarkProfile }) : read;
  }
  const json = parsed(content);
  if (!json.ok) return json;
  const file = rotaFile.safeParse(json.value);
  if (!file.success) {
    const [first, ...others] = file.error.issues.map(({ path, message }) => problem(pathOf(path), message));
    return refuse(first ?? problem('the file', 'cannot be read'), ...others);
  }
  const { instance, policyDay = instance.firstDay, rules: settings = {}, numbers = {} } = file.data;
  if (policyDay === null) return refuse(problem('policyDay', 'is needed where instance.firstDay is null'));
  const unknown = Object.keys(settings).find((rule) => !rules.some((each) => each.id === rule));
  if (unknown !== undefined) return refuse(problem(`rules.${unknown}`, 'there is no such rule'));
  try {
    const network = networkProfile(policyDay);
    const profile: Profile = { ...network, rules: settings, numbers: { ...network.numbers, ...numbers } };
    demandKnown(instance, profile);
    return ok({ form: 'NETWORK', instance, profile });
  } catch (error) {
    if (error instanceof RangeError) return refuse(problem('instance', error.message));
    throw error;
  }
}

/**
 * A roster as lines `employee,day,shift` of a benchmark, or `clinician,session,line` of a network. Refuses
 * INVALID_INPUT.
 */
export function readRoster({ form, instance }: RotaFile, content: string): Result<Assignment[]> {
  const clinicians = new Set(instance.clinicians.map(({ id }) => id));
  const sessions = new Map(instance.sessions.map((session) => [session.id, session]));
  const found: Assignment[] = [];
  for (const [index, raw] of content
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\r|\n/)
    .entries()) {
    const line = raw.replace(/#.*/, '').trim();
    if (line === '') continue;
    const where = `line ${index + 1}`;
    const [clinicianId = '', second = '', third = '', ...more] = line.split(',').map((cell) => cell.trim());
    if (third === '' || more.length > 0) return refuse(problem(where, `three values with commas, not "${line}"`));
    if (!clinicians.has(clinicianId)) return refuse(problem(where, `there is nobody with the id ${clinicianId}`));
    const sessionId = form === 'BENCHMARK' ? `${second}:${third}` : second;
    const place = form === 'BENCHMARK' ? 0 : /^\d+$/.test(third) ? Number(third) : -1;
    if (sessions.get(sessionId)?.lines[place] === undefined) {
      const what = form === 'BENCHMARK' ? `shift ${third} on day ${second}` : `line ${third} of a session ${second}`;
      return refuse(problem(where, `there is no ${what}`));
    }
    found.push({ clinicianId, sessionId, line: place });
  }
  return ok(found);
}

/** The same lines from assignments. */
export function writeRoster({ form }: RotaFile, assignments: readonly Assignment[]): string {
  const rows = assignments.map(({ clinicianId, sessionId, line }) =>
    form === 'BENCHMARK' ? `${clinicianId},${sessionId.replace(':', ',')}` : `${clinicianId},${sessionId},${line}`,
  );
  return rows.map((row) => `${row}\n`).join('');
}

function problem(where: string, what: string) {
  return { code: 'INVALID_INPUT', message: `${where}: ${what}.` };
}

function parsed(content: string): Result<unknown> {
  try {
    return ok(JSON.parse(content) as unknown);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const position = /position (\d+)/.exec(message)?.[1];
    const lines = content.slice(0, position === undefined ? content.length : Number(position)).split('\n');
    return refuse(problem(`line ${lines.length}`, `this is not JSON (${message})`));
  }
}

function pathOf(path: readonly PropertyKey[]): string {
  const text = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('');
  return text.replace(/^\./, '') || 'the file';
}

/** Throws RangeError, naming it, when something occurs twice or refers to something unknown. */
function demandKnown(instance: Instance, profile: Profile): void {
  const ids = (what: string, list: readonly string[]) => {
    const seen = new Set<string>();
    for (const id of list) {
      if (seen.has(id)) throw new RangeError(`there are two ${what} ${id}`);
      seen.add(id);
    }
    return seen;
  };
  const clinicians = ids(
    'clinicians',
    instance.clinicians.map(({ id }) => id),
  );
  const sites = ids(
    'sites',
    instance.sites.map(({ id }) => id),
  );
  ids(
    'sessions',
    instance.sessions.map(({ id }) => id),
  );
  ids(
    'rooms',
    instance.rooms.map(({ id }) => id),
  );
  const model = modelOf(instance, profile);
  for (const { clinicianId, sessionId, line } of [...instance.pins, ...(instance.inForce ?? [])]) {
    if (!clinicians.has(clinicianId)) throw new RangeError(`there is no clinician ${clinicianId} to assign`);
    model.lineOf(sessionId, line);
  }
  const named = [
    ...instance.rooms.map(({ siteId }) => siteId),
    ...instance.presences.map(({ siteId }) => siteId),
    ...instance.clinicians.flatMap((one) => [...one.commitments, ...one.history].map(({ siteId }) => siteId)),
  ];
  for (const id of named) if (id !== null && !sites.has(id)) throw new RangeError(`there is no site ${id}`);
}
