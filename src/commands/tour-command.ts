import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Config, readConfig } from '../config.js';
import type { Role } from '../identity/viewer.js';
import { StartError } from '../start/start-error.js';
import { londonDay } from '../time/london.js';
import { demoToken } from './demo-token.js';
import { filledIn, readTour, type TourStop, unfilled } from './read-tour.js';

/** From dist/src/commands up to the checkout. */
const page = join(dirname(fileURLToPath(import.meta.url)), '../../../docs/tour.md');

/** `tour`: sends each query of docs/tour.md to a running server for today, and shows its reply. */
export async function tour({ whole }: { readonly whole: boolean }, environment: NodeJS.ProcessEnv): Promise<void> {
  const config = readConfig(environment);
  await takeTour(readTour(page), {
    address: addressOf(config),
    today: londonDay(Date.now()),
    whole,
    tokenOf: (role, code) => demoToken(config, role, code),
    print: (text) => console.log(text),
  });
}

export interface TourOptions {
  /** Where the server listens, such as http://127.0.0.1:4000. */
  readonly address: string;
  /** The London day, `YYYY-MM-DD`. */
  readonly today: string;
  /** Shows long lists in full. */
  readonly whole: boolean;
  readonly tokenOf: (role: Role, organisationCode: string) => Promise<string>;
  readonly print: (text: string) => void;
}

/**
 * Prints each stop's words, query and variables, sends them in the stop's role, and prints the reply. A stop that needs
 * something no earlier reply held is left out, and the tour says so.
 * @throws StartError with an explanation if no server replies, or none with the example network.
 */
export async function takeTour(stops: readonly TourStop[], options: TourOptions): Promise<void> {
  const { address, today, tokenOf, print } = options;
  const replies: Record<string, unknown> = {};
  const newKey = `tour-${crypto.randomUUID()}`;
  for (const [i, { words, operation, document, role, code, variables: printed }] of stops.entries()) {
    const facts = { today, replies, newKey };
    print(`\n${i + 1} of ${stops.length}. ${plain(words)}\n`);
    const missing = unfilled(printed, facts);
    if (missing.length > 0) {
      print(`Left out: no earlier reply held ${missing.join(', ')}. ${whyMissing}`);
      continue;
    }
    const variables = filledIn(printed, facts);
    print(`${role} of ${code} asks:\n\n${document}\nwith ${JSON.stringify(variables, undefined, 2)}\n`);
    const reply = await sent(address, await tokenOf(role, code), { query: document, variables });
    if (i === 0 && Object.values(reply.data ?? {}).every((value) => value === null)) throw new StartError(noExample);
    replies[operation] = reply.data;
    const { data, errors } = reply;
    print(`The reply:\n\n${shown(errors === undefined ? { data } : { data, errors }, options.whole)}`);
  }
}

/** Markdown for a terminal: without bold, and only the words of links. */
function plain(markdown: string): string {
  return markdown.replace(/\*\*(.+?)\*\*/g, '$1').replace(/\[([^\]]+)\]\([^)]+\)/g, '$1');
}

const whyMissing =
  'An earlier tour may have done it already, or the example is too far in the past by now. ' +
  'To start again, stop the server, delete its data folder and run: npm start';

const noExample = `The server does not have the example network. Start one that does: PCN_DATA_DIR=.data-tour npm start`;

interface GraphqlReply {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: unknown;
}

/** Where a server with this configuration is reached from its own machine. */
function addressOf({ HOST, PORT }: Config): string {
  const host = HOST === '0.0.0.0' || HOST === '::' ? '127.0.0.1' : HOST;
  return `http://${host.includes(':') ? `[${host}]` : host}:${PORT}`;
}

async function sent(address: string, token: string, body: object): Promise<GraphqlReply> {
  const response = await fetch(`${address}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify(body),
  }).catch(() => undefined);
  if (response === undefined) {
    throw new StartError(
      `No server answers at ${address}. Start it in another terminal with "npm start", and wait until it says "Ready". ` +
        'If it listens on another port, also set PORT for the tour.',
    );
  }
  if (response.status === 503)
    throw new StartError(`The server at ${address} is not ready yet. Wait until it says "Ready".`);
  if (response.status === 401) {
    throw new StartError(
      `The server at ${address} runs on another data folder, so it does not accept this folder's tokens. ` +
        'Set PCN_DATA_DIR for the tour as it is set for the server.',
    );
  }
  const reply = (await response.json().catch(() => undefined)) as GraphqlReply | undefined;
  if (reply === undefined)
    throw new StartError(`What replies at ${address} is not a PCN Rota server. Set PORT to its port.`);
  return reply;
}

/** How many entries of a list are enough to see what it holds. */
const shortList = 3;

/** A reply as JSON; for a long list, the first entries and how many more there are. */
function shown(reply: object, whole: boolean): string {
  return JSON.stringify(
    reply,
    (_key, value: unknown) =>
      !whole && Array.isArray(value) && value.length > shortList + 1
        ? [...(value as unknown[]).slice(0, shortList), `… and ${value.length - shortList} more (--whole shows all)`]
        : value,
    2,
  );
}
