import { readFile, writeFile } from 'node:fs/promises';
import { parse } from 'node:path';
import { defineCommand } from 'citty';
import { explain } from '../rota-engine/answers/explain.js';
import { whyOpen, whyOpenInWords } from '../rota-engine/answers/why-open.js';
import { checkBenchmark } from '../rota-engine/checker/check-benchmark.js';
import { checkRota } from '../rota-engine/checker/check-rota.js';
import { readRoster, readRotaFile, type RotaFile, writeRoster } from '../rota-engine/files/read-rota-file.js';
import type { Assignment } from '../rota-engine/model/instance.js';
import type { Progress, SolveOptions } from '../rota-engine/threads/solution.js';
import { closeSolver, solveRota } from '../rota-engine/threads/solve-rota.js';
import { compile } from '../rota-engine/scoring/compile.js';
import { Kernel } from '../rota-engine/scoring/kernel.js';
import { pieceFinder } from '../rota-engine/scoring/pieces.js';
import { StartError, tell } from '../start/start-error.js';
import { strictCommand } from './strict-command.js';

/** 2: the request cannot be read or done. 1: the rota breaks a rule, or none was found that does not. */
async function told(command: () => Promise<boolean>): Promise<void> {
  try {
    if (!(await command())) process.exitCode = 1;
  } catch (error) {
    tell(error);
    process.exitCode = 2;
  }
}

async function contentOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new StartError(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

async function open(file: string): Promise<RotaFile> {
  const read = readRotaFile(parse(file).name, await contentOf(file));
  if (!read.ok) throw new StartError(...read.problems.map(({ message }) => `${file}: ${message}`));
  return read.value;
}

async function openRoster(rota: RotaFile, file: string): Promise<Assignment[]> {
  const read = readRoster(rota, await contentOf(file));
  if (!read.ok) throw new StartError(...read.problems.map(({ message }) => `${file}: ${message}`));
  return read.value;
}

/** A number typed at the terminal; undefined if none was. */
function numberOf(name: string, value: string | undefined, least: number): number | undefined {
  if (value === undefined) return undefined;
  const number = Number(value);
  if (value.trim() === '' || !Number.isFinite(number) || number < least) {
    throw new StartError(`--${name} is a number from ${least} on, not "${value}".`);
  }
  return number;
}

interface Judged {
  broken: string[];
  inherited: string[];
  unchecked: string[];
  /** A benchmark's roster, with what it is made from. */
  cost?: { cost: number; requests: number; under: number; over: number };
}

/** The second checker's result for a roster. */
function judge({ form, instance, profile }: RotaFile, assignments: readonly Assignment[]): Judged {
  if (form === 'BENCHMARK') {
    const roster = assignments.map(({ clinicianId, sessionId }) => {
      const [day, shift = ''] = sessionId.split(':');
      return { employee: clinicianId, day: Number(day), shift };
    });
    const { broken, ...cost } = checkBenchmark(instance, roster);
    return { broken, inherited: [], unchecked: [], cost };
  }
  const { broken, inherited, unchecked } = checkRota(instance, profile, assignments);
  const sentences = (list: readonly { rule: string; sentence: string }[]) =>
    list.map(({ rule, sentence }) => `${rule}: ${sentence}`);
  return { broken: sentences(broken), inherited: sentences(inherited), unchecked };
}

interface SolveArguments {
  seconds: string | undefined;
  iterations: string | undefined;
  nodes: string | undefined;
  seed: string;
  out: string | undefined;
  quiet: boolean;
}

async function solve(file: string, given: SolveArguments): Promise<boolean> {
  const iterations = numberOf('iterations', given.iterations, 1);
  const nodes = numberOf('nodes', given.nodes, 0);
  const seconds = numberOf('seconds', given.seconds, 0.1) ?? 60;
  const seed = numberOf('seed', given.seed, 0) ?? 1;
  if (!Number.isInteger(seed) || seed >= 2 ** 32) throw new StartError('--seed is a whole number below 4294967296.');
  const rota = await open(file);
  const budget: SolveOptions['budget'] = iterations === undefined ? { seconds } : { iterations, nodes: nodes ?? 0 };
  const bar = given.quiet || 'iterations' in budget ? undefined : await progressBar(seconds);
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort());
  const solution = await solveRota(rota.instance, rota.profile, {
    seed,
    budget,
    signal: stop.signal,
    onProgress: (progress) => bar?.show(progress),
  }).finally(async () => {
    bar?.end();
    await closeSolver();
  });
  const { broken, cost } = judge(rota, solution.assignments);
  if (solution.lawful && broken.length > 0) throw new Error(`The engine called this lawful: ${broken.join(' ')}`);
  if (given.out !== undefined) await writeFile(given.out, writeRoster(rota, solution.assignments));
  const line = {
    instance: rota.instance.id,
    cost: solution.lawful ? (cost?.cost ?? solution.cost) : null,
    bound: solution.bound,
    seconds: Math.round(solution.seconds * 100) / 100,
    seed,
    iterations: solution.iterations,
    nodes: solution.nodes,
    lawful: solution.lawful,
    open: solution.open,
    levels: solution.levels,
    gap: solution.gap,
    proven: solution.proven,
    budget: solution.budget,
    engineVersion: solution.engineVersion,
    instanceHash: solution.instanceHash,
    cancelled: solution.cancelled,
  };
  console.log(JSON.stringify(line));
  if (!solution.lawful)
    console.error(
      'No rota that keeps all prohibitions was found in this time. Give it longer with --seconds; "rota explain" says what is open, and why.',
    );
  return solution.lawful;
}

/** Only on a terminal: a program reading the output wants just the result. */
async function progressBar(seconds: number) {
  if (!process.stderr.isTTY) return undefined;
  const { default: progress } = await import('cli-progress');
  const format = '{bar} {value} of {total} s, cost {cost}, open {open}, gap {gap}';
  const bar = new progress.SingleBar(
    { format, stream: process.stderr, clearOnComplete: true },
    progress.Presets.legacy,
  );
  bar.start(seconds, 0, { cost: '-', open: '-', gap: '-' });
  return {
    show: ({ seconds: passed, cost, hard, open, gap }: Progress) =>
      bar.update(Math.min(seconds, Math.round(passed)), {
        cost: hard > 0 ? `${cost} (not lawful yet)` : cost,
        open,
        gap: gap === null ? '-' : `${(gap * 100).toFixed(2)} %`,
      }),
    end: () => bar.stop(),
  };
}

async function check(file: string, roster: string, json: boolean): Promise<boolean> {
  const rota = await open(file);
  const assignments = await openRoster(rota, roster);
  const { cost, ...findings } = judge(rota, assignments);
  const lawful = findings.broken.length === 0;
  if (json) {
    console.log(JSON.stringify({ instance: rota.instance.id, lawful, ...cost, ...findings }));
    return lawful;
  }
  for (const sentence of findings.broken) console.log(`broken     ${sentence}`);
  for (const sentence of findings.inherited) console.log(`inherited  ${sentence}`);
  for (const rule of findings.unchecked) console.log(`unchecked  ${rule}: this checker does not know the rule.`);
  if (cost !== undefined) {
    console.log(`cost       ${cost.cost} (requests ${cost.requests}, under ${cost.under}, over ${cost.over})`);
  }
  console.log(lawful ? 'lawful     no prohibition is broken' : `unlawful   ${findings.broken.length} broken`);
  return lawful;
}

/** A kernel with the roster in it. If it breaks a prohibition, that is all there is to explain. */
async function holding(file: string, roster: string): Promise<Kernel> {
  const rota = await open(file);
  const assignments = await openRoster(rota, roster);
  const { broken } = judge(rota, assignments);
  if (broken.length > 0) throw new StartError('This roster breaks prohibitions: "rota check" lists them.', ...broken);
  const problem = compile(rota.instance, rota.profile);
  const kernel = new Kernel(problem);
  const pieceOf = pieceFinder(problem.model);
  kernel.load(Int32Array.from(assignments.flatMap((each) => pieceOf(each) ?? [])));
  return kernel;
}

async function explainRoster(file: string, roster: string, json: boolean): Promise<boolean> {
  const kernel = await holding(file, roster);
  const told = explain(kernel.problem, kernel.pieces());
  if (json) {
    console.log(JSON.stringify(told));
    return true;
  }
  console.log(`score ${told.levels.join(' | ')} (prohibitions | duties by rank | preferences)`);
  for (const { key, levels, costs } of told.byRule) {
    console.log(`${key} ${levels.join(' | ')}`);
    for (const { sentence, cost } of costs) console.log(`  ${cost}  ${sentence}`);
  }
  return true;
}

async function whyOpenRoster(file: string, roster: string, json: boolean): Promise<boolean> {
  const kernel = await holding(file, roster);
  const { model } = kernel.problem;
  for (const { line, open } of whyOpen(kernel)) {
    const there = model.lines[line];
    const candidates = whyOpenInWords(kernel, line);
    if (json) {
      console.log(JSON.stringify({ sessionId: there?.session.id, line: there?.number, open, candidates }));
      continue;
    }
    console.log(`${model.lineName(line)}: ${open} open`);
    for (const { clinicianId, reasons, nearest } of candidates) {
      console.log(`  ${clinicianId}: ${reasons.map(({ sentence }) => sentence).join(' ') || 'could take it.'}`);
      for (const step of nearest ?? []) console.log(`    nearest change: ${JSON.stringify(step)}`);
    }
  }
  return true;
}

const file = {
  type: 'positional',
  description: 'A public benchmark file or a network’s JSON',
  required: true,
} as const;
const roster = { type: 'positional', description: 'Lines employee,day,shift', required: true } as const;
const json = { type: 'boolean', description: 'Print only output for programs' } as const;

export const rota = defineCommand({
  meta: { name: 'rota', description: 'Plan, check and explain a rota without the server' },
  subCommands: {
    solve: strictCommand({
      description: 'Plan it',
      args: {
        file,
        seconds: { type: 'string', description: 'How long to search (default: 60)' },
        iterations: {
          type: 'string',
          description: 'Instead of --seconds: how much work, which gives the same rota every time',
        },
        nodes: { type: 'string', description: 'With --iterations: how many nodes of exact search' },
        seed: { type: 'string', description: 'Seed of the random numbers', default: '1' },
        out: { type: 'string', description: 'Where to write the roster' },
        json,
      },
      run: (args) => told(() => solve(args.file, { ...args, quiet: args.json === true })),
    }),
    check: strictCommand({
      description: 'Check a roster a second time, with code that the engine does not use',
      args: { file, roster, json },
      run: (args) => told(() => check(args.file, args.roster, args.json === true)),
    }),
    explain: strictCommand({
      description: 'Say what a roster costs, and why',
      args: { file, roster, json },
      run: (args) => told(() => explainRoster(args.file, args.roster, args.json === true)),
    }),
    'why-open': strictCommand({
      description: 'Say for every open post why each clinician is not assigned to it',
      args: { file, roster, json },
      run: (args) => told(() => whyOpenRoster(args.file, args.roster, args.json === true)),
    }),
  },
});
