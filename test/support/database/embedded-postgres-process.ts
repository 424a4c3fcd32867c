import { transformFileSync } from '@swc/core';
import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';

const SOURCE = resolve('src/platform/embedded-postgres');

/**
 * Compiles the embedded server into `folder`, so that a plain Node process can run it; its packages are those of
 * `nodeModules`.
 */
export function compileEmbeddedPostgres(folder: string, nodeModules = resolve('node_modules')): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  for (const file of readdirSync(SOURCE)) {
    const { code } = transformFileSync(join(SOURCE, file), {
      swcrc: false,
      jsc: { parser: { syntax: 'typescript' }, target: 'es2024' },
    });
    writeFileSync(join(folder, file.replace(/\.ts$/, '.js')), code);
  }
  symlinkSync(nodeModules, join(folder, 'node_modules'));
  writeFileSync(join(folder, 'server.js'), SERVER);
}

/**
 * A server as small as can be. It prints one JSON line when it has started or failed, and obeys words on its standard
 * input: `stop` and `throw`. SIGINT stops it as Ctrl-C stops the real one: a last query first, then PostgreSQL.
 */
const SERVER = `
import pg from 'pg';
import { startEmbeddedPostgres } from './embedded-postgres.js';
const say = (line) => process.stdout.write(JSON.stringify(line) + '\\n');
const log = { info() {}, warn: (warning) => say({ warning }) };
try {
  const postgres = await startEmbeddedPostgres({ dataDir: process.argv[2], log, ...JSON.parse(process.argv[3] ?? '{}') });
  const stop = async () => { await postgres.stop(); process.exit(0); };
  process.stdin.on('data', (word) => {
    if (String(word).startsWith('throw')) throw new Error('a bug');
    void stop();
  });
  process.on('SIGINT', async () => {
    await new Promise((resolve) => setTimeout(resolve, 200));
    const client = new pg.Client(postgres.superuserUrl());
    await client.connect();
    await client.query('create table if not exists last_words ()');
    await client.end();
    say({ lastQuery: 'done' });
    await stop();
  });
  void postgres.died.then((error) => { say({ died: error.code }); process.exit(1); });
  say({ port: postgres.port, url: postgres.superuserUrl() });
} catch (error) {
  say({ code: error.code, message: error.message, detail: error.detail, stack: error.code ? undefined : error.stack });
  process.exit(1);
}
`;

export interface Line {
  port?: number;
  url?: string;
  code?: string;
  message?: string;
  warning?: string;
  lastQuery?: string;
  died?: string;
}

export interface ServerProcess {
  pid: number;
  /** All lines so far. */
  lines: Line[];
  /** The line that says that it started, or why not. */
  started: Promise<Line>;
  exited: Promise<{ code: number | null; signal: string | null }>;
  say(word: 'stop' | 'throw'): void;
  kill(signal: NodeJS.Signals): void;
}

/** Runs the compiled server on `dataDir`, in a process group of its own, as a terminal would. */
export function runServer(compiled: string, dataDir: string, options: object = {}): ServerProcess {
  const child = spawn(process.execPath, [join(compiled, 'server.js'), dataDir, JSON.stringify(options)], {
    detached: true,
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  child.stdin.on('error', () => undefined);
  const lines: Line[] = [];
  const exited = new Promise<{ code: number | null; signal: string | null }>((resolve) =>
    child.once('exit', (code, signal) => resolve({ code, signal })),
  );
  const started = new Promise<Line>((resolve) => {
    createInterface(child.stdout).on('line', (text) => {
      const line = JSON.parse(text) as Line;
      lines.push(line);
      if (line.port !== undefined || line.code !== undefined) resolve(line);
    });
    void exited.then(({ code, signal }) => resolve({ message: `ended with ${code ?? signal}` }));
  });
  return {
    pid: child.pid!,
    lines,
    started,
    exited,
    say: (word) => child.stdin.write(`${word}\n`),
    kill: (signal) => child.kill(signal),
  };
}
