import { type DocumentNode, OperationTypeNode, print, specifiedRules, validate } from 'graphql';
import { askers, type Asker, clusters } from '../../api/identity/askers.js';
import { rows } from '../../api/identity/permission-table.js';
import type { Role } from '../../../src/identity/viewer.js';
import { codesOf, common, type Letter, letters, nodeId, rowsOf } from '../network/networks.js';
import { randomOf } from '../sessions/random-ledger.js';
import { committedSchema } from './committed-schema.js';
import { DocumentGenerator, type Generated } from './generated-documents.js';
import { misshapen } from './reply-shape.js';
import { strayFieldPaths } from './user-error-paths.js';

export interface DocumentHost {
  readonly address: string;
  token(role: Role, organisationCode: string): Promise<string>;
}

interface Reply {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly {
    readonly message?: unknown;
    readonly extensions?: { readonly code?: unknown; readonly requestId?: unknown };
  }[];
  readonly extensions?: { readonly cost?: unknown };
}

interface Answer {
  readonly status: number;
  readonly mediaType: string;
  readonly requestId: string | null;
  readonly reply: Reply;
}

/** Rule 4 of what the schema promises, without the code for a fault of ours. */
const promisedCodes: readonly unknown[] = [
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'NOT_FOUND',
  'BAD_USER_INPUT',
  'CONFLICT',
  'RATE_LIMITED',
  'OVERLOADED',
  'UNAVAILABLE',
];
/** True of the server at the moment: no fault, but not what is tried here. */
const passingCodes: readonly unknown[] = ['OVERLOADED', 'UNAVAILABLE', 'RATE_LIMITED'];

/** The digit of a row's uuid in the scene of networks.ts, and whose that is. */
const owners: Readonly<Record<string, Letter>> = { 1: 'A', 2: 'B', 3: 'C' };
const sceneId = /^([A-Z]\w+):00000000-0000-4000-8000-0000000([123])\d{4}/;
/** Those whose organisation has to do with all networks of its ICB. */
const ofIcb: readonly Role[] = ['icb-viewer', 'icb-contract-manager', 'booking-partner'];

/** The askers of the permission table, and the same of the other networks. */
function everyone(): (Asker & { readonly own: readonly Letter[] })[] {
  const codes = letters.flatMap((letter) => Object.entries(codesOf(letter)));
  const all = askers.flatMap(({ role, code }) =>
    letters.map((letter) => {
      const key = codes.find(([, known]) => known === code)?.[0] as keyof ReturnType<typeof codesOf>;
      const own: Letter[] = ofIcb.includes(role) ? (letter === 'C' ? ['C'] : ['A', 'B']) : [letter];
      const name = `${role} of ${codesOf(letter)[key]}`;
      return { name, role, code: codesOf(letter)[key], own };
    }),
  );
  return [...new Map(all.map((asker) => [asker.name, asker])).values()];
}

/** What the role of another network reads of a node type, by the permission table: `-` is nothing. */
function foreignCell(role: Role, type: string): string | undefined {
  let at = 1; // the first column is of who has no token
  for (const cluster of clusters) {
    at += cluster.length;
    if (cluster[0]?.role === role) return rows.get(`Node.${type}`)?.[at - 1];
  }
  return undefined;
}

/** Ids of rows of a network, by type; its own rows of types with a second key by their number in the session. */
function idsOf(letter: Letter): Map<string, string[]> {
  const r = rowsOf(letter);
  const keys: Record<string, readonly string[]> = {
    IntegratedCareBoard: [r.icb],
    SubIntegratedCareBoard: [r.subIcb],
    PrimaryCareNetwork: [r.pcn],
    Practice: [r.one, r.two, r.alone, r.moving],
    Provider: [r.trust, r.partner],
    ContractHolder: [r.holder],
    Site: [r.siteOne, r.siteTwo, r.branch, r.siteTrust],
    SiteOperation: [r.operation],
    Room: [r.roomOne, r.roomTwo, r.roomTrust, r.roomBranch],
    Membership: [r.membership],
    Contract: [r.contract, r.award, r.underNotice],
    Population: [r.population],
    NetworkAgreement: [r.agreement, r.draft],
    Participation: [r.participation],
    AccommodationOffer: [r.offer, r.offerBranch, common.waitingOffer],
    Service: [r.service, common.service],
    SharedClinic: [r.clinic, r.fixedClinic],
    Session: [r.session, r.openSession, r.pastSession, r.cancelledSession],
    Post: [`${r.session}/1`, `${r.openSession}/1`, `${r.pastSession}/1`],
    Slot: [r.session, r.openSession, r.pastSession].flatMap((id) => [1, 2, 4, 5, 6].map((n) => `${id}/${n}`)),
    SharedAvailability: [`${r.session}/${r.one}`, `${r.openSession}/${r.two}`],
    Assignment: [r.assignment, r.pastAssignment],
    Clinician: [r.ann, r.gp, r.lent, r.newcomer, r.spare, common.both, common.offered],
    Employment: [r.employment, r.spareEmployment, r.gpEmployment, r.lentEmployment, common.waitingJob],
    PoolRelease: [r.release, common.waitingRelease],
    Leave: [r.leave],
    Commitment: [r.commitment],
    Booking: [r.booking, r.bookingOfTwo, r.bookingOfPartner, r.cancelledBooking, r.cancelledOfPartner, r.pastBooking],
    WaitingEntry: [r.wait],
  };
  return new Map(Object.entries(keys).map(([type, found]) => [type, found.map((key) => nodeId(type, key))]));
}

/** Mostly what the asker's own network has, and what the others have as well. */
function stockFor(own: readonly Letter[], cursors: readonly string[]) {
  const ids = new Map<string, string[]>();
  const odsCodes = new Map<string, string[]>();
  for (const letter of [...own, ...own, ...own, ...letters]) {
    for (const [type, some] of idsOf(letter)) ids.set(type, [...(ids.get(type) ?? []), ...some]);
    const { icb, partner, pcn, one, two, alone, moving, trust } = codesOf(letter);
    const codes = {
      pcn: [pcn],
      icb: [icb],
      provider: [trust, partner],
      practice: [one, one, one, two, trust, alone, moving],
    };
    for (const [kind, some] of Object.entries(codes)) odsCodes.set(kind, [...(odsCodes.get(kind) ?? []), ...some]);
  }
  return { ids, odsCodes, cursors };
}

function* textsIn(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value;
  else if (typeof value === 'object' && value !== null) for (const each of Object.values(value)) yield* textsIn(each);
}

/** Sends documents that nobody would write, as everybody, and judges each answer. */
export class DocumentRun {
  /** By what is wrong; of each no more than can be read. */
  readonly found: Record<string, unknown[]> = {};
  /** How many answers of each kind there were. */
  readonly counts: Record<string, number> = {};
  private readonly schema = committedSchema();
  private readonly everyone = everyone();
  private cursors: string[] = [];
  private sent = 0;

  constructor(
    private readonly host: DocumentHost,
    private readonly seed: number,
  ) {}

  /** @param changing whether there are commands that are done, after which nobody can say whose rows are whose. */
  async round(documents: number, clients: number, changing: boolean): Promise<void> {
    const last = this.sent + documents;
    const seen: string[] = [];
    const cursors = [...this.cursors];
    await Promise.all(
      Array.from({ length: clients }, async () => {
        while (this.sent < last) seen.push(...(await this.one(this.sent++, changing, cursors)));
      }),
    );
    this.cursors = [...new Set([...this.cursors, ...seen])].sort().slice(-50);
  }

  /** One document; its number and the seed say what it is. @returns cursors that it came to know. */
  private async one(number: number, changing: boolean, cursors: readonly string[]): Promise<string[]> {
    const random = randomOf(this.seed * 1_000_003 + number);
    const asker = this.everyone[random.upTo(0, this.everyone.length - 1)]!;
    const generator = new DocumentGenerator(this.schema, random, stockFor(asker.own, cursors));
    const mutation = random.chance(changing ? 0.7 : 0.2);
    const dryRuns = !changing || random.chance(0.4);
    const kind = mutation ? OperationTypeNode.MUTATION : OperationTypeNode.QUERY;
    let generated = generator.operation(kind, dryRuns);
    while (!changing && mutation && !isTriedOnly(generated)) generated = generator.operation(kind, dryRuns);
    const anonymous = random.chance(0.04);
    const note = (what: string, more: unknown) => {
      this.counts[what] = (this.counts[what] ?? 0) + 1;
      const found = (this.found[what] ??= []);
      const name = anonymous ? 'nobody' : asker.name;
      const { document, variables } = generated;
      if (found.length < 5) found.push({ number, asker: name, query: print(document), variables, more });
    };
    const invalid = validate(this.schema, generated.document, specifiedRules);
    if (invalid.length > 0) note('a document that is not valid by the schema', invalid.map(String));
    try {
      const authorization = anonymous
        ? {}
        : { authorization: `Bearer ${await this.host.token(asker.role, asker.code)}` };
      const accept = random.chance(0.5) ? 'application/graphql-response+json' : 'application/json';
      const answer = await this.ask(generated, { accept, ...authorization }, !mutation && random.chance(0.15));
      this.count(answer, kind);
      this.judge(answer, generated.document, accept, note);
      const stray = strayFieldPaths(this.schema, generated.document, generated.variables, answer.reply.data);
      if (stray.length > 0) note('a user error that points at no field of the input', stray);
      if (!changing) this.judgeForeign(answer.reply, asker, anonymous, generated, note);
      return [...cursorsIn(answer.reply.data)];
    } catch (error) {
      note('no answer that can be read', String(error));
      return [];
    }
  }

  private async ask(
    { document, variables }: Generated,
    headers: Record<string, string>,
    byGet: boolean,
  ): Promise<Answer> {
    const query = print(document);
    const parameters = new URLSearchParams({ query, variables: JSON.stringify(variables) }).toString();
    const response =
      byGet && parameters.length < 8000
        ? await fetch(`${this.host.address}/graphql?${parameters}`, {
            headers: { ...headers, 'apollo-require-preflight': 'true' },
            signal: AbortSignal.timeout(60_000),
          })
        : await fetch(`${this.host.address}/graphql`, {
            method: 'POST',
            headers: { ...headers, 'content-type': 'application/json' },
            body: JSON.stringify({ query, variables }),
            signal: AbortSignal.timeout(60_000),
          });
    const mediaType = response.headers.get('content-type') ?? '';
    const requestId = response.headers.get('x-request-id');
    return { status: response.status, mediaType, requestId, reply: (await response.json()) as Reply };
  }

  private count({ reply }: Answer, kind: OperationTypeNode): void {
    const errors = (reply.errors ?? []).map(({ extensions }) => `error ${String(extensions?.code)}`);
    const payloads = Object.values(reply.data ?? {}) as ({ userErrors?: { code?: string }[] } | null)[];
    const refused = payloads.flatMap((payload) => payload?.userErrors ?? []).map(({ code }) => `refused ${code}`);
    const kinds = new Set([...errors, ...refused]);
    for (const each of kinds.size > 0 ? kinds : [`${kind} answered whole`]) this.counts[each] = (this.counts[each] ?? 0) + 1; // prettier-ignore
  }

  /** GraphQL over HTTP, the promise of rule 4, and decision 40 for plain JSON. */
  private judge(answer: Answer, document: DocumentNode, accept: string, note: (what: string, more: unknown) => void) {
    const { status, mediaType, requestId, reply } = answer;
    const codes = (reply.errors ?? []).map(({ extensions }) => extensions?.code);
    if (status >= 500 && status !== 503) note('a status for a fault', { status, reply });
    if (codes.includes('INTERNAL_SERVER_ERROR')) note('a fault', reply.errors);
    if (codes.some((code) => code !== 'INTERNAL_SERVER_ERROR' && !promisedCodes.includes(code))) note('an unknown code', codes); // prettier-ignore
    if (mediaType !== `${accept}; charset=utf-8`) note('another media type than was asked for', { mediaType, accept });
    const strayKeys = Object.keys(reply).filter((key) => !['data', 'errors', 'extensions'].includes(key));
    if (strayKeys.length > 0 || (reply.data === undefined && reply.errors === undefined)) note('not the form of a reply', reply); // prettier-ignore
    if (reply.errors?.length === 0) note('an empty list of errors', reply);
    const shapeless = (reply.errors ?? []).filter(
      ({ message, extensions }) =>
        typeof message !== 'string' || message === '' || extensions?.requestId !== requestId || requestId === null,
    );
    if (shapeless.length > 0) note('an error without words or without the id of its request', { shapeless, requestId });
    if (typeof reply.extensions?.cost !== 'number') note('a reply that does not say its cost', reply.extensions);
    const passing = codes.some((code) => passingCodes.includes(code));
    const wanted =
      reply.data != null || (accept === 'application/json' && !codes.includes('UNAUTHENTICATED'))
        ? [200]
        : reply.data === null
          ? [200, 401]
          : [400, 401];
    if (!wanted.includes(status) && !passing) note('a status that does not fit', { status, accept, reply });
    if (reply.data != null) {
      const wrong = misshapen(this.schema, document, reply.data);
      if (wrong.length > 0) note('data of another shape than was asked for', wrong);
    }
  }

  private judgeForeign(
    { data }: Reply,
    { role, own }: { role: Role; own: readonly Letter[] },
    anonymous: boolean,
    generated: Generated,
    note: (what: string, more: unknown) => void,
  ): void {
    const sent = print(generated.document) + JSON.stringify(generated.variables);
    for (const text of textsIn(data)) {
      const [, type = '', digit = ''] = sceneId.exec(Buffer.from(text, 'base64url').toString()) ?? [];
      const owner = owners[digit];
      if (owner !== undefined && (anonymous || (!own.includes(owner) && foreignCell(role, type) !== '+'))) {
        note('a row of another network', { type, owner, data });
      }
      const codes = letters.filter((letter) => !own.includes(letter)).map((letter) => codesOf(letter));
      const people = codes.flatMap(({ ann, gp, lent, newcomer, spare }) => [ann, gp, lent, newcomer, spare]);
      // Whoever proposes a job to somebody knows them: the scene's second trust does to one person.
      const named = people.find(
        (code) =>
          text.includes(code) &&
          !sent.includes(code) &&
          !(role === 'provider-manager' && own.includes('B') && code === codesOf('A').ann),
      );
      if (named !== undefined) note('a person of another network', { named, data });
    }
  }
}

/** Whether a mutation says that it is to be tried only. */
function isTriedOnly({ document, variables }: Generated): boolean {
  return /\bdryRun: true/.test(print(document)) || /"dryRun":true/.test(JSON.stringify(variables));
}

function* cursorsIn(value: unknown): Generator<string> {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, each] of Object.entries(value)) {
    if (/^(end|start)?cursor$/i.test(key) && typeof each === 'string') yield each;
    else yield* cursorsIn(each);
  }
}
