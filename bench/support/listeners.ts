import { WebSocket } from 'ws';

/** Subscribers to one network's availability, each on a socket of its own. */
export interface Listeners {
  /** Settles when each of them has been told of this session since the call. */
  heard(sessionId: string): Promise<void>;
  close(): Promise<void>;
}

function subscription(pcn: string): string {
  return `subscription { availabilityChanged(pcn: "${pcn}") { pcn sessionIds version } }`;
}

/** A client as small as can be: it looks for an id in the text that it is sent, for a thousand share one process. */
async function listen(url: string, token: string, pcn: string, told: (text: string) => void): Promise<WebSocket> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject);
    socket.once('open', () => resolve());
  });
  const send = (message: object): void => socket.send(JSON.stringify(message));
  send({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } });
  await new Promise((acknowledged) => socket.once('message', acknowledged));
  socket.on('message', (data: Buffer) => {
    const text = data.toString();
    if (text.includes('"type":"error"')) throw new Error(text);
    told(text);
  });
  send({ type: 'subscribe', id: '1', payload: { query: subscription(pcn) } });
  return socket;
}

/** @param tokens one a subscriber. @param change has something change, again and again until all are in place. */
export async function startListeners(
  url: string,
  pcn: string,
  tokens: readonly string[],
  change: () => Promise<unknown>,
): Promise<Listeners> {
  let wanted = '';
  let hearing = new Set<number>();
  let all = Promise.withResolvers<void>();
  const awaitAll = (text: string): Promise<void> => {
    wanted = text;
    hearing = new Set();
    all = Promise.withResolvers();
    return all.promise;
  };
  const told = (n: number) => (text: string) => {
    if (!text.includes(wanted)) return;
    hearing.add(n);
    if (hearing.size === tokens.length) all.resolve();
  };
  const sockets: WebSocket[] = [];
  const anything = awaitAll('availabilityChanged');
  for (const [n, token] of tokens.entries()) sockets.push(await listen(url, token, pcn, told(n)));
  let waiting = true;
  void anything.then(() => (waiting = false));
  while (waiting) {
    await change();
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return {
    heard: awaitAll,
    async close() {
      const closed = sockets.map((socket) => new Promise((resolve) => socket.once('close', resolve)));
      for (const socket of sockets) socket.close();
      await Promise.all(closed);
    },
  };
}
