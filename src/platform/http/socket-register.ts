import { GraphQLError } from 'graphql';
import type { Context } from 'graphql-ws';
import type { WebSocket } from 'ws';

/** Why a WebSocket was closed, beside the reasons of the protocol itself. */
const closeCodes = { TOO_MANY: 4430, ONLY_REFUSED: 4431 } as const;

/** Sockets of one address that have not said yet who they are: they hold a connection, and have paid nothing. */
const mostStrangers = 200;

/** Operations that one socket may be refused without one between them that is let in. */
const mostRefusedInARow = 50;

/** How long a socket that was closed may take to say good-bye. */
const farewellMs = 2000;

interface Conduct {
  payer?: string;
  refusedInARow: number;
  /** Settles when what came before has been looked at. */
  turn: Promise<unknown>;
}

/** Who holds how many of something. */
class Crowds<T> {
  private readonly crowds = new Map<string, Set<T>>();

  of(name: string): Iterable<T> {
    return this.crowds.get(name) ?? [];
  }

  /** @returns false where there are as many as may be. */
  join(name: string, one: T, most: number): boolean {
    const crowd = this.crowds.get(name) ?? new Set<T>();
    if (crowd.size >= most) return false;
    this.crowds.set(name, crowd.add(one));
    return true;
  }

  leave(name: string, one: T): void {
    const crowd = this.crowds.get(name);
    crowd?.delete(one);
    if (crowd?.size === 0) this.crowds.delete(name);
  }
}

/** The open WebSockets: how many each payer holds, what runs on them, and which of them only send what is refused. */
export class SocketRegister {
  private readonly strangers = new Crowds<WebSocket>();
  private readonly introduced = new Crowds<Context>();
  private readonly conducts = new WeakMap<WebSocket, Conduct>();

  /** @param mostOfPayer the sockets that one payer may hold. */
  constructor(private readonly mostOfPayer: number) {}

  /** Takes note of a new socket, or closes it where too many of its address have not said who they are. */
  meet(socket: WebSocket, address: string): void {
    this.conducts.set(socket, { refusedInARow: 0, turn: Promise.resolve() });
    if (!this.strangers.join(address, socket, mostStrangers)) {
      hangUp(socket, closeCodes.TOO_MANY, 'Too many WebSockets of this address have not said who they are. Try again.');
      return;
    }
    socket.once('close', () => this.strangers.leave(address, socket));
  }

  /**
   * Counts a socket, whose token is good, among those of its payer.
   * @returns whether it may stay; else it has been closed with words.
   */
  introduce(context: Context, socket: WebSocket, address: string, payer: string): boolean {
    this.strangers.leave(address, socket);
    if (socket.readyState !== socket.OPEN) return false; // gone while its token was looked at
    this.conductOf(socket).payer = payer;
    if (!this.introduced.join(payer, context, this.mostOfPayer)) {
      const words = `One token holds at most ${this.mostOfPayer} WebSockets. Close one that you do not need.`;
      hangUp(socket, closeCodes.TOO_MANY, words);
      return false;
    }
    socket.once('close', () => this.introduced.leave(payer, context));
    return true;
  }

  /** The operations that the payer of a socket has open, on this and all its others. */
  openOfPayer(socket: WebSocket): number {
    let open = 0;
    for (const context of this.introduced.of(this.conductOf(socket).payer ?? '')) open += openOn(context);
    return open;
  }

  /**
   * Looks at what a socket asks for, one operation after the other: what a hundred of them cost is known before the
   * hundred and first is read. A socket that is refused each time is closed, and what it sent meanwhile left unread.
   * @param look returns errors, or how to run the operation.
   */
  async inTurn<T extends object>(
    socket: WebSocket,
    look: () => Promise<T | readonly GraphQLError[]>,
  ): Promise<T | readonly GraphQLError[]> {
    const conduct = this.conductOf(socket);
    const looked = conduct.turn.then(async () => {
      if (socket.readyState !== socket.OPEN) return [new GraphQLError('The connection has been closed.')];
      const found = await look();
      conduct.refusedInARow = Array.isArray(found) ? conduct.refusedInARow + 1 : 0;
      if (conduct.refusedInARow >= mostRefusedInARow) {
        const words = `The last ${mostRefusedInARow} operations of this WebSocket were all refused.`;
        hangUp(socket, closeCodes.ONLY_REFUSED, words);
      }
      return found;
    });
    conduct.turn = looked.catch(() => undefined);
    return looked;
  }

  private conductOf(socket: WebSocket): Conduct {
    const conduct = this.conducts.get(socket);
    if (conduct === undefined) throw new Error('a socket that nobody met');
    return conduct;
  }
}

/** The operations open on one socket, one that is just being looked at among them. */
export function openOn({ subscriptions }: Context): number {
  return Object.keys(subscriptions).length;
}

/** Closes a socket, and reads nothing more of what it sends until it is gone. */
function hangUp(socket: WebSocket, code: number, words: string): void {
  socket.removeAllListeners('message');
  socket.close(code, words);
  const patience = setTimeout(() => socket.terminate(), farewellMs);
  socket.once('close', () => clearTimeout(patience));
}
