import pg from 'pg';
import { connectionOf } from './connection-settings.js';

const longestPauseMs = 5000;

/** Sent instead of a payload after a lost connection: nobody received what was sent in the meantime. */
export const missed = Symbol('missed');

export type Notification = string | typeof missed;

/** A listener. Listeners are called one after another, so each should only note what it is given. */
export interface Hearer {
  hear(notification: Notification): void;
  /** The database is being closed: nothing more will come. */
  closed(): void;
}

/**
 * Listens to one channel of PostgreSQL's notifications on its own connection, for any number of listeners in this
 * process. A lost connection is replaced, and listeners are told that they may have missed something.
 */
export class Notifications {
  private readonly hearers = new Set<Hearer>();
  private client: pg.Client | undefined;
  private closed = false;
  private pauseMs = 100;
  private wasLost = false;
  private started: Promise<void> | undefined;

  constructor(
    private readonly url: string,
    private readonly channel: string,
    private readonly warn: (message: string) => void,
  ) {}

  /**
   * From now on the listener gets everything. @returns once the database has begun to send, or if it could not be
   * reached.
   */
  async tell(hearer: Hearer): Promise<void> {
    this.hearers.add(hearer);
    await (this.started ??= this.start());
  }

  private async start(): Promise<void> {
    if (this.closed) return;
    const client = new pg.Client({
      keepAlive: true,
      connectionTimeoutMillis: longestPauseMs,
      ...connectionOf(this.url),
    });
    client.on('notification', ({ payload }) => this.pass(payload ?? ''));
    client.on('error', () => undefined); // `end` follows
    client.on('end', () => this.lost(client));
    this.client = client;
    try {
      await client.connect();
      await client.query(`listen ${client.escapeIdentifier(this.channel)}`);
      this.pauseMs = 100;
      if (this.wasLost) this.pass(missed);
    } catch {
      await client.end().catch(() => undefined);
      this.lost(client);
    }
  }

  /** What a listener does with it must not affect the connection or the other listeners. */
  private pass(notification: Notification): void {
    for (const hearer of this.hearers) {
      try {
        hearer.hear(notification);
      } catch (error) {
        this.warn(`a listener of ${this.channel} failed: ${error instanceof Error ? error.message : 'unknown'}`);
      }
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

  async close(): Promise<void> {
    this.closed = true;
    for (const hearer of this.hearers) hearer.closed();
    await this.client?.end().catch(() => undefined);
  }
}
