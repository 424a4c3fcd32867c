import { createPublicKey } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import {
  calculateJwkThumbprint,
  createLocalJWKSet,
  createRemoteJWKSet,
  type CryptoKey,
  customFetch,
  errors,
  type JWK,
  type JWTVerifyGetKey,
  type RemoteJWKSet,
} from 'jose';
import type { Logger } from 'pino';
import { Counter, Gauge } from 'prom-client';
import { fetchAtMost, ReplyTooLong } from '../platform/http/fetch-at-most.js';
import { fewestBits, type IdentityProvider, isTooShort, KeysUnavailable, type ProviderKeys } from './authenticate.js';

/** A fetch that takes longer has failed. With the longest refresh (`config.ts`) it makes the minute of decision 137. */
export const fetchMayTakeMs = 5000;
/** After a fetch that failed the next is made sooner. */
const retryAfterMs = 5000;
/** Key ids that nobody published make us ask the provider once in so long, however many come. */
const unknownKeyEveryMs = 5000;
/** So many wait for that; whoever comes beyond is told to come again. */
const mostWaiting = 1000;
/** Key ids that a fetch did not bring are remembered until the next may be made, so many of them. */
const mostAbsent = 1000;
/** A set of keys takes some kilobytes. */
const mostBytes = 524_288;

/** What a fetch may end with beside `good`, in the words that follow the provider's name. */
const troubles = {
  unreachable: 'cannot be reached',
  timeout: 'does not answer in time',
  status: 'answers with an error',
  unreadable: 'answers with something that is no set of keys',
  too_long: 'answers with more than a set of keys holds',
  empty: 'publishes no key that signs tokens',
  /** Before the first has ended. */
  silent: 'has not told its keys yet',
} as const;

type Trouble = Exclude<keyof typeof troubles, 'silent'>;

export interface RemoteKeysOptions {
  readonly issuer: string;
  readonly jwksUrl: string;
  /** From the end of one fetch to the next, while all goes well. */
  readonly refreshMs: number;
  /** For how long good keys count when no newer ones can be had. */
  readonly keptMs: number;
  readonly log: Pick<Logger, 'info' | 'warn'>;
}

/** An OIDC provider (NHS CIS2, Keycloak, …) by the address of its keys, which are fetched until they are closed. */
export function remoteProvider(
  options: RemoteKeysOptions & { readonly audience: string },
): IdentityProvider & { readonly keys: RemoteKeys } {
  const { issuer, audience } = options;
  return { issuer, audience, keys: new RemoteKeys(options) };
}

interface HeldKeys {
  readonly published: readonly JWK[];
  readonly find: (...asked: Parameters<JWTVerifyGetKey>) => Promise<CryptoKey>;
  readonly thumbprints: ReadonlySet<string>;
  /** When their fetch began, on the process's own clock. */
  readonly at: number;
}

class StatusError extends Error {}

/**
 * The keys of a provider, as it last published them. They are fetched again and again in the background, so that one
 * that is withdrawn counts no more within a minute; while the provider fails, the last good ones count for a while.
 */
export class RemoteKeys implements ProviderKeys {
  private readonly fetches = new Counter({
    name: 'identity_key_fetches_total',
    help: 'Fetches of the identity provider’s keys, by outcome',
    labelNames: ['outcome'],
    registers: [],
  });
  private readonly age: Gauge = new Gauge({
    name: 'identity_keys_age_seconds',
    help: 'Since the last good fetch of the identity provider’s keys began; infinite where there was none',
    registers: [],
    collect: () => this.age.set(this.held === undefined ? Infinity : (performance.now() - this.held.at) / 1000),
  });
  readonly metrics = [this.fetches, this.age];
  private readonly closing = new AbortController();
  private readonly remote: RemoteJWKSet;
  private readonly first: Promise<void>;
  private held: HeldKeys | undefined;
  private last: 'good' | Trouble | undefined;
  private fetching: Promise<void> | undefined;
  /** A fetch for key ids that are unknown here, or the wait until one may be made; shared by all who ask. */
  private asking: Promise<void> | undefined;
  private mayAskAt = 0;
  private waiting = 0;
  /** By key id, when the fetch began that did not bring it: tokens of a withdrawn key wait for no fetch each. */
  private readonly absent = new Map<string, number>();

  constructor(private readonly options: RemoteKeysOptions) {
    const { signal } = this.closing;
    // jose fetches and reads a set; when that is done, and which one counts, is decided here.
    this.remote = createRemoteJWKSet(new URL(options.jwksUrl), {
      timeoutDuration: fetchMayTakeMs,
      cacheMaxAge: Infinity,
      async [customFetch](url, asked) {
        const response = await fetchAtMost(mostBytes, url, {
          ...asked,
          signal: AbortSignal.any([asked.signal, signal]),
        });
        if (response.status !== 200) throw new StatusError(String(response.status));
        return response;
      },
    });
    this.first = this.fetch();
    void this.refresh();
  }

  close(): void {
    this.closing.abort();
  }

  unavailable(): KeysUnavailable | undefined {
    const { held, options } = this;
    const good = held !== undefined && held.thumbprints.size > 0 && performance.now() - held.at <= options.keptMs;
    return good ? undefined : this.troubled();
  }

  publishes(thumbprint: string): boolean {
    return this.held?.thumbprints.has(thumbprint) === true;
  }

  /** @throws KeysUnavailable where the provider is to blame, JWKSNoMatchingKey where it has no such key. */
  readonly find = async (...asked: Parameters<JWTVerifyGetKey>): Promise<CryptoKey> => {
    await this.first;
    const known = await this.lookUp(asked);
    if (known !== undefined) return known;
    // Its next chance to tell of a new key comes soon by itself: nobody need wait for it, nor ask it more often.
    if (this.last !== 'good') throw this.troubled();
    if (performance.now() - (this.absent.get(kidOf(asked)) ?? -Infinity) < unknownKeyEveryMs) {
      throw new errors.JWKSNoMatchingKey();
    }
    if (this.waiting >= mostWaiting) {
      throw this.troubled('is asked already for a key that is new here, by more tokens than may wait');
    }
    this.waiting += 1;
    try {
      return await this.findNew(asked);
    } finally {
      this.waiting -= 1;
    }
  };

  private async findNew(asked: Parameters<JWTVerifyGetKey>): Promise<CryptoKey> {
    const underWay = this.asking ?? this.fetching;
    if (underWay !== undefined) {
      await underWay;
      // It may have been answered before the key was published: if it did not bring the key, there is one more.
      const brought = await this.lookUp(asked);
      if (brought !== undefined) return brought;
    }
    await (this.asking ??= this.askAgain().finally(() => (this.asking = undefined)));
    const key = await this.lookUp(asked);
    if (key !== undefined) return key;
    if (this.last !== 'good') throw this.troubled();
    if (this.absent.size >= mostAbsent) this.absent.clear();
    this.absent.set(kidOf(asked), this.held?.at ?? -Infinity);
    throw new errors.JWKSNoMatchingKey();
  }

  private async askAgain(): Promise<void> {
    await this.rest(this.mayAskAt - performance.now());
    await this.fetching; // begun before somebody came who waits for this one
    this.mayAskAt = performance.now() + unknownKeyEveryMs;
    await this.fetch();
  }

  /** @returns undefined where the provider has published no such key. */
  private async lookUp(asked: Parameters<JWTVerifyGetKey>): Promise<CryptoKey | undefined> {
    const unavailable = this.unavailable();
    if (unavailable !== undefined || this.held === undefined) throw unavailable ?? this.troubled();
    let key: CryptoKey;
    try {
      key = await this.held.find(...asked);
    } catch (error) {
      if (error instanceof errors.JWKSNoMatchingKey) return undefined;
      if (error instanceof errors.JWKSMultipleMatchingKeys) throw error;
      throw this.troubled('publishes a key that cannot be read');
    }
    if (isTooShort(key)) throw this.troubled(`signs with an RSA key of fewer than ${fewestBits} bits`);
    return key;
  }

  private troubled(trouble?: string): KeysUnavailable {
    const { last, options } = this;
    const told = last === 'good' ? 'has told no newer keys for too long' : troubles[last ?? 'silent'];
    return new KeysUnavailable(options.issuer, trouble ?? told, Math.ceil(retryAfterMs / 1000));
  }

  private async refresh(): Promise<void> {
    const { refreshMs } = this.options;
    while (!this.closing.signal.aborted) {
      await this.fetch();
      await this.rest(this.last === 'good' ? refreshMs : Math.min(refreshMs, retryAfterMs));
    }
  }

  private async rest(milliseconds: number): Promise<void> {
    if (milliseconds <= 0) return;
    const { signal } = this.closing;
    await delay(milliseconds, undefined, { ref: false, signal }).catch(() => undefined);
  }

  /** One at a time. It never fails: what came of it is noted. */
  private fetch(): Promise<void> {
    return (this.fetching ??= this.fetchOnce().finally(() => (this.fetching = undefined)));
  }

  private async fetchOnce(): Promise<void> {
    const began = performance.now();
    try {
      await this.remote.reload();
      this.note(await this.adopt(began));
    } catch (error) {
      if (!this.closing.signal.aborted) this.note(troubleOf(error), detailOf(error));
    }
  }

  /** What a provider says in good form counts, be it that it has no key left: that is how the last one is withdrawn. */
  private async adopt(at: number): Promise<'good' | 'empty'> {
    const published = this.remote.jwks()?.keys ?? [];
    if (this.held !== undefined && isDeepStrictEqual(published, this.held.published)) {
      this.held = { ...this.held, at };
    } else {
      const thumbprints = new Set<string>();
      for (const key of published) {
        const thumbprint = await thumbprintOf(key);
        if (thumbprint !== undefined) thumbprints.add(thumbprint);
      }
      this.held = { published, find: createLocalJWKSet({ keys: [...published] }), thumbprints, at };
    }
    return this.held.thumbprints.size === 0 ? 'empty' : 'good';
  }

  private note(outcome: 'good' | Trouble, detail?: string): void {
    const before = this.last;
    this.last = outcome;
    this.fetches.inc({ outcome });
    if (before === outcome) return;
    const { issuer, log } = this.options;
    if (outcome !== 'good') log.warn({ outcome, detail }, `the identity provider ${issuer} ${troubles[outcome]}`);
    else if (before !== undefined) log.info({ outcome }, `the identity provider ${issuer} publishes its keys again`);
  }
}

function kidOf([{ kid }]: Parameters<JWTVerifyGetKey>): string {
  return kid ?? '';
}

/** Undefined for what signs no tokens: keys for encryption, secrets, what cannot be read as a key. */
async function thumbprintOf(key: JWK): Promise<string | undefined> {
  if (key.kty === 'oct' || key.d !== undefined || (key.use !== undefined && key.use !== 'sig')) return undefined;
  try {
    createPublicKey({ key, format: 'jwk' });
    return await calculateJwkThumbprint(key);
  } catch {
    return undefined;
  }
}

function troubleOf(error: unknown): Trouble {
  if (error instanceof StatusError) return 'status';
  if (error instanceof ReplyTooLong) return 'too_long';
  if (error instanceof errors.JWKSTimeout) return 'timeout';
  return error instanceof errors.JOSEError ? 'unreadable' : 'unreachable';
}

/** The status, or the code of the network's error: never what was read, which may be anything. */
function detailOf(error: unknown): string | undefined {
  if (error instanceof StatusError) return error.message;
  const code = ((error as Error).cause as NodeJS.ErrnoException | undefined)?.code;
  return typeof code === 'string' ? code : undefined;
}
