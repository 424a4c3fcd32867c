import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { replan } from '../src/rota/answers/replan.js';
import { whyOpen } from '../src/rota/answers/why-open.js';
import { readBenchmark } from '../src/rota/benchmark-instance.js';
import { benchmarkProfile } from '../src/rota/rules/benchmark-profile.js';
import type { Instance } from '../src/rota/rules/instance.js';
import { networkProfile } from '../src/rota/rules/network-profile.js';
import type { Profile } from '../src/rota/rules/profile.js';
import type { Progress, Solution } from '../src/rota/solution.js';
import { closeSolver, solveRota, warmSolver } from '../src/rota/solve-rota.js';
import { compile } from '../src/rota/solver/compile.js';
import { Kernel } from '../src/rota/solver/kernel.js';
import { loadHighs } from '../src/rota/solver/load-highs.js';
import { largeNetwork, mediumNetwork } from '../test/support/network-instance.js';

/** Best costs known of the public instances 1 to 24 (schedulingbenchmarks.org). */
const bestKnown = [
  607, 828, 1001, 1716, 1143, 1950, 1056, 1300, 439, 4631, 3443, 4040, 1348, 1278, 3829, 3225, 5746, 4459, 3149, 4769,
  21133, 30241, 17428, 42463,
];

const policy = networkProfile('2026-11-30');
const option = (name: string): string | undefined => {
  const at = process.argv.indexOf(name);
  return at < 0 ? undefined : process.argv[at + 1];
};

/**
 * A row for each line of the table of goals: seed 1, two threads, warm. `--instances DIR` adds the public instances that
 * lie there as `InstanceN.txt`; `--only network|large|replan|instances` runs a part; `--seconds S` is for each public one.
 */
export async function run(): Promise<Record<string, unknown>[]> {
  const only = option('--only');
  const wanted = (part: string) => only === undefined || only === part;
  const rows: Record<string, unknown>[] = [];
  await warmSolver();
  if (wanted('network') || wanted('replan')) {
    const instance = mediumNetwork(1);
    const watched = await watch(instance, policy, wanted('network') ? 60 : 10);
    if (wanted('network')) {
      rows.push({ what: 'network, first lawful rota with as few open posts as at the end', ...allFilled(watched) });
      for (const seconds of [10, 60]) rows.push({ what: `network at ${seconds} s`, ...gapAt(watched, seconds) });
    }
    if (wanted('replan')) rows.push(...(await answers(instance, watched.solution)));
  }
  if (wanted('large')) {
    const watched = await watch(largeNetwork(1), policy, Number(option('--large-seconds') ?? 300));
    for (const seconds of [10, 300]) rows.push({ what: `large network at ${seconds} s`, ...gapAt(watched, seconds) });
  }
  const directory = option('--instances');
  if (directory !== undefined && wanted('instances')) {
    const numbers = readdirSync(directory)
      .flatMap((name) => /^Instance(\d+)\.txt$/.exec(name)?.[1] ?? [])
      .map(Number)
      .sort((a, b) => a - b);
    for (const number of numbers) {
      const read = readBenchmark(`Instance${number}`, readFileSync(join(directory, `Instance${number}.txt`), 'utf8'));
      if (!read.ok) throw new Error(`Instance${number}.txt is no instance of the benchmark`);
      const { solution } = await watch(read.value, benchmarkProfile, Number(option('--seconds') ?? 60));
      const { lawful, cost, bound, proven, seconds, iterations, nodes } = solution;
      const best = bestKnown[number - 1] ?? NaN;
      const ratio = lawful ? Math.round((cost / best) * 1e4) / 1e4 : null;
      rows.push({
        what: `instance ${number}`,
        lawful,
        cost: lawful ? cost : null,
        best,
        ratio,
        bound,
        proven,
        seconds,
        iterations,
        nodes,
      });
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
  const solution = await solveRota(instance, profile, { seed: 1, budget: { seconds }, onProgress });
  return { solution, course };
}

/** What was known after so many seconds, with the gap to the best bound of the whole run beside that of the moment. */
function gapAt({ course, solution }: Watched, seconds: number) {
  const then = course.filter((progress) => progress.seconds <= seconds).at(-1);
  if (then === undefined) return { cost: null };
  const gap = solution.bound === null ? null : (then.cost - solution.bound) / then.cost;
  return {
    cost: then.cost,
    open: then.open,
    bound: then.bound,
    gap: then.gap,
    gapToFinalBound: gap,
    finalBound: solution.bound,
  };
}

function allFilled({ course, solution }: Watched) {
  const first = course.find(({ hard, open }) => hard === 0 && open <= solution.open);
  return {
    seconds: first?.seconds ?? null,
    open: solution.open,
    firstLawful: course.find(({ hard }) => hard === 0)?.seconds,
  };
}

/** One absence after the other on the finished rota, warm; and why posts are open, for the whole rota at once. */
async function answers(instance: Instance, { assignments }: Solution): Promise<Record<string, unknown>[]> {
  const highs = await loadHighs();
  const times: number[] = [];
  let proven = 0;
  const sick = instance.clinicians.slice(0, 40);
  for (const [at, { id }] of sick.entries()) {
    const day = 7 + (at % 20);
    const event = { kind: 'ABSENCE', clinicianId: id, start: day * 1440, end: (day + 5) * 1440 } as const;
    const from = performance.now();
    const replanned = replan(highs, instance, policy, assignments, event, { now: day * 1440 - 600, alternatives: 1 });
    times.push(performance.now() - from);
    if (!replanned.ok) throw new Error('An absence was refused');
    if (replanned.value.ways[0]?.proven === true) proven += 1;
  }
  times.sort((a, b) => a - b);
  const share = (part: number) => Math.round(times[Math.floor(part * (times.length - 1))] ?? 0);
  const problem = compile(instance, policy);
  const kernel = new Kernel(problem);
  const piece = ({ clinicianId, sessionId, line }: Solution['assignments'][number]) =>
    instance.clinicians.findIndex(({ id }) => id === clinicianId) * problem.lineCount +
    problem.model.lineOf(sessionId, line);
  kernel.load(Int32Array.from(assignments, piece));
  for (let warm = 0; warm < 20; warm += 1) whyOpen(kernel);
  const from = performance.now();
  const open = whyOpen(kernel);
  return [
    { what: 'one absence of five days replanned', p50: share(0.5), p95: share(0.95), proven: proven / times.length },
    { what: 'whyOpen for a whole rota', milliseconds: performance.now() - from, open: open.length },
  ];
}
