import { readdirSync, readFileSync } from 'node:fs';
import { runSql } from './questions.js';

function nanosecondsOf(pid: number): number {
  try {
    const threads = readdirSync(`/proc/${pid}/task`);
    return threads.reduce(
      (sum, thread) => sum + Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')[0]),
      0,
    );
  } catch {
    return 0; // gone
  }
}

/** What each process has used of the processors so far. */
export type ProcessorTime = ReadonlyMap<number, number>;

/**
 * What a server and the database's processes that serve it have used of the processors so far: work takes that,
 * whatever else the machine has to do.
 */
export async function processorTime(server: number, superuser: string): Promise<ProcessorTime> {
  const backends = await runSql(
    superuser,
    'select pid from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
  );
  const pids = [server, ...backends.map(({ pid }) => pid as number)];
  return new Map(pids.map((pid) => [pid, nanosecondsOf(pid)]));
}

/** Milliseconds used between the two, but for what processes used that have ended since. */
export function millisecondsBetween(before: ProcessorTime, after: ProcessorTime): number {
  return [...after].reduce((sum, [pid, used]) => sum + Math.max(0, used - (before.get(pid) ?? 0)), 0) / 1e6;
}
