import { readdirSync, readFileSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { join } from 'node:path';
import { replan } from '../src/rota-engine/answers/replan.js';
import { whyOpen } from '../src/rota-engine/answers/why-open.js';
import { readBenchmark } from '../src/rota-engine/files/benchmark-instance.js';
import { benchmarkProfile } from '../src/rota-engine/model/benchmark-profile.js';
import type { Instance } from '../src/rota-engine/model/instance.js';
import { networkProfile } from '../src/rota-engine/model/network-profile.js';
import type { Profile } from '../src/rota-engine/model/profile.js';
import type { Progress, Solution } from '../src/rota-engine/threads/solution.js';
import { closeSolver, solveRota, warmSolver } from '../src/rota-engine/threads/solve-rota.js';
import { compile } from '../src/rota-engine/scoring/compile.js';
import { Kernel } from '../src/rota-engine/scoring/kernel.js';
import { loadHighs } from '../src/rota-engine/exact/load-highs.js';
import { pieceFinder } from '../src/rota-engine/scoring/pieces.js';
import { largeNetwork, mediumNetwork } from '../test/support/rota-engine/network-instance.js';
import { median } from './support/load.js';
import { say } from './support/report.js';
import { publishedResults } from './support/shift-scheduling-results.js';

type Row = Record<string, unknown>;

const seed = 1;
const policy = networkProfile('2026-11-30');
function option(name: string): string | undefined {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? undefined : process.argv[at + 1];
}
function secondsOf(name: string, usual: number): number {
  return Number(option(name) ?? usual);
}

/**
 * A row for each line of the table of goals, and one for each public instance: seed 1, two threads, warm. `--instances
 * DIR` adds the public instances that lie there as `InstanceN.txt`; `--only network|large|answers|instances` runs a
 * part. Shorter runs, for a look: `--network-seconds` (60), `--large-seconds` (300) and, for each public instance,
 * `--seconds` (60).
 */
export async function run(): Promise<Row[]> {
  const parts = { network, large, answers, instances };
  const only = option('only');
  const rows: Row[] = [{ what: 'machine', cores: availableParallelism(), load: loadavg()[0], seed }];
  await warmSolver();
  for (const [name, part] of Object.entries(parts)) {
    if (only !== undefined && only !== name) continue;
    for (const row of await part()) {
      rows.push(row);
      say(JSON.stringify(row));
    }
  }
  await closeSolver();
  return rows;
}

interface Watched {
  solution: Solution;
  course: Progress[];
}

async function watch(instance: Instance, profile: Profile, seconds: number): Promise<Watched> {
  const course: Progress[] = [];
  const onProgress = (progress: Progress) => course.push(progress);
  const solution = await solveRota(instance, profile, { seed, budget: { seconds }, onProgress });
  return { solution, course };
}

async function network(): Promise<Row[]> {
  const limit = secondsOf('network-seconds', 60);
  const { course, solution } = await watch(mediumNetwork(seed), policy, limit);
  const filled = course.find(({ hard, open }) => hard === 0 && open <= solution.open);
  return [
    {
      what: 'network: first lawful rota with every fillable post filled',
      goal: '0.3 s',
      // Fillable is what was filled at the end: nobody knows of a rota with fewer open.
      seconds: filled?.seconds ?? null,
      open: solution.open,
      firstLawful: course.find(({ hard }) => hard === 0)?.seconds ?? null,
    },
    ...[10, limit].map((seconds) => ({
      what: `network at ${seconds} s: gap to a proven bound`,
      goal: seconds <= 10 ? '0.5% at 10 s' : '0.2% at 60 s',
      ...knownAt(course, solution, seconds),
    })),
  ];
}

async function large(): Promise<Row[]> {
  const limit = secondsOf('large-seconds', 300);
  const { course, solution } = await watch(largeNetwork(seed), policy, limit);
  return [10, limit].map((seconds) => ({
    what: `large network at ${seconds} s: open posts, gap to a proven bound`,
    goal: seconds <= 10 ? 'no more open at 10 s than at the end' : 'a bound within 5% at 300 s',
    ...knownAt(course, solution, seconds),
    openAtEnd: solution.open,
  }));
}

/** What was known after so many seconds, and the gap of that rota to the best bound of the whole run. */
function knownAt(course: readonly Progress[], { bound }: Solution, seconds: number): Row {
  const then = course.filter((progress) => progress.seconds <= seconds).at(-1);
  if (then === undefined) return { cost: null };
  const { cost, open, gap } = then;
  return {
    cost,
    open,
    bound: then.bound,
    gap,
    finalBound: bound,
    gapToFinalBound: bound === null ? null : (cost - bound) / cost,
  };
}

/** One absence after the other on a finished rota, and why posts are open, for the whole rota at once. */
async function answers(): Promise<Row[]> {
  const instance = mediumNetwork(seed);
  const { assignments } = await solveRota(instance, policy, { seed, budget: { seconds: 10 } });
  const highs = await loadHighs();
  const absent = (at: number, alternatives: number) => {
    const day = 7 + (at % 20);
    const clinicianId = instance.clinicians[at]?.id ?? '';
    const event = { kind: 'ABSENCE', clinicianId, start: day * 1440, end: (day + 5) * 1440 } as const;
    const from = performance.now();
    const replanned = replan(highs, instance, policy, assignments, event, { now: day * 1440 - 600, alternatives });
    if (!replanned.ok) throw new Error('An absence was refused');
    return { milliseconds: performance.now() - from, ways: replanned.value.ways };
  };
  for (let at = 0; at < 10; at += 1) absent(at * 6, 1);
  const rows = [1, 3].map((alternatives): Row => {
    const all = instance.clinicians.map((_, at) => absent(at, alternatives));
    const times = all.map(({ milliseconds }) => milliseconds).sort((a, b) => a - b);
    return {
      what: `one absence of five days replanned, warm, ${alternatives === 1 ? 'one way' : 'up to three ways'}`,
      goal: alternatives === 1 ? 'p95 150 ms' : null,
      p50: times[Math.ceil(times.length / 2) - 1],
      p95: times[Math.ceil(times.length * 0.95) - 1],
      proven: all.filter(({ ways }) => ways[0]?.proven === true).length / all.length,
      absences: all.length,
    };
  });

  const compileTimes: number[] = [];
  for (let time = 0; time < 20; time += 1) {
    const from = performance.now();
    compile(instance, policy);
    compileTimes.push(performance.now() - from);
  }
  const problem = compile(instance, policy);
  const kernel = new Kernel(problem);
  const pieceOf = pieceFinder(problem.model);
  kernel.load(Int32Array.from(assignments.flatMap((each) => pieceOf(each) ?? [])));
  const whyTimes: number[] = [];
  for (let time = 0; time < 70; time += 1) {
    const from = performance.now();
    whyOpen(kernel);
    if (time >= 20) whyTimes.push(performance.now() - from);
  }
  const what = 'whyOpen for a whole rota';
  return [
    ...rows,
    { what, goal: '1 ms', milliseconds: median(whyTimes), open: whyOpen(kernel).length },
    { what: 'the network compiled, warm', goal: null, milliseconds: median(compileTimes) },
  ];
}

async function instances(): Promise<Row[]> {
  const directory = option('instances');
  if (directory === undefined) return [];
  const numbers = readdirSync(directory)
    .flatMap((name) => /^Instance(\d+)\.txt$/.exec(name)?.[1] ?? [])
    .map(Number)
    .sort((a, b) => a - b);
  const solved: { number: number; ratio: number; cost: number; proven: boolean; row: Row }[] = [];
  for (const number of numbers) {
    const read = readBenchmark(`Instance${number}`, readFileSync(join(directory, `Instance${number}.txt`), 'utf8'));
    if (!read.ok) throw new Error(`Instance${number}.txt is no instance of the benchmark`);
    const { solution } = await watch(read.value, benchmarkProfile, secondsOf('seconds', 60));
    const { lawful, bound, proven, seconds, iterations, nodes } = solution;
    const cost = lawful ? solution.cost : Infinity;
    const best = publishedResults.get(number)?.bestKnown ?? NaN;
    const ratio = cost / best;
    const told = { cost: lawful ? cost : null, bestKnown: best, ratio: lawful ? rounded(ratio) : null, bound, proven };
    const row = { what: `instance ${number}`, ...told, seconds, iterations, nodes };
    say(JSON.stringify(row));
    solved.push({ number, ratio, cost, proven, row });
  }
  return [...solved.map(({ row }) => row), ...summaries(solved)];
}

/**
 * The three rows of the table of goals, over those of their instances that were found; without a lawful rota there is
 * no finite ratio.
 */
function summaries(solved: readonly { number: number; ratio: number; cost: number; proven: boolean }[]): Row[] {
  const from = (first: number, last: number) => solved.filter(({ number }) => number >= first && number <= last);
  const ratios = from(1, 12).map(({ ratio }) => ratio);
  const below = (peer: 'gurobi' | 'ipVns') =>
    from(13, 19).filter(({ number, cost }) => cost < (publishedResults.get(number)?.[peer] ?? -Infinity)).length;
  return [
    {
      what: 'instances 1-3',
      goal: 'all proven',
      proven: from(1, 3).filter(({ proven }) => proven).length,
      of: from(1, 3).length,
    },
    {
      what: 'instances 1-12: cost / best known',
      goal: 'median <= 1.01, worst <= 1.04',
      median: ratios.length === 0 ? null : finite(median(ratios)),
      worst: ratios.length === 0 ? null : finite(Math.max(...ratios)),
      of: ratios.length,
    },
    {
      what: 'instances 13-19: below the 10 minutes of others',
      goal: 'below Gurobi 5.6.3 on 7 of 7, below IP+VNS on 4 of 7',
      gurobi: below('gurobi'),
      ipVns: below('ipVns'),
      of: from(13, 19).length,
    },
  ];
}

function rounded(ratio: number): number {
  return Math.round(ratio * 1e4) / 1e4;
}

function finite(ratio: number): number | string {
  return Number.isFinite(ratio) ? rounded(ratio) : 'not lawful';
}
