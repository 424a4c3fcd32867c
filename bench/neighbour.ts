import { readFileSync } from 'node:fs';
import { aliased, type AttackPlan, startAttack } from './support/attacks.js';
import { type DearQuestion, dearQuestions } from './support/dear-questions.js';
import { enrich } from './support/enriched.js';
import { median, post, type Question } from './support/load.js';
import { questionsOf, requestsOf, runSql } from './support/questions.js';
import { say } from './support/report.js';
import { onStage } from './support/stage.js';
import { productEnvironment } from './support/server.js';

const seconds = Number(process.env['BENCH_SECONDS'] ?? 10);
/** A practice's screens: a question every so often. */
const everyMs = 40;
const country = { pcns: 4, practicesPerPcn: 5, clinicsPerPcn: 18, days: 87 };
const attacked = 'U00001';

interface Latency {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

function latencyOf(times: readonly number[]): Latency {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (part: number): number => sorted[Math.min(Math.ceil(sorted.length * part), sorted.length) - 1] ?? NaN;
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}

/** Asks at even intervals, however long the answers take: each is timed from when it was due. */
async function quietNeighbour(url: string, questions: readonly Question[], forMs: number): Promise<Latency> {
  const asked: Promise<number>[] = [];
  const began = performance.now();
  for (let n = 0; n * everyMs < forMs; n += 1) {
    const due = began + n * everyMs;
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())));
    const question = questions[n % questions.length] as Question;
    asked.push(
      post(`${url}/graphql`, question).then(({ reply }) => {
        if (reply.errors !== undefined) throw new Error(JSON.stringify(reply.errors));
        return performance.now() - due;
      }),
    );
  }
  return latencyOf(await Promise.all(asked));
}

async function besideAttack(plan: AttackPlan, measure: () => Promise<Latency>): Promise<Latency & { sent: number }> {
  const end = startAttack(plan);
  const latency = await measure();
  return { ...latency, sent: await end() };
}

const week = readFileSync(new URL('../../schema/operations/week.graphql', import.meta.url), 'utf8');

/** A browser that refreshes a director's week sixty times within the minute. @returns how often it is refused. */
async function refusedToPeople(url: string, superuser: string, pcn: string, token: string): Promise<number> {
  const [days] = await runSql(superuser, `select london_today()::text as "from", (london_today() + 7)::text as "to"`);
  const body = JSON.stringify({ query: week, variables: { pcn, ...days, basis: 'REGISTERED' } });
  let refused = 0;
  for (let n = 0; n < 60; n += 1) {
    const { reply } = await post(`${url}/graphql`, { token, body });
    if (reply.errors !== undefined) refused += 1;
  }
  return refused;
}

/**
 * A quiet network's availability beside one token of another network that asks for as much as it may, over the same
 * alone; and whether what people do is ever refused for want of points.
 */
export function run(): Promise<Record<string, unknown>> {
  return onStage(async ({ postgres, identity, start }) => {
    const urls = await postgres.database('bench', country);
    await enrich(urls.superuser, attacked);
    const { url } = await start('src/main.js', productEnvironment(urls, identity), '/health/ready');
    const all = await questionsOf(urls.superuser, country);
    const ofQuiet = all.filter(({ practice }) => practice === 'B00008').slice(0, 60);
    const document = `query ($practice: OdsCode!, $from: Date!, $to: Date!) {
      sharedAvailability(practice: $practice, from: $from, to: $to, first: 20) {
        edges { node { id on startsAt bookableCount service { id name } site { id name } slots { id startTime } } } } }`;
    const questions = await requestsOf(ofQuiet, identity, (variables) => ({ query: document, variables }));
    const measure = (): Promise<Latency> => quietNeighbour(url, questions, seconds * 1000);
    const dear = new Map((await dearQuestions(urls.superuser, attacked)).map((question) => [question.name, question]));
    const inside = (name: string): string => (dear.get(name)?.query ?? '').replace(/^\{\s*/, '').replace(/\}\s*$/, '');
    let people = 0;
    const plan = async (name: string, kind: AttackPlan['kind'], body?: object) => {
      const token = await identity.token('clinical-director', attacked, `attacker-${people++}`);
      return { name, plan: { url, token, kind, pcn: attacked, ...(body === undefined ? {} : { body }) } };
    };
    const aliases = (name: string, question: string) => plan(name, 'flood', { query: aliased(inside(question)) });
    const { query, variables } = dear.get('changeSharedClinic') as DearQuestion;
    const change = (variables as (nth: number) => object)(0);
    const attacks = [
      await aliases('29 capacities', 'capacity'),
      await aliases('29 capacities, unread', 'capacity unread'),
      await aliases('29 counts of the audit trail', 'audit trail counted'),
      await aliases('29 previews', 'preview'),
      await aliases('29 continuities', 'continuity of an ICB'),
      await plan('changes of a clinic tried', 'flood', { query, variables: change }),
      await plan('documents that are all different', 'different'),
      await plan('2,000 subscriptions', 'subscriptions'),
      await plan('700 bad documents on a socket', 'bad documents'),
    ];
    await measure(); // to be warm
    const ratios: { name: string; ratio: number }[] = [];
    for (const { name, plan: attack } of attacks) {
      const before = await measure();
      const { sent, ...beside } = await besideAttack(attack, measure);
      const after = await measure();
      if (median([before.p50, after.p50]) > everyMs) say(`${name}: the machine is too busy to tell`);
      const ratio = beside.p95 / median([before.p95, after.p95]);
      ratios.push({ name, ratio });
      const told = ({ p50, p95, p99 }: Latency): string => [p50, p95, p99].map((ms) => ms.toFixed(1)).join(' / ');
      say(
        `${name}: p50 / p95 / p99 ${told(beside)} ms beside ${sent} requests, alone ${told(before)} and ${told(after)}; ${ratio.toFixed(2)}`,
      );
    }
    const worst = ratios.reduce((most, each) => (each.ratio > most.ratio ? each : most));
    const refused = await refusedToPeople(
      url,
      urls.superuser,
      'U00003',
      await identity.token('clinical-director', 'U00003'),
    );
    return { name: 'neighbour', worst: worst.name, worstP95Ratio: Number(worst.ratio.toFixed(2)), refused };
  });
}
