import { generateKeyPairSync } from 'node:crypto';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type CryptoKey, exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';

export const waywardIssuer = 'https://wayward.example';

type Mood = 'well' | '500' | 'HTML' | 'redirect' | 'an empty set' | 'broken keys' | 'huge' | 'trickles' | 'hangs';

/** An identity provider that fails in every way that one can, and changes its keys. */
export class WaywardProvider {
  mood: Mood = 'well';
  /** Fetches that have reached it. */
  asked = 0;
  private readonly private = new Map<string, CryptoKey>();
  private readonly published = new Map<string, JWK>();
  private server: Server | undefined;
  private port = 0;

  get env(): Record<string, string> {
    return { AUTH_ISSUER: waywardIssuer, AUTH_JWKS_URL: `http://127.0.0.1:${this.port}/keys` };
  }

  /** Takes an address, the one it had before if it had one. */
  async listen(): Promise<void> {
    const server = (this.server = createServer((_request, response) => this.answer(response)));
    await new Promise<void>((settle) => server.listen(this.port, '127.0.0.1', settle));
    this.port = (server.address() as AddressInfo).port;
  }

  /** From now on its address refuses whoever comes. */
  async refuse(): Promise<void> {
    const { server } = this;
    this.server = undefined;
    if (server === undefined) return;
    server.closeAllConnections();
    await new Promise((settle) => server.close(settle));
  }

  async newKey(kid: string, publish = true): Promise<void> {
    const { publicKey, privateKey } = await generateKeyPair('ES256');
    this.private.set(kid, privateKey);
    if (publish) this.published.set(kid, { ...(await exportJWK(publicKey)), alg: 'ES256', kid });
  }

  /** An RSA key of any length, whose private half is thrown away. */
  async newRsaKey(kid: string, modulusLength: number, alg = 'RS256'): Promise<void> {
    const { publicKey } = generateKeyPairSync('rsa', { modulusLength });
    this.published.set(kid, { ...publicKey.export({ format: 'jwk' }), alg, kid });
  }

  /** A token that says so, with a signature that no key made. */
  forged(kid: string, alg: string): string {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const exp = Math.floor(Date.now() / 1000) + 1800;
    const claims = {
      iss: waywardIssuer,
      aud: 'pcn-rota',
      sub: 'x',
      role: 'clinical-director',
      organisation: 'U15644',
      exp,
    };
    return `${part({ alg, kid })}.${part(claims)}.AAAA`;
  }

  withdraw(kid: string): void {
    this.published.delete(kid);
  }

  /** A token of its own each time: no server has seen it before. */
  token(role: string, organisation: string, kid: string, header: { readonly kid?: string } = { kid }): Promise<string> {
    return new SignJWT({ role, organisation })
      .setProtectedHeader({ alg: 'ES256', ...header })
      .setIssuer(waywardIssuer)
      .setAudience('pcn-rota')
      .setSubject(`${role}-${organisation}`)
      .setJti(crypto.randomUUID())
      .setExpirationTime('30 minutes')
      .sign(this.private.get(kid)!);
  }

  private answer(response: ServerResponse): void {
    this.asked += 1;
    response.on('error', () => undefined);
    const json = { 'content-type': 'application/json' };
    switch (this.mood) {
      case 'well':
        return void response.writeHead(200, json).end(JSON.stringify({ keys: [...this.published.values()] }));
      case '500':
        return void response.writeHead(500, json).end('{"error":"server_error"}');
      case 'HTML':
        return void response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><h1>Maintenance</h1>');
      case 'redirect':
        return void response.writeHead(302, { location: '/sorry' }).end();
      case 'an empty set':
        return void response.writeHead(200, json).end('{"keys":[]}');
      case 'broken keys': {
        const keys = [...this.published.values()].map((key) => ({ ...key, x: 'AAAA' }));
        return void response.writeHead(200, json).end(JSON.stringify({ keys }));
      }
      case 'huge': {
        // Without an end: whoever reads all of it never comes back.
        response.writeHead(200, json).write('{"keys":[');
        const more = (): void => {
          let taken = true;
          while (taken && !response.destroyed) taken = response.write(' '.repeat(65_536));
        };
        response.on('drain', more);
        return more();
      }
      case 'trickles':
        return void response.writeHead(200, json).write('{"keys":[');
      case 'hangs':
        return;
    }
  }
}
