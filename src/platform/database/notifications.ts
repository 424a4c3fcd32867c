import { EventEmitter } from 'node:events';
import { Repeater } from '@graphql-yoga/subscription';
import pg from 'pg';

const longestPauseMs = 5000;

/** Comes in place of a payload after the connection was lost: whatever was sent meanwhile, nobody heard. */
export const missed = Symbol('missed');

export type Notification = string | typeof missed;

/**
 * Listens to one channel of PostgreSQL's notifications on a connection of its own, for any number of subscribers in this
 * process. A lost connection is made anew, and subscribers are told that they may have missed something.
 */
export class Notifications {
  private readonly emitter = new EventEmitter().setMaxListeners(0);
  private client: pg.Client | undefined;
  private closed = false;
  private pauseMs = 100;
  private wasLost = false;

  constructor(
    private readonly url: string,
    private readonly channel: string,
    private readonly warn: (message: string) => void,
  ) {}

  async start(): Promise<void> {
    if (this.closed) return;
    const client = new pg.Client({
      connectionString: this.url,
      keepAlive: true,
      connectionTimeoutMillis: longestPauseMs,
    });
    client.on('notification', ({ payload }) => this.emitter.emit('message', payload ?? ''));
    client.on('error', () => undefined); // `end` follows
    client.on('end', () => this.lost(client));
    this.client = client;
    try {
      await client.connect();
      await client.query(`listen ${client.escapeIdentifier(this.channel)}`);
      this.pauseMs = 100;
      if (this.wasLost) this.emitter.emit('message', missed);
    } catch {
      await client.end().catch(() => undefined);
      this.lost(client);
    }
  }

  private lost(client: pg.Client): void {
    if (this.closed || this.client !== client) return;
    this.client = undefined;
    this.wasLost = true;
    this.warn(`lost the connection that listens to ${this.channel}; trying again in ${this.pauseMs} ms`);
    setTimeout(() => void this.start(), this.pauseMs).unref();
    this.pauseMs = Math.min(this.pauseMs * 2, longestPauseMs);
  }

  /** Every payload from now on, until the reader returns or the server closes. */
  messages(): Repeater<Notification> {
    return new Repeater<Notification>(async (push, stop) => {
      const receive = (notification: Notification): void => void push(notification);
      const end = (): void => stop();
      this.emitter.on('message', receive).once('closed', end);
      await stop;
      this.emitter.off('message', receive).off('closed', end);
    });
  }

  async close(): Promise<void> {
    this.closed = true;
    this.emitter.emit('closed');
    await this.client?.end().catch(() => undefined);
  }
}
