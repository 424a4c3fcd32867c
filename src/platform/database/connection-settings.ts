import { readFileSync } from 'node:fs';
import { checkServerIdentity, type SecureVersion } from 'node:tls';
import type { ClientConfig } from 'pg';

/** What pg accepts from a URL; the types of its package lack the last one. */
export interface ConnectionSettings extends ClientConfig {
  host: string;
  user: string;
  database: string;
  enableChannelBinding?: boolean;
}

/**
 * Says what is wrong with the address of a database, one line for each fault. A line quotes no more of it than a
 * parameter's name.
 */
export class ConnectionUrlError extends Error {
  constructor(readonly troubles: readonly string[]) {
    super(troubles.join('\n'));
  }
}

/**
 * The settings of a connection from its URL. Every pool and client reads them here, so that none drops what another
 * uses. Each parameter of the URL works as in libpq, or the URL is refused with the parameter's name. TLS: `require`
 * encrypts, and checks the server if `sslrootcert` is given; `verify-ca` checks who signed its certificate,
 * `verify-full` also that it is for this host. Without `sslrootcert`, the authorities that Node trusts are used. The
 * URL and the files that it names are read once in a process, so that a later reconnection cannot fail on a file.
 * Source: PostgreSQL documentation, libpq, parameter key words and SSL support.
 * @throws ConnectionUrlError
 */
export function connectionOf(text: string): ConnectionSettings {
  const settings = read.get(text) ?? readUrl(text);
  read.set(text, settings);
  // pg hides the key in the object that it is given, so a copy of that object has no key.
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
    throw new ConnectionUrlError(['It is not a URL such as postgresql://role:password@host:5432/database.']);
  }
  const given = new Map<string, string>();
  for (const [name, value] of url.searchParams) {
    if (given.has(name)) refuse(`The parameter "${name}" is given twice.`);
    given.set(name, value);
    if (!known.includes(name)) refuse(`The parameter "${name}" is not known here and would be ignored. Remove it.`);
  }
  if (url.hash !== '') refuse('It has a part after "#". Write "#" as %23.');

  const decoded = (part: string): string => {
    try {
      return decodeURIComponent(part);
    } catch {
      refuse('A "%" in it does not begin a %-code. Write "%" as %25.');
      return '';
    }
  };
  /** From the URL itself or from a parameter, but not from both. */
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
  if (!/^\d{0,5}$/.test(port)) refuse('Its port is not a number.');

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

/** What is wrong with the address of a database, one line for each fault; empty if nothing is. */
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

/** `ssl=true` is what other drivers use for the strictest mode, and `no-verify` for one that checks nothing. */
function modeOf(given: Given, refuse: Refuse): Mode | undefined {
  const ssl = given.get('ssl');
  const mode = given.get('sslmode');
  if (ssl !== undefined && mode !== undefined) return refuse('"ssl" and "sslmode" are both given. Keep "sslmode".');
  if (mode !== undefined) {
    if (isMode(mode)) return mode;
    return refuse(
      mode === 'prefer' || mode === 'allow'
        ? `"sslmode" may not be "${mode}", which continues unencrypted if there is no TLS. Choose one of ${modes.join(', ')}.`
        : `"sslmode" must be one of ${modes.join(', ')}.`,
    );
  }
  if (ssl === undefined) return undefined;
  if (ssl === 'true' || ssl === '1') return 'verify-full';
  if (ssl === 'false' || ssl === '0') return 'disable';
  return ssl === 'no-verify' ? 'no-verify' : refuse('"ssl" must be true or false; use "sslmode" for more.');
}

function tlsOf(given: Given, host: string, refuse: Refuse): Pick<ConnectionSettings, 'ssl' | 'sslnegotiation'> {
  const mode = modeOf(given, refuse);
  const idle = tlsParameters.find((name) => given.has(name));
  if (mode === undefined || mode === 'disable') {
    if (idle !== undefined) refuse(`"${idle}" does nothing without TLS. Add sslmode=verify-full.`);
    return mode === undefined ? {} : { ssl: false };
  }
  if (host.startsWith('/')) refuse('There is no TLS on a Unix socket. Remove "sslmode", or name a host.');
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
  if (trusted === 'system' && mode !== 'verify-full') refuse('sslrootcert=system works only with sslmode=verify-full.');
  if (given.has('sslcert') !== given.has('sslkey')) refuse('"sslcert" and "sslkey" must be given together.');
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
      // By default Node compares with "localhost" if the host is an address.
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
    : refuse('"sslnegotiation" must be postgres or direct.');
}

const versions: readonly string[] = ['TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'];

function versionOf(name: string, given: Given, refuse: Refuse): SecureVersion | undefined {
  const version = given.get(name);
  if (version === undefined || versions.includes(version)) return version as SecureVersion | undefined;
  return refuse(`"${name}" must be one of ${versions.join(', ')}.`);
}

/** Our own settings for every session, which a URL cannot change. */
const ours = /\b(statement_timeout|idle_in_transaction_session_timeout|timezone)\b/i;

function othersOf(given: Given, refuse: Refuse): Partial<ConnectionSettings> {
  const only = (name: string, allowed: readonly string[]): string | undefined => {
    const value = given.get(name);
    if (value === undefined || allowed.includes(value.toLowerCase())) return value?.toLowerCase();
    return refuse(`"${name}" can only be ${allowed.join(' or ')} here. Remove it.`);
  };
  const whole = (name: string): number | undefined => {
    const value = given.get(name);
    if (value === undefined || /^\d{1,6}$/.test(value)) return value === undefined ? undefined : Number(value);
    return refuse(`"${name}" must be a whole number of seconds.`);
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
