import pg from 'pg';
import { connectionOf } from '../../src/platform/database/connection-settings.js';
import { type Country, practiceCode } from './data.js';
import type { BenchIdentity } from './identity.js';
import type { Question } from './load.js';

/** Runs SQL once and answers its rows. */
export async function runSql(url: string, text: string, values: readonly unknown[] = []): Promise<any[]> {
  const client = new pg.Client(connectionOf(url));
  await client.connect();
  return client.query(text, values.length === 0 ? undefined : [...values]).then(
    ({ rows }) => client.end().then(() => rows),
    (error: unknown) => client.end().then(() => Promise.reject(error as Error)),
  );
}

/** A practice and a window of seven days. */
export interface AvailabilityQuestion {
  readonly practice: string;
  readonly from: string;
  readonly to: string;
}

const windows = 60;

/** Every practice, at most 200 of them spread over the country, with 60 windows, in an order that jumps about. */
export async function questionsOf(superuser: string, country: Country): Promise<AvailabilityQuestion[]> {
  const days = await runSql(
    superuser,
    `select (london_today() + d)::text as "from", (london_today() + d + 7)::text as "to" from generate_series(1, ${windows}) d`,
  );
  const inAll = country.pcns * country.practicesPerPcn;
  const practices = Math.min(inAll, 200);
  return Array.from({ length: practices * windows }, (_, i) => {
    const n = (i * 7919) % (practices * windows);
    const nth = Math.floor(((n % practices) * inAll) / practices);
    return { practice: practiceCode(nth + 1), ...days[Math.floor(n / practices)] };
  });
}

/** One receptionist's token a practice. */
export async function tokensFor(
  questions: readonly { readonly practice: string }[],
  identity: BenchIdentity,
): Promise<Map<string, string>> {
  const practices = [...new Set(questions.map(({ practice }) => practice))];
  return new Map(
    await Promise.all(
      practices.map(async (practice) => [practice, await identity.token('care-navigator', practice)] as const),
    ),
  );
}

/** What is sent to a server: each question in the body made of it, with the token of its practice's receptionist. */
export async function requestsOf<Q extends { readonly practice: string }>(
  questions: readonly Q[],
  identity: BenchIdentity,
  bodyOf: (question: Q, nth: number) => object,
): Promise<Question[]> {
  const tokens = await tokensFor(questions, identity);
  return questions.map((question, nth) => ({
    token: tokens.get(question.practice) ?? '',
    body: JSON.stringify(bodyOf(question, nth)),
  }));
}
