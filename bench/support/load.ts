import { Agent, request } from 'node:http';
import autocannon from 'autocannon';

export interface Question {
  readonly token: string;
  readonly body: string;
}

/** Asks one of a server's questions and reads its whole answer. */
export type Ask = (index: number) => Promise<unknown>;

const agent = new Agent({ keepAlive: true });

/** Posts JSON on a connection that is kept, with as little work of the client's own as can be. */
export function post(url: string, { token, body }: Question): Promise<{ status: number; reply: any }> {
  return new Promise((resolve, reject) => {
    const headers = {
      'content-type': 'application/json',
      authorization: `Bearer ${token}`,
      'content-length': Buffer.byteLength(body),
    };
    const sent = request(url, { method: 'POST', agent, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.once('error', reject);
      response.once('end', () => {
        try {
          resolve({ status: response.statusCode ?? 0, reply: JSON.parse(Buffer.concat(chunks).toString()) });
        } catch (error) {
          reject(error);
        }
      });
    });
    sent.once('error', reject);
    sent.end(body);
  });
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return (sorted.length % 2 === 1 ? sorted[middle] : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2) ?? NaN;
}

/** Questions put to a server one by one, or by 8 connections as fast as it answers, each at a place of its own. */
export function load(url: string, questions: readonly Question[], connections = 8) {
  const headers = (token: string) => ({ 'content-type': 'application/json', authorization: `Bearer ${token}` });
  const requests = questions.map(({ token, body }) => ({ method: 'POST' as const, headers: headers(token), body }));
  const share = Math.ceil(requests.length / connections);
  let begun = 0;
  return {
    async ask(index: number): Promise<unknown> {
      const { status, reply } = await post(url, questions[index % questions.length] as Question);
      if (status !== 200 || reply.errors !== undefined) throw new Error(`${url}: ${JSON.stringify(reply)}`);
      return reply;
    },
    async run(seconds: number): Promise<{ perS: number; p50: number; p99: number }> {
      const result = await autocannon({
        url,
        connections,
        duration: seconds,
        method: 'POST',
        setupClient(client) {
          // A part of its own for each connection of each round: no two ask the same in step, and the client, which
          // builds every request before it begins, is not kept from asking by building.
          const at = (begun++ * 1237) % requests.length;
          client.setRequests([...requests.slice(at), ...requests.slice(0, at)].slice(0, share));
        },
      });
      if (result.non2xx > 0 || result.errors > 0) {
        throw new Error(`${url}: ${result.non2xx} refused, ${result.errors} failed`);
      }
      return { perS: result.requests.total / result.duration, p50: result.latency.p50, p99: result.latency.p99 };
    },
  };
}
