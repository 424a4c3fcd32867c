import { createServer } from 'node:net';

/** `wished` if nobody listens there on 127.0.0.1, else a free port that the kernel picks. */
export async function freePort(wished: number | undefined): Promise<number> {
  const port = (wished && (await listenOnce(wished))) || (await listenOnce(0));
  if (port === undefined) throw new Error('no free TCP port on 127.0.0.1');
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
