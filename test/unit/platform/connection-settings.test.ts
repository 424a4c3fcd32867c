import { afterAll, describe, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectionOf, troublesOfUrl } from '../../../src/platform/database/connection-settings.js';

const folder = mkdtempSync(join(tmpdir(), 'connection-'));
function file(name: string) {
  writeFileSync(join(folder, name), name);
  return join(folder, name);
}
const [ca, cert, key] = ['ca', 'cert', 'key'].map(file);
afterAll(() => rmSync(folder, { recursive: true }));

const base = 'postgresql://app:p%40ss@db.example:6432/rota';
function withParameters(parameters: Record<string, string>) {
  return `${base}?${new URLSearchParams(parameters).toString()}`;
}
const plain = { host: 'db.example', port: 6432, user: 'app', password: 'p@ss', database: 'rota' };

describe('a URL is read into the settings that every connection gets', () => {
  test.each<[string, object]>([
    [base, plain],
    ['postgres://app@[::1]/rota', { host: '::1', user: 'app', database: 'rota' }],
    ['postgresql:///?host=/run/postgresql&user=app&dbname=rota&port=5433&password=x', { host: '/run/postgresql', user: 'app', database: 'rota', port: 5433, password: 'x' }], // prettier-ignore
    [withParameters({ application_name: 'rota', options: '-c search_path=public', connect_timeout: '3', keepalives: '0', keepalives_idle: '60' }), { ...plain, application_name: 'rota', options: '-c search_path=public', connectionTimeoutMillis: 3000, keepAlive: false, keepAliveInitialDelayMillis: 60_000 }], // prettier-ignore
    [withParameters({ client_encoding: 'UTF8', target_session_attrs: 'any', gssencmode: 'disable', uselibpqcompat: 'true' }), plain], // prettier-ignore
    [withParameters({ channel_binding: 'prefer' }), { ...plain, enableChannelBinding: true }],
    [withParameters({ sslmode: 'disable' }), { ...plain, ssl: false }],
    [withParameters({ ssl: 'false' }), { ...plain, ssl: false }],
  ])('%s', (url, settings) => {
    expect(connectionOf(url)).toEqual(settings);
  });

  const ofHost = { subject: { CN: 'db.example' }, subjectaltname: 'DNS:db.example' };
  const ofAnother = { subject: { CN: 'localhost' }, subjectaltname: 'DNS:localhost' };
  /** Who is accepted as the server: anybody, anybody with a certificate from an authority, or the host alone. */
  const taken = (parameters: Record<string, string>): string => {
    const { ssl } = connectionOf(withParameters(parameters));
    if (typeof ssl !== 'object') return 'anybody, in clear text';
    if (ssl.rejectUnauthorized === false) return 'anybody';
    const accepts = (certificate: object) => ssl.checkServerIdentity?.('localhost', certificate as never) === undefined;
    if (!accepts(ofHost)) return 'nobody';
    return `${accepts(ofAnother) ? 'whoever is certified' : 'the host'} by ${ssl.ca === undefined ? 'the authorities of Node' : String(ssl.ca)}`;
  };
  test.each<[Record<string, string>, string]>([
    [{ sslmode: 'require' }, 'anybody'],
    [{ sslmode: 'no-verify' }, 'anybody'],
    [{ ssl: 'no-verify' }, 'anybody'],
    [{ sslmode: 'require', sslrootcert: ca! }, 'whoever is certified by ca'],
    [{ sslmode: 'verify-ca', sslrootcert: ca! }, 'whoever is certified by ca'],
    [{ sslmode: 'verify-full', sslrootcert: ca! }, 'the host by ca'],
    [{ sslmode: 'verify-full' }, 'the host by the authorities of Node'],
    [{ sslmode: 'verify-full', sslrootcert: 'system' }, 'the host by the authorities of Node'],
    [{ ssl: 'true' }, 'the host by the authorities of Node'],
  ])('%j takes for the server: %s', (parameters, who) => {
    expect(taken(parameters)).toBe(who);
  });

  test('its own certificate, versions of TLS and the way to begin it', () => {
    expect(
      connectionOf(
        withParameters({
          sslmode: 'verify-full',
          sslcert: cert!,
          sslkey: key!,
          sslpassword: 'x',
          ssl_min_protocol_version: 'TLSv1.2',
          ssl_max_protocol_version: 'TLSv1.3',
          sslnegotiation: 'direct',
        }),
      ),
    ).toMatchObject({
      ssl: { cert: 'cert', key: 'key', passphrase: 'x', minVersion: 'TLSv1.2', maxVersion: 'TLSv1.3' },
      sslnegotiation: 'direct',
    });
  });
});

describe('a URL is refused by the name of what cannot be honoured, and none of it is repeated', () => {
  test.each<[string, RegExp]>([
    ['no URL', /^It is not a URL/],
    ['postgresql:///rota?user=app', /^It names no host/],
    ['postgresql://db.example/rota', /^It names no role/],
    ['postgresql://app@db.example', /^It names no database/],
    ['postgresql://app@one/rota?host=two', /^"host" is given in two places/],
    ['postgresql:///rota?user=app&host=one,two', /several hosts/],
    ['postgresql://app:50%25%off@db.example/rota', /Write "%" as %25/],
    [`${base}#x`, /Write "#" as %23/],
    [`${base}?sslmode=require&sslmode=disable`, /"sslmode" is given twice/],
    [withParameters({ schema: 'other' }), /"schema" is not known here/],
    [withParameters({ sslcrl: 'x' }), /"sslcrl" is not known here/],
    [withParameters({ statement_timeout: '0' }), /"statement_timeout" is not known here/],
    [withParameters({ sslmode: 'prefer' }), /"sslmode" may not be "prefer"/],
    [withParameters({ sslmode: 'allow' }), /"sslmode" may not be "allow"/],
    [withParameters({ sslmode: 'strict' }), /"sslmode" must be one of/],
    [withParameters({ ssl: 'yes' }), /"ssl" must be true or false/],
    [withParameters({ ssl: 'true', sslmode: 'require' }), /both given/],
    [withParameters({ sslrootcert: '/nowhere' }), /"sslrootcert" does nothing without TLS/],
    [withParameters({ sslmode: 'disable', sslkey: '/nowhere' }), /"sslkey" does nothing without TLS/],
    [withParameters({ sslmode: 'verify-full', sslrootcert: '/nowhere' }), /"sslrootcert" cannot be read \(ENOENT\)/],
    [withParameters({ sslmode: 'verify-ca', sslrootcert: 'system' }), /only with sslmode=verify-full/],
    [withParameters({ sslmode: 'require', sslcert: '/nowhere' }), /must be given together/],
    [withParameters({ sslmode: 'require', sslnegotiation: 'x' }), /postgres or direct/],
    [
      withParameters({ sslmode: 'require', ssl_min_protocol_version: 'SSLv3' }),
      /"ssl_min_protocol_version" must be one of/,
    ],
    ['postgresql:///rota?user=app&host=/run/postgresql&sslmode=require', /no TLS on a Unix socket/],
    [withParameters({ options: '-c statement_timeout=0' }), /see STATEMENT_TIMEOUT_MS/],
    [withParameters({ connect_timeout: 'soon' }), /whole number of seconds/],
    [withParameters({ client_encoding: 'latin1' }), /"client_encoding" can only be/],
    [withParameters({ target_session_attrs: 'primary' }), /"target_session_attrs" can only be any/],
    [withParameters({ channel_binding: 'require' }), /"channel_binding" can only be/],
  ])('%s', (url, trouble) => {
    const troubles = troublesOfUrl(url);
    expect(troubles[0]).toMatch(trouble);
    expect(troubles.join()).not.toMatch(/p@ss|p%40ss|50%/);
  });
});
