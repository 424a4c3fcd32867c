import { readFileSync } from 'node:fs';
import { checkServerIdentity, type SecureVersion } from 'node:tls';
import type { ClientConfig } from 'pg';

/** What pg takes, of what a URL can say; the types of its package lack the last one. */
export interface ConnectionSettings extends ClientConfig {
  host: string;
  user: string;
  database: string;
  enableChannelBinding?: boolean;
}

/** Says what is wrong with the address of a database, a line each. No line holds more of it than a parameter's name. */
export class ConnectionUrlError extends Error {
  constructor(readonly troubles: readonly string[]) {
    super(troubles.join('\n'));
  }
}

/**
 * The settings of a connection by its URL: the one reading for every pool and client, so that none drops what another
 * honours. Each parameter of the URL is honoured as libpq does, or the URL is refused with the parameter's name.
 * TLS: `require` encrypts, and checks the server where `sslrootcert` is given; `verify-ca` checks who signed its certificate,
 * `verify-full` also that it is of this host. Without `sslrootcert` the authorities count that Node trusts.
 * It is read, with the files that it names, once a process: a connection made anew later cannot fail on a file.
 * Source: PostgreSQL documentation, libpq, parameter key words and SSL support.
 * @throws ConnectionUrlError
 */
export function connectionOf(text: string): ConnectionSettings {
  const settings = read.get(text) ?? readUrl(text);
  read.set(text, settings);
  // pg hides the key in the object that it is given, and whoever copies that object then has none.
  return typeof settings.ssl === 'object' ? { ...settings, ssl: { ...settings.ssl } } : { ...settings };
}

const read = new Map<string, ConnectionSettings>();

function readUrl(text: string): ConnectionSettings {
  const troubles: string[] = [];
  const refuse = (trouble: string): undefined => void troubles.push(trouble);
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw new ConnectionUrlError(['It is no URL, as postgresql://role:password@host:5432/database is one.']);
  }
  const given = new Map<string, string>();
  for (const [name, value] of url.searchParams) {
    if (given.has(name)) refuse(`The parameter "${name}" is given twice.`);
    given.set(name, value);
    if (!known.includes(name)) refuse(`The parameter "${name}" is not known here and would be dropped. Take it out.`);
  }
  if (url.hash !== '') refuse('It has a part after "#". Write "#" as %23.');

  const decoded = (part: string): string => {
    try {
      return decodeURIComponent(part);
    } catch {
      refuse('A "%" in it begins no %-code. Write "%" as %25.');
      return '';
    }
  };
  /** From its place in the URL or from a parameter, not from both. */
  const either = (name: string, part: string): string => {
    const parameter = given.get(name);
    if (parameter !== undefined && part !== '') refuse(`"${name}" is given in two places.`);
    return parameter ?? decoded(part);
  };
  const host = either('host', url.hostname.replace(/^\[(.+)\]$/, '$1'));
  const user = either('user', url.username);
  const database = either('dbname', url.pathname.slice(1));
  const password = either('password', url.password);
  const port = either('port', url.port);
  if (host === '') refuse('It names no host.');
  if (host.includes(',')) refuse('It names several hosts; name one.');
  if (user === '') refuse('It names no role.');
  if (database === '') refuse('It names no database.');
  if (!/^\d{0,5}$/.test(port)) refuse('Its port is no number.');

  const settings: ConnectionSettings = {
    host,
    user,
    database,
    ...(password === '' ? {} : { password }),
    ...(port === '' ? {} : { port: Number(port) }),
    ...tlsOf(given, host, refuse),
    ...othersOf(given, refuse),
  };
  if (troubles.length > 0) throw new ConnectionUrlError(troubles);
  return settings;
}

/** What is wrong with the address of a database, a line each; empty where nothing is. */
export function troublesOfUrl(text: string): readonly string[] {
  try {
    connectionOf(text);
    return [];
  } catch (error) {
    if (error instanceof ConnectionUrlError) return error.troubles;
    throw error;
  }
}

type Given = ReadonlyMap<string, string>;
type Refuse = (trouble: string) => undefined;

const tlsParameters = [
  'sslrootcert',
  'sslcert',
  'sslkey',
  'sslpassword',
  'sslnegotiation',
  'ssl_min_protocol_version',
  'ssl_max_protocol_version',
] as const;
const known: readonly string[] = [
  ...['host', 'port', 'user', 'password', 'dbname', 'sslmode', 'ssl', 'uselibpqcompat'],
  ...tlsParameters,
  ...['application_name', 'options', 'connect_timeout', 'keepalives', 'keepalives_idle', 'client_encoding'],
  ...['channel_binding', 'gssencmode', 'target_session_attrs'],
];
const modes = ['disable', 'require', 'no-verify', 'verify-ca', 'verify-full'] as const;
type Mode = (typeof modes)[number];

function isMode(text: string): text is Mode {
  return (modes as readonly string[]).includes(text);
}

/** `ssl=true` is what other drivers say for the strictest mode, and `no-verify` for one that checks nothing. */
function modeOf(given: Given, refuse: Refuse): Mode | undefined {
  const ssl = given.get('ssl');
  const mode = given.get('sslmode');
  if (ssl !== undefined && mode !== undefined) return refuse('"ssl" and "sslmode" are both given. Keep "sslmode".');
  if (mode !== undefined) {
    if (isMode(mode)) return mode;
    return refuse(
      mode === 'prefer' || mode === 'allow'
        ? `"sslmode" may not be "${mode}", which goes on in clear text where there is no TLS. Choose of ${modes.join(', ')}.`
        : `"sslmode" is one of ${modes.join(', ')}.`,
    );
  }
  if (ssl === undefined) return undefined;
  if (ssl === 'true' || ssl === '1') return 'verify-full';
  if (ssl === 'false' || ssl === '0') return 'disable';
  return ssl === 'no-verify' ? 'no-verify' : refuse('"ssl" is true or false; "sslmode" says more.');
}

function tlsOf(given: Given, host: string, refuse: Refuse): Pick<ConnectionSettings, 'ssl' | 'sslnegotiation'> {
  const mode = modeOf(given, refuse);
  const idle = tlsParameters.find((name) => given.has(name));
  if (mode === undefined || mode === 'disable') {
    if (idle !== undefined) refuse(`"${idle}" does nothing without TLS. Add sslmode=verify-full.`);
    return mode === undefined ? {} : { ssl: false };
  }
  if (host.startsWith('/')) refuse('There is no TLS on a Unix socket. Take "sslmode" out, or name a host.');
  const file = (name: string): string | undefined => {
    const path = given.get(name);
    if (path === undefined) return undefined;
    try {
      return readFileSync(path, 'utf8');
    } catch (error) {
      return refuse(`The file of "${name}" cannot be read (${(error as NodeJS.ErrnoException).code ?? 'no reason'}).`);
    }
  };
  const trusted = given.get('sslrootcert');
  if (trusted === 'system' && mode !== 'verify-full') refuse('sslrootcert=system is for sslmode=verify-full alone.');
  if (given.has('sslcert') !== given.has('sslkey')) refuse('"sslcert" and "sslkey" go together.');
  const negotiation = negotiationOf(given, refuse);
  const ca = trusted === 'system' ? undefined : file('sslrootcert');
  const cert = file('sslcert');
  const key = file('sslkey');
  const passphrase = given.get('sslpassword');
  const minVersion = versionOf('ssl_min_protocol_version', given, refuse);
  const maxVersion = versionOf('ssl_max_protocol_version', given, refuse);
  const checked = mode === 'verify-full' || mode === 'verify-ca' || (mode === 'require' && trusted !== undefined);
  return {
    ssl: {
      rejectUnauthorized: checked,
      // Left to itself, Node compares with "localhost" where the host is an address.
      checkServerIdentity: (_name, certificate) =>
        mode === 'verify-full' ? checkServerIdentity(host, certificate) : undefined,
      ...(ca === undefined ? {} : { ca }),
      ...(cert === undefined ? {} : { cert }),
      ...(key === undefined ? {} : { key }),
      ...(passphrase === undefined ? {} : { passphrase }),
      ...(minVersion === undefined ? {} : { minVersion }),
      ...(maxVersion === undefined ? {} : { maxVersion }),
    },
    ...(negotiation === undefined ? {} : { sslnegotiation: negotiation }),
  };
}

function negotiationOf(given: Given, refuse: Refuse): 'postgres' | 'direct' | undefined {
  const negotiation = given.get('sslnegotiation');
  return negotiation === undefined || negotiation === 'postgres' || negotiation === 'direct'
    ? negotiation
    : refuse('"sslnegotiation" is postgres or direct.');
}

const versions: readonly string[] = ['TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'];

function versionOf(name: string, given: Given, refuse: Refuse): SecureVersion | undefined {
  const version = given.get(name);
  if (version === undefined || versions.includes(version)) return version as SecureVersion | undefined;
  return refuse(`"${name}" is one of ${versions.join(', ')}.`);
}

/** Settings of ours for every session, which a URL cannot change. */
const ours = /\b(statement_timeout|idle_in_transaction_session_timeout|timezone)\b/i;

function othersOf(given: Given, refuse: Refuse): Partial<ConnectionSettings> {
  const only = (name: string, allowed: readonly string[]): string | undefined => {
    const value = given.get(name);
    if (value === undefined || allowed.includes(value.toLowerCase())) return value?.toLowerCase();
    return refuse(`"${name}" may only be ${allowed.join(' or ')} here. Take it out.`);
  };
  const whole = (name: string): number | undefined => {
    const value = given.get(name);
    if (value === undefined || /^\d{1,6}$/.test(value)) return value === undefined ? undefined : Number(value);
    return refuse(`"${name}" is a whole number of seconds.`);
  };
  for (const [name, allowed] of [
    ['uselibpqcompat', ['true']],
    ['client_encoding', ['utf8', 'utf-8', 'unicode', 'auto']],
    ['gssencmode', ['disable', 'prefer']],
    ['target_session_attrs', ['any']],
  ] as const) {
    only(name, allowed);
  }
  const options = given.get('options');
  if (options !== undefined && ours.test(options)) {
    refuse('"options" may not set statement_timeout, idle_in_transaction_session_timeout or timezone: see STATEMENT_TIMEOUT_MS.'); // prettier-ignore
  }
  const name = given.get('application_name');
  const seconds = whole('connect_timeout');
  const keepAlive = only('keepalives', ['0', '1']);
  const idleSeconds = whole('keepalives_idle');
  const binding = only('channel_binding', ['disable', 'prefer']);
  return {
    ...(name === undefined ? {} : { application_name: name }),
    ...(options === undefined ? {} : { options }),
    ...(seconds === undefined ? {} : { connectionTimeoutMillis: seconds * 1000 }),
    ...(keepAlive === undefined ? {} : { keepAlive: keepAlive === '1' }),
    ...(idleSeconds === undefined ? {} : { keepAliveInitialDelayMillis: idleSeconds * 1000 }),
    ...(binding === undefined ? {} : { enableChannelBinding: binding === 'prefer' }),
  };
}
