import { createServer } from 'node:net';
import type { Config } from '../config.js';
import { StartError } from './start-error.js';

/** Says in one line why the server cannot listen on the address; anything unexpected is returned as it was. */
export function listenError(error: unknown, { HOST, PORT }: Config): unknown {
  switch ((error as NodeJS.ErrnoException).code) {
    case 'EADDRINUSE':
      return new StartError(
        `Port ${PORT} of ${HOST} is taken by another program. Stop that program, or choose another port: PORT=${PORT + 1} npm start`,
      );
    case 'EACCES':
      return new StartError(`This user may not listen on port ${PORT}. Choose one from 1024 on: PORT=4000 npm start`);
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'EINVAL':
      return new StartError(
        `HOST=${HOST} is not an address of this machine. Use 127.0.0.1 (this machine only) or 0.0.0.0 (all its addresses).`,
      );
    default:
      return error;
  }
}

/** Finds out that a port is taken before anything else is started. */
export async function demandFreePort(config: Config): Promise<void> {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => {
    probe.once('error', (error) => reject(listenError(error, config)));
    probe.listen({ host: config.HOST, port: config.PORT, exclusive: true }, resolve);
  });
  await new Promise((resolve) => probe.close(resolve));
}
