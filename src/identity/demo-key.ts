import { createPrivateKey } from 'node:crypto';
import { join } from 'node:path';
import type { JWK } from 'jose';
import { damaged } from '../platform/embedded-postgres/embedded-postgres-error.js';
import { readIfThere, writePrivately } from '../platform/embedded-postgres/private-file.js';
import { newDemoKey } from './demo-provider.js';

function file(dataDir: string): string {
  return join(dataDir, 'demo-key.json');
}

/**
 * The key that signs this data folder's demo tokens; undefined where nothing has ever started on it.
 * @throws EmbeddedPostgresError where the file holds none.
 */
export function readDemoKey(dataDir: string): JWK | undefined {
  const text = readIfThere(file(dataDir));
  return text === undefined ? undefined : keyOf(text, file(dataDir));
}

function keyOf(text: string, path: string): JWK {
  try {
    const key = JSON.parse(text) as JWK;
    if (createPrivateKey({ key: { ...key }, format: 'jwk' }).asymmetricKeyDetails?.namedCurve === 'prime256v1')
      return key;
  } catch {
    // No JSON, or no key.
  }
  throw damaged(
    path,
    'It should hold the key that signs demo tokens. Delete it: the next start makes a new one, and tokens made before are then refused.',
  );
}

/**
 * The same, created at the first start, so that tokens survive a restart. Precondition: the caller holds the folder.
 */
export async function keptDemoKey(dataDir: string): Promise<JWK> {
  const there = readDemoKey(dataDir);
  if (there !== undefined) return there;
  const key = await newDemoKey();
  writePrivately(file(dataDir), JSON.stringify(key));
  return key;
}
