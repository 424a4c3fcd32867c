import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { as } from './account.js';

export interface Watchdog {
  /** Dismisses it, because the server has been stopped properly. */
  dismiss(): Promise<void>;
}

/**
 * A process of a few hundred kilobytes that outlives this one. It waits on a pipe that the kernel closes however this
 * process ends, even by `kill -9`; then it stops the postmaster within 5 seconds.
 *
 * A postmaster is recognised by its name in /proc/<pid>/cmdline, which is new at every start (see postmaster.ts), so
 * neither a reused process number nor the postmaster of a later start on the same folder is ever touched. The name is
 * looked for during 5 seconds, because we may have been killed just before the postmaster wrote its file.
 */
const SCRIPT = `
cluster=$1 name=$2
shift 2
read -r word && exit 0

running() { grep -qF "cluster_name=$name" "/proc/$pid/cmdline"; }
find_it() { read -r pid < "$cluster/postmaster.pid" && running; }
wait_up_to() { tenths=$1; while [ "$tenths" -gt 0 ] && running; do sleep 0.1; tenths=$((tenths - 1)); done; }

tries=50
until find_it; do
  tries=$((tries - 1))
  [ "$tries" -gt 0 ] || break
  sleep 0.1
done
if running; then
  kill -INT "$pid"
  wait_up_to 30
  running && kill -QUIT "$pid"
  wait_up_to 10
fi
[ $# -eq 0 ] || rm -rf -- "$@"
`;

/** Starts the watchdog; call it before starting the postmaster. `remove` are folders to delete when it has to act. */
export function startWatchdog(options: { cluster: string; name: string; remove: string[] }): Watchdog {
  const { cluster, name, remove } = options;
  const child = spawn('/bin/sh', ['-c', SCRIPT, 'pcn-rota-watchdog', cluster, name, ...remove], {
    ...as(undefined),
    stdio: ['pipe', 'ignore', 'ignore'],
    // Its own session: Ctrl-C in a terminal must not reach it.
    detached: true,
  });
  const gone = once(child, 'exit').catch(() => undefined);
  child.on('error', () => undefined);
  const pipe = child.stdin as Socket;
  pipe.on('error', () => undefined);
  child.unref();
  pipe.unref();
  return {
    async dismiss() {
      child.ref();
      pipe.end('stopped\n');
      await gone;
    },
  };
}
