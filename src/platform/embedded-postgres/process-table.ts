import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';

/** The arguments of a running process, its program first; empty for one that has ended, including a zombie. */
export function argumentsOf(pid: number): string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').filter(Boolean);
  } catch {
    return [];
  }
}

/** The file name of the program that a process runs. */
export function programOf(pid: number): string {
  return basename(argumentsOf(pid)[0] ?? '');
}

export function processNumbers(): number[] {
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0);
}
