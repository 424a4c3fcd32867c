import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { getNamedType, isInputObjectType, isListType, isObjectType, getNullableType } from 'graphql';
import type { Role } from '../../../src/identity/viewer.js';
import type { TestDatabase } from '../database/test-database.js';
import { committedSchema } from '../graphql/committed-schema.js';
import { type Random, randomOf } from '../sessions/random-ledger.js';
import { Draw, Nothing, type Wish } from './draws.js';
import { operations } from './operations.js';
import { readWorld, type World } from './world.js';

export interface Stage extends Pick<TestDatabase, 'sql'> {
  /** Where the server is by now. */
  address(): string;
  token(role: Role, code: string): Promise<string>;
}

/**
 * What one request came to. `done`: it changed something, or says so; `tried`: a dry run; `refused`: it says that it
 * changed nothing; `unknown`: nobody knows, as no answer came, or one that says so.
 */
export interface Outcome {
  readonly mutation: string;
  readonly kind: 'done' | 'tried' | 'refused' | 'unknown';
  /** The server's name for the request, by which the audit trail tells what it did. */
  readonly requestId: string | null;
  /** Global ids in the payload. */
  readonly ids: readonly string[];
  /** Codes of errors, or what came in place of an answer. */
  readonly words: readonly string[];
  /** Whether earlier requests with the same key were sent whose end is not known. */
  readonly again: boolean;
  readonly input: Record<string, unknown>;
}

export interface History {
  readonly outcomes: readonly Outcome[];
  /** Requests that were sent at one time with one key, and what came of each. */
  readonly twins: readonly (readonly [Outcome, Outcome])[];
}

const patienceMs = 90_000;
const answerWithinMs = 20_000;

function inputOf(mutation: string) {
  const field = committedSchema().getMutationType()?.getFields()[mutation];
  const type = getNamedType(field?.args.find(({ name }) => name === 'input')?.type);
  if (field === undefined || !isInputObjectType(type)) throw new Error(`${mutation} has no input`);
  return { field, type };
}

/** Asks for the id of each thing in the payload. */
function documentOf(mutation: string): string {
  const { field, type } = inputOf(mutation);
  const payload = getNamedType(field.type);
  if (!isObjectType(payload)) throw new Error(`${mutation} has no payload`);
  const parts = Object.values(payload.getFields()).flatMap(({ name, type: of }) => {
    const nullable = getNullableType(of);
    if (isListType(nullable)) return [];
    if (!isObjectType(nullable)) return [name];
    return 'id' in nullable.getFields() ? [`${name} { id }`] : name === 'change' ? ['change { performed }'] : [];
  });
  return `mutation ($input: ${type.name}!) { ${mutation}(input: $input) { ${parts.join(' ')} userErrors { code message } } }`;
}

/** Answers after which nobody knows what was done: the connection was lost, or the time ran out, on the way. */
function isUnknown({ extensions }: { extensions: { code: string; limit?: string } }): boolean {
  return extensions.code === 'UNAVAILABLE' || extensions.limit === 'TIME';
}

type Payload = Record<string, unknown> & {
  userErrors: { code: string; message: string }[];
};

/** Clients that do anything that people may do, as a seed has it, and what they were told. */
export class HistoryRun implements History {
  readonly outcomes: Outcome[] = [];
  readonly twins: [Outcome, Outcome][] = [];
  private world!: World;
  private drawn = 0;
  private readonly tokens = new Map<string, Promise<string>>();
  private readonly documents = new Map<string, string>();
  private readonly names: readonly string[];

  constructor(
    private readonly stage: Stage,
    private readonly seed: number,
  ) {
    this.names = Object.entries(operations).flatMap(([name, { weight }]) => Array<string>(weight).fill(name));
  }

  /**
   * So many clients, each with one request at a time, until `forMs` are over, `least` requests are done, and all have
   * had their answers.
   */
  async run(clients: number, forMs: number, least: number): Promise<void> {
    await this.prepare();
    const until = performance.now() + forMs;
    const goesOn = () => performance.now() < until || this.done() < least;
    const looking = (async () => {
      for (; goesOn(); await sleep(250)) {
        // A database that is gone for a moment leaves the world as it was.
        this.world = await readWorld(this.stage).catch(() => this.world);
      }
    })();
    await Promise.all(
      Array.from({ length: clients }, async (_, n) => {
        const random = randomOf(this.seed * 1000 + n);
        while (goesOn()) await this.step(random);
      }),
    );
    await looking;
  }

  private done(): number {
    return this.outcomes.filter(({ kind }) => kind === 'done').length;
  }

  /** Some clinics with published sessions, as the history's first operations. */
  private async prepare(): Promise<void> {
    const random = randomOf(this.seed);
    for (const name of [
      ...Array<string>(4).fill('scheduleSharedClinic'),
      ...Array<string>(6).fill('publishSessions'),
    ]) {
      this.world = await readWorld(this.stage);
      await this.step(random, name);
    }
    this.world = await readWorld(this.stage);
  }

  /** What came how often, for people to read. */
  summary(): Record<string, Record<string, number>> {
    const counts: Record<string, Record<string, number>> = {};
    for (const { mutation, kind, words } of this.outcomes) {
      const of = (counts[mutation] ??= {});
      for (const word of kind === 'done' || kind === 'tried' ? [kind] : words) of[word] = (of[word] ?? 0) + 1;
    }
    return counts;
  }

  private async step(
    random: Random,
    name = this.names[random.upTo(0, this.names.length - 1)] as string,
  ): Promise<void> {
    const wish = this.wishFor(name, random);
    if (wish === undefined) return sleep(5);
    if (!('idempotencyKey' in inputOf(name).type.getFields())) {
      const outcome = await this.send(name, wish, false);
      this.outcomes.push(outcome);
      return outcome.kind === 'unknown' ? sleep(200) : undefined;
    }
    const keyed = { ...wish, input: { ...wish.input, idempotencyKey: randomUUID() } };
    if (random.chance(0.2)) {
      const both = await Promise.all([this.insist(name, keyed), this.insist(name, keyed)]);
      this.outcomes.push(...both);
      this.twins.push(both);
      return;
    }
    this.outcomes.push(await this.insist(name, keyed));
  }

  private wishFor(name: string, random: Random): Wish | undefined {
    try {
      const wish = operations[name]!.draw(new Draw(this.world, random, this.drawn++));
      if (!random.chance(0.05)) return wish;
      // Somebody who has nothing to do with it asks for the same.
      const stranger = new Draw(this.world, random, 0).one(this.world.practices).code;
      return { ...wish, as: ['practice-manager', stranger] };
    } catch (error) {
      if (error instanceof Nothing) return undefined;
      throw error;
    }
  }

  /** The same request again until somebody knows what came of it. */
  private async insist(name: string, wish: Wish): Promise<Outcome> {
    for (const since = performance.now(), again = { yet: false }; ; again.yet = true) {
      const outcome = await this.send(name, wish, again.yet);
      if (outcome.kind !== 'unknown') return outcome;
      if (performance.now() - since > patienceMs) throw new Error(`no answer to ${name}, but ${outcome.words.join()}`);
      await sleep(100);
    }
  }

  private async send(mutation: string, wish: Wish, again: boolean): Promise<Outcome> {
    const document = this.documents.get(mutation) ?? documentOf(mutation);
    this.documents.set(mutation, document);
    const about = { mutation, again, input: wish.input };
    try {
      const response = await fetch(`${this.stage.address()}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: await this.authorization(wish) },
        body: JSON.stringify({ query: document, variables: { input: wish.input } }),
        signal: AbortSignal.timeout(answerWithinMs),
      });
      const requestId = response.headers.get('x-request-id');
      const { data, errors = [] } = (await response.json()) as {
        data?: Record<string, Payload | null> | null;
        errors?: { message: string; extensions: { code: string; limit?: string } }[];
      };
      const payload = data?.[mutation];
      if (payload == null) {
        const words = errors.map(({ extensions, message }) =>
          extensions.code === 'BAD_USER_INPUT' ? `BAD_USER_INPUT ${message}` : extensions.code,
        );
        return { ...about, kind: errors.some(isUnknown) ? 'unknown' : 'refused', requestId, ids: [], words };
      }
      const { userErrors, ...rest } = payload;
      const values = Object.values(rest);
      const ids = values.flatMap((value) => {
        const id: unknown = value !== null && typeof value === 'object' && 'id' in value ? value.id : undefined;
        return typeof id === 'string' ? [id] : [];
      });
      const words = userErrors.map(({ code, message }) => (code === 'INVALID_INPUT' ? `${code} ${message}` : code));
      const kind = words.length > 0 ? 'refused' : wish.input['dryRun'] === true ? 'tried' : 'done';
      return { ...about, kind, requestId, ids, words };
    } catch (error) {
      return { ...about, kind: 'unknown', requestId: null, ids: [], words: [(error as Error).name] };
    }
  }

  private async authorization({ as: [role, code] }: Wish): Promise<string> {
    const key = `${role} ${code}`;
    const token = this.tokens.get(key) ?? this.stage.token(role, code);
    this.tokens.set(key, token);
    return `Bearer ${await token}`;
  }
}
