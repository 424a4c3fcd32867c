import { generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';

/** An authority that may sign certificates: a key, and the certificate that says so. */
export interface Authority {
  readonly certificate: string;
  readonly key: KeyObject;
  readonly name: string;
}

/** DER: a tag, the length of what follows, and that. */
function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  const { length } = body;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), body]);
}
function sequence(...parts: readonly Buffer[]): Buffer {
  return der(0x30, ...parts);
}
function oid(hex: string): Buffer {
  return der(0x06, Buffer.from(hex, 'hex'));
}
function text(words: string): Buffer {
  return der(0x0c, Buffer.from(words));
}
function nameOf(common: string): Buffer {
  return sequence(der(0x31, sequence(oid('550403'), text(common))));
}
function extension(id: string, critical: boolean, value: Buffer): Buffer {
  return sequence(oid(id), ...(critical ? [der(0x01, Buffer.from([0xff]))] : []), der(0x04, value));
}
const ecdsaWithSha256 = sequence(oid('2a8648ce3d040302'));
function pem(bytes: Buffer): string {
  const lines = bytes.toString('base64').match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}

/** An X.509 certificate, good from 2000 to 2049. */
function certificate(
  subject: string,
  publicKey: KeyObject,
  extensions: readonly Buffer[],
  by: { name: string; key: KeyObject },
) {
  const toBeSigned = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.concat([Buffer.from([1]), randomBytes(15)])),
    ecdsaWithSha256,
    nameOf(by.name),
    sequence(der(0x17, Buffer.from('000101000000Z')), der(0x17, Buffer.from('491231235959Z'))),
    nameOf(subject),
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(...extensions)),
  );
  const signature = der(0x03, Buffer.from([0]), sign('sha256', toBeSigned, by.key));
  return pem(sequence(toBeSigned, ecdsaWithSha256, signature));
}

function newKeys() {
  return generateKeyPairSync('ec', { namedCurve: 'P-256' });
}

/** An authority of its own, known by its name. */
export function newAuthority(name: string): Authority {
  const { publicKey, privateKey } = newKeys();
  const mayIssue = extension('551d13', true, sequence(der(0x01, Buffer.from([0xff]))));
  return { name, key: privateKey, certificate: certificate(name, publicKey, [mayIssue], { name, key: privateKey }) };
}

/** A server's key and its certificate for one host name, in PEM. */
export function serverCertificate(authority: Authority, host: string): { certificate: string; key: string } {
  const { publicKey, privateKey } = newKeys();
  const hosts = extension('551d11', false, sequence(der(0x82, Buffer.from(host))));
  return {
    certificate: certificate(host, publicKey, [hosts], authority),
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
  };
}
