import { join } from 'node:path';
import type { JWK } from 'jose';
import { readIfThere, writePrivately } from '../platform/embedded-postgres/private-file.js';
import { newDemoKey } from './demo-provider.js';

function file(dataDir: string): string {
  return join(dataDir, 'demo-key.json');
}

/** The key that signs this data folder's demo tokens; undefined if no server has ever started on it. */
export function readDemoKey(dataDir: string): JWK | undefined {
  const text = readIfThere(file(dataDir));
  return text === undefined ? undefined : (JSON.parse(text) as JWK);
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
