import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export interface ServerProcess {
  readonly pid: number;
  /** What a person reads: the standard output so far. */
  output(): string;
  /** The log, and why it ended. */
  errors(): string;
  /** Waits until the output or the errors match, and returns the match. */
  says(pattern: RegExp, limitMs?: number): Promise<RegExpExecArray>;
  /** The address it listens on; waits until the server is ready. */
  ready(): Promise<string>;
  readonly exited: Promise<{ code: number | null; signal: string | null }>;
  kill(signal: NodeJS.Signals): void;
}

export interface ProcessOptions {
  /** Beside PATH nothing is inherited, so that a developer's own settings steer no test. */
  readonly env?: Record<string, string>;
  readonly uid?: number;
  /** Default: the built server. */
  readonly command?: readonly [string, ...string[]];
}

const running = new Set<ServerProcess>();

/** Runs the built server, or another command, in a process group of its own, as a terminal would. */
export function runServer(options: ProcessOptions = {}): ServerProcess {
  const [program, ...args] = options.command ?? [process.execPath, resolve('dist/src/main.js')];
  const child = spawn(program, args, {
    env: { PATH: process.env['PATH'], PORT: '0', ...options.env },
    ...(options.uid === undefined ? {} : { uid: options.uid, gid: options.uid }),
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let output = '';
  let errors = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  let ended = false;
  const exited = new Promise<{ code: number | null; signal: string | null }>((settle) =>
    child.once('close', (code, signal) => {
      ended = true;
      running.delete(server);
      settle({ code, signal });
    }),
  );
  const says = async (pattern: RegExp, limitMs = 60_000): Promise<RegExpExecArray> => {
    for (const since = performance.now(); ; await sleep(5)) {
      const match = pattern.exec(output) ?? pattern.exec(errors);
      if (match !== null) return match;
      if (ended || performance.now() - since > limitMs) {
        throw new Error(`The server did not say ${pattern}, but:\n${output}\n${errors}`);
      }
    }
  };
  const server: ServerProcess = {
    pid: child.pid!,
    output: () => output,
    errors: () => errors,
    says,
    async ready() {
      await says(/^Ready after/m);
      return (await says(/(http:\S+)\/graphql/))[1]!;
    },
    exited,
    kill: (signal) => child.kill(signal),
  };
  running.add(server);
  return server;
}

/** Runs a command of the built command line to its end. */
export async function runCommand(args: readonly string[], env: Record<string, string>) {
  const command = runServer({ env, command: [process.execPath, resolve('dist/src/cli.js'), ...args] });
  const { code } = await command.exited;
  return { code, output: command.output(), errors: command.errors() };
}

/** Kills what a test left running. */
export async function killServers(): Promise<void> {
  for (const server of running) {
    server.kill('SIGKILL');
    await server.exited;
  }
}

/** The processes, watchdog and initdb included, whose command line names the folder. */
export function processesOn(folder: string): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
      } catch {
        return '';
      }
    })
    .filter((commandLine) => commandLine.includes(`${folder}/`));
}

/** The processes of a PostgreSQL that serve the server's requests. */
export function backendsOf(postmaster: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        const isChild = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ')[1] === String(postmaster);
        return isChild && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('pcn_app');
      } catch {
        return false; // it ended in this moment
      }
    });
}
