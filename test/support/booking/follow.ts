import { setTimeout as sleep } from 'node:timers/promises';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';

export interface AvailabilityChange {
  readonly pcn: string;
  readonly sessionIds: readonly string[];
  readonly version: string;
}

/** A subscriber to `availabilityChanged` on a socket of its own, which takes what it is told as it comes. */
export interface Follower {
  readonly told: readonly AvailabilityChange[];
  /** The code of the error that ended it, once it has. */
  readonly ended: Promise<string | undefined>;
  /** Reads nothing more from its connection, or again what has waited there. */
  pause(): void;
  resume(): void;
  close(): Promise<void>;
}

export function follow(url: string, token: string, pcn: string): Follower {
  let socket: WebSocket | undefined;
  const client = createClient({
    url: `${url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: { authorization: `Bearer ${token}` },
    retryAttempts: 0,
    on: { opened: (opened) => void (socket = opened as WebSocket) },
  });
  const told: AvailabilityChange[] = [];
  const ended = Promise.withResolvers<string | undefined>();
  client.subscribe<{ availabilityChanged: AvailabilityChange }>(
    { query: 'subscription ($pcn: OdsCode!) { availabilityChanged(pcn: $pcn) { pcn sessionIds version } }', variables: { pcn } },
    {
      next: ({ data }) => data != null && told.push(data.availabilityChanged),
      error: (errors) =>
        ended.resolve(Array.isArray(errors) ? (errors[0]?.extensions?.code as string) : 'CLOSED'),
      complete: () => ended.resolve(undefined),
    },
  ); // prettier-ignore
  return {
    told,
    ended: ended.promise,
    pause: () => socket?.pause(),
    resume: () => socket?.resume(),
    close: async () => client.dispose(),
  };
}

/**
 * Has something change again and again until each subscriber has heard of it: nothing else tells that it is in place.
 */
export async function untilFollowing(followers: readonly Follower[], change: () => Promise<unknown>): Promise<void> {
  const ended = Promise.race(followers.map((follower) => follower.ended)).then((code) => {
    throw new Error(`a subscription ended with ${code}`);
  });
  while (followers.some(({ told }) => told.length === 0)) {
    await Promise.race([change(), ended]);
    await sleep(50);
  }
  ended.catch(() => undefined);
}

/**
 * A subscriber in place whose token is about to run out: the shortest that a busy machine leaves the time for.
 * @returns it, when its token has run out.
 */
export async function followToTheEnd(
  subscribe: (lifetime: string) => Promise<Follower>,
  change: () => Promise<unknown>,
): Promise<Follower> {
  for (let seconds = 2; ; seconds *= 2) {
    const end = performance.now() + (seconds + 1) * 1000;
    const follower = await subscribe(`${seconds}s`);
    const inPlace = await untilFollowing([follower], change).then(
      () => true,
      () => false,
    );
    if (!inPlace) continue;
    await sleep(Math.max(end - performance.now(), 0));
    return follower;
  }
}
