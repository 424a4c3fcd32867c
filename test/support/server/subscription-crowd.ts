import { setTimeout as sleep } from 'node:timers/promises';
import { WebSocket } from 'ws';

interface Message {
  readonly type: string;
  readonly id?: string;
  readonly payload?: unknown;
}

/** One subscription of a crowd. */
export interface Member {
  /** The versions that it was told, in their order. */
  readonly versions: number[];
  /** What it was refused with, or what ended it. */
  refused?: { readonly code?: string; readonly limit?: string; readonly message: string };
}

/** A WebSocket with several subscriptions, as small as can be: thousands of these share one process. */
export interface Place {
  readonly members: Member[];
  /** How it was closed, once it is. */
  closed?: readonly [code: number, words: string];
  subscribe(count: number): void;
  leave(): Promise<void>;
}

/** Subscriptions to one network's availability on a few sockets. */
export class SubscriptionCrowd {
  readonly places: Place[] = [];

  constructor(
    private readonly address: string,
    private readonly pcn: string,
  ) {}

  /** Every subscription that was not refused, on sockets that are open. */
  get listening(): Member[] {
    const open = this.places.filter(({ closed }) => closed === undefined);
    return open.flatMap(({ members }) => members.filter(({ refused }) => refused === undefined));
  }

  /** Opens a socket and introduces it. @returns it when it is let in or closed. */
  async open(token: string): Promise<Place> {
    const socket = new WebSocket(`${this.address.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
    const send = (message: object): void => socket.send(JSON.stringify(message));
    const settled = Promise.withResolvers<void>();
    const gone = Promise.withResolvers<void>();
    const query = `subscription { availabilityChanged(pcn: "${this.pcn}") { pcn sessionIds version } }`;
    const place: Place = {
      members: [],
      subscribe(count) {
        for (let n = 0; n < count; n += 1) {
          if (socket.readyState !== WebSocket.OPEN) return;
          send({ type: 'subscribe', id: String(this.members.push({ versions: [] }) - 1), payload: { query } });
        }
      },
      async leave() {
        socket.close();
        await gone.promise;
      },
    };
    socket.on('error', () => undefined);
    socket.once('open', () => send({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } }));
    socket.once('close', (code, words) => {
      place.closed = [code, words.toString()];
      settled.resolve();
      gone.resolve();
    });
    socket.on('message', (data: Buffer) => {
      const message = JSON.parse(data.toString()) as Message;
      if (message.type === 'connection_ack') settled.resolve();
      else hear(place, message);
    });
    this.places.push(place);
    await settled.promise;
    return place;
  }

  /** Has something change again and again until all that listen have heard of it, and all that do not were told so. */
  async untilInPlace(change: () => Promise<number>): Promise<void> {
    const unsure = () => this.listening.some(({ versions }) => versions.length === 0);
    while (unsure()) {
      await change();
      await sleep(200);
    }
    await this.untilHeard(await change());
  }

  /** Waits until all that listen have heard of this version, or of a later one. */
  async untilHeard(version: number, limitMs = 180_000): Promise<void> {
    const deaf = () => this.listening.filter(({ versions }) => (versions.at(-1) ?? 0) < version);
    for (const since = performance.now(); deaf().length > 0; await sleep(20)) {
      if (performance.now() - since < limitMs) continue;
      throw new Error(`${deaf().length} have not heard of ${version}, but ${JSON.stringify(deaf()[0]?.versions)}`);
    }
  }

  async leave(): Promise<void> {
    await Promise.all(this.places.filter(({ closed }) => closed === undefined).map((place) => place.leave()));
  }
}

function hear({ members }: Place, { type, id, payload }: Message): void {
  const member = members[Number(id)];
  if (member === undefined) return;
  if (type === 'next') {
    const { data } = payload as { data: { availabilityChanged: { version: string } } };
    member.versions.push(Number(data.availabilityChanged.version));
  } else if (type === 'error') {
    const [error] = payload as { message: string; extensions: { code?: string; limit?: string } }[];
    member.refused = { ...error?.extensions, message: error?.message ?? '' };
  } else if (type === 'complete') {
    member.refused ??= { message: 'it was completed' };
  }
}
