import { parentPort, Worker, workerData } from 'node:worker_threads';
import { WebSocket } from 'ws';
import { post } from './load.js';

/** What is sent without pause, as fast as the server takes it. */
export interface AttackPlan {
  readonly url: string;
  readonly token: string;
  readonly kind: 'flood' | 'different' | 'subscriptions' | 'bad documents';
  /** Of a flood: what is sent again and again. */
  readonly body?: object;
  /** Of subscriptions: to which network. */
  readonly pcn?: string;
}

/**
 * Begins it in a thread of its own, so that a client at work measures nobody's lateness. @returns ends it, and tells
 * how much was sent.
 */
export function startAttack(plan: AttackPlan): () => Promise<number> {
  const worker = new Worker(new URL(import.meta.url), { workerData: plan });
  return () =>
    new Promise((resolve, reject) => {
      worker.once('message', (sent: number) => void worker.terminate().then(() => resolve(sent)));
      worker.once('error', reject);
      worker.postMessage('stop');
    });
}

type Attack = (stopped: () => boolean) => Promise<number>;

const connections = 16;

/** One document, or one made anew for each request, on 16 connections. */
function flood(url: string, token: string, bodyOf: (nth: number) => object): Attack {
  return async (stopped) => {
    let sent = 0;
    await Promise.all(
      Array.from({ length: connections }, async () => {
        while (!stopped()) {
          // Whoever is told to come back later asks on all the same.
          await post(`${url}/graphql`, { token, body: JSON.stringify(bodyOf(sent++)) }).catch(() => undefined);
        }
      }),
    );
    return sent;
  };
}

/** A field as often as aliases are allowed, in one document. */
export function aliased(field: string, times = 29): string {
  return `{ ${Array.from({ length: times }, (_, n) => `a${n}: ${field}`).join(' ')} }`;
}

/** As many fields as fit in a document, under names that no other document has. */
function everDifferent(nth: number): object {
  const names = Array.from({ length: 28 }, (_, n) => `x${nth}_${n}: pcn(by: {odsCode: "U00001"}) { id name }`);
  return { query: `query Different${nth} { ${names.join(' ')} }` };
}

async function open(url: string, token: string): Promise<WebSocket | undefined> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  return new Promise((resolve) => {
    socket.once('error', () => resolve(undefined));
    socket.once('close', () => resolve(undefined));
    socket.once('open', () =>
      socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } })),
    );
    socket.once('message', () => resolve(socket));
  });
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Subscriptions of one token, as many as the server takes of 2,000 on 40 sockets, each heard while bookings go on. */
function subscriptions(url: string, token: string, pcn: string): Attack {
  return async (stopped) => {
    const sockets: WebSocket[] = [];
    let sent = 0;
    for (let n = 0; n < 40 && !stopped(); n += 1) {
      const socket = await open(url, token);
      if (socket === undefined) break;
      sockets.push(socket);
      const query = `subscription { availabilityChanged(pcn: "${pcn}") { pcn sessionIds version } }`;
      for (let id = 0; id < 50; id += 1, sent += 1) {
        socket.send(JSON.stringify({ type: 'subscribe', id: String(id), payload: { query } }));
      }
      await pause(1);
    }
    while (!stopped()) await pause(50);
    for (const socket of sockets) socket.terminate();
    return sent;
  };
}

/** Documents that are refused, 700 on one socket and then on the next one. */
function badDocuments(url: string, token: string): Attack {
  return async (stopped) => {
    let sent = 0;
    while (!stopped()) {
      const socket = await open(url, token);
      if (socket === undefined) {
        await pause(100);
        continue;
      }
      const fields = Array.from({ length: 400 }, (_, n) => `nothing${n}`).join(' ');
      for (let id = 0; id < 700 && socket.readyState === WebSocket.OPEN && !stopped(); id += 1, sent += 1) {
        socket.send(JSON.stringify({ type: 'subscribe', id: String(sent), payload: { query: `{ ${fields} }` } }));
        if (id % 20 === 0) await pause(1);
      }
      socket.terminate();
    }
    return sent;
  };
}

function attackOf({ url, token, kind, body = {}, pcn = '' }: AttackPlan): Attack {
  switch (kind) {
    case 'flood':
      return flood(url, token, () => body);
    case 'different':
      return flood(url, token, everDifferent);
    case 'subscriptions':
      return subscriptions(url, token, pcn);
    case 'bad documents':
      return badDocuments(url, token);
  }
}

if (parentPort !== null) {
  const main = parentPort;
  let over = false;
  main.once('message', () => (over = true));
  main.postMessage(await attackOf(workerData as AttackPlan)(() => over));
}
