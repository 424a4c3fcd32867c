import { createServer } from 'node:net';
import type { Config } from '../config.js';
import { StartError } from './start-error.js';

/** Says in one line why the address cannot be listened on; anything unexpected comes back as it was. */
export function listenError(error: unknown, { HOST, PORT }: Config): unknown {
  switch ((error as NodeJS.ErrnoException).code) {
    case 'EADDRINUSE':
      return new StartError(
        `Port ${PORT} of ${HOST} is taken by another program. Stop that one, or choose another port: PORT=${PORT + 1} npm start`,
      );
    case 'EACCES':
      return new StartError(`This user may not listen on port ${PORT}. Choose one from 1024 on: PORT=4000 npm start`);
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'EINVAL':
      return new StartError(
        `HOST=${HOST} is no address of this machine. Use 127.0.0.1 (this machine only) or 0.0.0.0 (all its addresses).`,
      );
    default:
      return error;
  }
}

/** Finds out that a port is taken before anything is started for nothing. */
export async function demandFreePort(config: Config): Promise<void> {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => {
    probe.once('error', (error) => reject(listenError(error, config)));
    probe.listen({ host: config.HOST, port: config.PORT, exclusive: true }, resolve);
  });
  await new Promise((resolve) => probe.close(resolve));
}
