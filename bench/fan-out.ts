import { globalId } from '../src/platform/ids/global-id.js';
import { bookingOf, type FreeSlot } from './support/bookings.js';
import { practiceCode } from './support/data.js';
import { type Listeners, startListeners } from './support/listeners.js';
import { median, post } from './support/load.js';
import { runSql, tokensFor } from './support/questions.js';
import { say } from './support/report.js';
import { onStage } from './support/stage.js';
import { productEnvironment } from './support/server.js';

const rounds = Number(process.env['BENCH_ROUNDS'] ?? 3);
const crowd = 1000;
const clients = 16;
const bookingsARound = 500;
const noticesARound = 5;
/** Longer than the server rests after it has told of much. */
const quietMs = 2500;
const country = { pcns: 1, practicesPerPcn: 5, clinicsPerPcn: 20, days: 60 };
const pcn = 'U00001';
const [fewWaiters, manyWaiters] = [3, 300];
const withdrawals = 200;

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** A slot of each practice in each session, in no order. */
function freeSlots(superuser: string): Promise<FreeSlot[]> {
  return runSql(
    superuser,
    `select p.session_id as "sessionId", p.number, o.ods_code as practice
     from place p join organisation o on o.id = p.owner_id
     where p.number % 3 = 1 order by md5(p.session_id::text || p.number)`,
  );
}

const waitForSlot = `mutation ($input: WaitForSlotInput!) {
  waitForSlot(input: $input) { waitingEntry { id } userErrors { code message } } }`;
const withdrawWait = `mutation ($input: WithdrawWaitInput!) {
  withdrawWait(input: $input) { waitingEntry { id } userErrors { code message } } }`;

function p99(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.ceil(values.length * 0.99) - 1] ?? NaN;
}

/**
 * What a thousand subscribers of one network, and a long waiting list, cost: until the last has heard of a booking, in
 * bookings a second, and in how long a withdrawal from the list takes while its passes go on.
 */
export function run(): Promise<Record<string, unknown>> {
  return onStage(async ({ postgres, identity, start }) => {
    const urls = await postgres.database('bench', country);
    const environment = {
      ...productEnvironment(urls, identity),
      RATE_LIMIT_POINTS: '100000000',
      // Five practices' receptionists stand for a thousand people.
      TOKEN_SOCKET_LIMIT: String(crowd),
      TOKEN_SUBSCRIPTION_LIMIT: String(crowd),
    };
    const { url } = await start('src/main.js', environment, '/health/ready');
    const slots = await freeSlots(urls.superuser);
    const tokens = await tokensFor(slots, identity);
    const tokenOf = (practice: string): string => tokens.get(practice) ?? '';

    const ask = async (practice: string, body: object): Promise<any> => {
      const { reply } = await post(`${url}/graphql`, { token: tokenOf(practice), body: JSON.stringify(body) });
      const [payload] = Object.values<any>(reply.data ?? {});
      if (reply.errors !== undefined || payload.userErrors.length > 0) throw new Error(JSON.stringify(reply));
      return payload;
    };
    let references = 0;
    const book = async (): Promise<FreeSlot> => {
      const slot = slots.pop();
      if (slot === undefined) throw new Error('the benchmark outlived its free slots');
      await ask(slot.practice, bookingOf(slot, `F-${references++}`));
      return slot;
    };
    const bookMany = async (count: number): Promise<number> => {
      let left = count;
      const began = performance.now();
      await Promise.all(
        Array.from({ length: clients }, async () => {
          while (left-- > 0) await book();
        }),
      );
      return (count * 1000) / (performance.now() - began);
    };
    const listening = (count: number): Promise<Listeners> =>
      startListeners(
        url,
        pcn,
        Array.from({ length: count }, (_, n) => tokenOf(practiceCode((n % country.practicesPerPcn) + 1))),
        book,
      );
    const timeToHear = async (listeners: Listeners): Promise<number> => {
      const times: number[] = [];
      for (let n = 0; n < noticesARound; n += 1) {
        await pause(quietMs);
        const { sessionId } = slots.at(-1) as FreeSlot;
        const heard = listeners.heard(globalId('Session', sessionId));
        const began = performance.now();
        await Promise.all([book(), heard]);
        times.push(performance.now() - began);
      }
      return median(times);
    };

    await bookMany(bookingsARound);
    const results = { one: { heard: [] as number[], perS: [] as number[] }, crowd: { heard: [] as number[], perS: [] as number[] } }; // prettier-ignore
    for (let round = 1; round <= rounds; round += 1) {
      for (const [name, count] of [
        ['one', 1],
        ['crowd', crowd],
      ] as const) {
        // prettier-ignore
        const listeners = await listening(count);
        results[name].heard.push(await timeToHear(listeners));
        results[name].perS.push(await bookMany(bookingsARound));
        await listeners.close();
        const [heard, perS] = [results[name].heard.at(-1), results[name].perS.at(-1)];
        say(
          `round ${round}, ${count} listening: heard after ${heard?.toFixed(1)} ms, ${perS?.toFixed(0)} bookings a second`,
        );
      }
    }

    const [window] = await runSql(
      urls.superuser,
      `select (london_today() + 1)::text as "from", (london_today() + 60)::text as "to", id as service
       from service where code = 'bench-1'`,
    );
    const practice = practiceCode(1);
    // Nobody is ever offered anything, because there are no slots by video. So the waiting list stays as long as it is
    // made.
    const wait = async (): Promise<string> => {
      const { service, from, to } = window as Record<'service' | 'from' | 'to', string>;
      const details = {
        reference: `W-${references++}`,
        channel: 'PHONE',
        need: 'MEDICATION_REVIEW',
        deliveryMode: 'VIDEO',
      };
      const input = { ...details, practice, service: globalId('Service', service), from, to };
      return (await ask(practice, { query: waitForSlot, variables: { input } })).waitingEntry.id as string;
    };
    const settled = async (): Promise<void> => {
      for (;;) {
        const [jobs] = await runSql(
          urls.superuser,
          'select count(*)::int as n from graphile_worker.jobs where run_at <= now()',
        );
        if (jobs.n === 0) return;
        await pause(100);
      }
    };
    const withdrawalsWith = async (waiters: number): Promise<number> => {
      const [there] = await runSql(
        urls.superuser,
        `select count(*)::int as n from waiting_entry where state = 'WAITING'`,
      );
      for (let n = there.n as number; n < waiters; n += 1) await wait();
      await settled();
      const times: number[] = [];
      for (let n = 0; n < withdrawals; n += 1) {
        const waitingEntry = await wait(); // a pass over the line begins
        const began = performance.now();
        await ask(practice, { query: withdrawWait, variables: { input: { waitingEntry } } });
        times.push(performance.now() - began);
      }
      await settled();
      say(
        `${waiters} waiting: withdrawn after ${median(times).toFixed(1)} ms, at the 99th percentile ${p99(times).toFixed(1)} ms`,
      );
      return p99(times);
    };
    await withdrawalsWith(fewWaiters); // to be warm
    const few = await withdrawalsWith(fewWaiters);
    const many = await withdrawalsWith(manyWaiters);

    const ratio = (a: number, b: number): number => Number((a / b).toFixed(2));
    return {
      name: 'fan-out',
      lastHeardMs: Math.round(median(results.crowd.heard)),
      lastHeardRatio: ratio(median(results.crowd.heard), median(results.one.heard)),
      bookingsRatio: ratio(median(results.crowd.perS), median(results.one.perS)),
      withdrawP99Ratio: ratio(many, few),
    };
  });
}
