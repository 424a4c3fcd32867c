import { createServer } from 'node:net';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';

/** `wished` if nothing listens there on 127.0.0.1, otherwise a free port that the kernel picks. */
export async function freePort(wished: number | undefined): Promise<number> {
  const port = (wished && (await listenOnce(wished))) || (await listenOnce(0));
  if (port === undefined) throw noFreePort();
  return port;
}

function listenOnce(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : undefined));
    });
  });
}

export function noFreePort(detail?: string): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    'NO_FREE_PORT',
    'PostgreSQL found no TCP port on 127.0.0.1 to listen on. Free some, or set DATABASE_URL to a PostgreSQL of your own.',
    detail,
  );
}
