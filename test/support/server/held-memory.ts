import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FaultScene } from './fault-scene.js';

/** The environment of a server that collects its garbage when it is told to. */
export const collecting = { NODE_OPTIONS: `--import ${resolve('test/support/server/collect-garbage.js')}` };

/** Megabytes that the server's heap holds when all garbage is gone. Precondition: it was started as `collecting`. */
export async function heldMb({ server, address }: Pick<FaultScene, 'server' | 'address'>): Promise<number> {
  const readings: number[] = [];
  for (let times = 0; times < 5; times += 1) {
    server.kill('SIGUSR2');
    await sleep(300);
    const metrics = await (await fetch(`${address}/metrics`)).text();
    readings.push(Number(/^nodejs_heap_size_used_bytes (\S+)/m.exec(metrics)?.[1]) / 1e6);
  }
  return Math.min(...readings);
}
