import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/**
 * Where a connection that is booking is cut: with the booking's insert, or its commit, on either side of PostgreSQL.
 */
export type Cut = 'at the insert' | 'before COMMIT' | 'after COMMIT';

export interface CuttingProxy {
  /** The address of PostgreSQL, as seen through the proxy. */
  url(original: string): string;
  /** Cuts the next booking there, once; resolves when it has. @param first is done just before. */
  cutNext(cut: Cut, first?: () => void): Promise<void>;
  close(): void;
}

/** Lies between a server and PostgreSQL, and reads along in what the server sends. */
export async function startCuttingProxy(target: string): Promise<CuttingProxy> {
  const { hostname, port } = new URL(target);
  let plan: { readonly cut: Cut; readonly first: (() => void) | undefined; done(): void } | undefined;
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(Number(port), hostname);
    let booking = false;
    const end = () => {
      near.destroy();
      far.destroy();
    };
    for (const socket of [near, far]) {
      sockets.add(socket.setNoDelay());
      socket.on('error', end).on('close', end);
    }
    const carryOut = () => {
      plan?.first?.();
      end();
      plan?.done();
      plan = undefined;
    };
    let answersAreKept = false;
    near.on('data', (chunk) => {
      const inserts = chunk.includes('insert into "booking"');
      const commits = booking && /commit\0/i.test(chunk.toString('latin1'));
      booking = (booking || inserts) && !commits;
      if (plan?.cut === 'at the insert' && inserts) return carryOut();
      if (plan?.cut === 'before COMMIT' && commits) return carryOut();
      if (plan?.cut === 'after COMMIT' && commits) answersAreKept = true;
      far.write(chunk);
    });
    far.on('data', (chunk) => (answersAreKept ? carryOut() : near.write(chunk)));
  });
  await new Promise<void>((settle) => server.listen(0, '127.0.0.1', settle));
  return {
    url(original) {
      const changed = new URL(original);
      changed.port = String((server.address() as AddressInfo).port);
      return changed.href;
    },
    cutNext: (cut, first) => new Promise((done) => (plan = { cut, first, done })),
    close() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
