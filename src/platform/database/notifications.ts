import { EventEmitter, on } from 'node:events';
import type { Logger } from 'pino';
import pg from 'pg';

const longestPauseMs = 5000;

/**
 * Listens to one channel of PostgreSQL's notifications on a connection of its own, for any number of subscribers in this
 * process. A lost connection is made anew; what was sent meanwhile is lost, so a notification is a hint to read again.
 */
export class Notifications {
  private readonly emitter = new EventEmitter().setMaxListeners(0);
  private client: pg.Client | undefined;
  private closed = false;
  private pauseMs = 100;

  constructor(
    private readonly url: string,
    private readonly channel: string,
    private readonly log: Logger,
  ) {}

  async start(): Promise<void> {
    if (this.closed) return;
    const client = new pg.Client({ connectionString: this.url, keepAlive: true });
    client.on('notification', ({ payload }) => this.emitter.emit('message', payload ?? ''));
    client.on('error', () => undefined); // `end` follows
    client.on('end', () => this.lost(client));
    this.client = client;
    try {
      await client.connect();
      await client.query(`listen ${client.escapeIdentifier(this.channel)}`);
      this.pauseMs = 100;
    } catch {
      await client.end().catch(() => undefined);
      this.lost(client);
    }
  }

  private lost(client: pg.Client): void {
    if (this.closed || this.client !== client) return;
    this.client = undefined;
    this.log.warn({ channel: this.channel, againInMs: this.pauseMs }, 'lost the connection for notifications');
    setTimeout(() => void this.start(), this.pauseMs).unref();
    this.pauseMs = Math.min(this.pauseMs * 2, longestPauseMs);
  }

  /** Every payload from now on, until `signal` aborts or the server closes. */
  async *messages(signal: AbortSignal): AsyncGenerator<string> {
    try {
      for await (const [payload] of on(this.emitter, 'message', { signal, close: ['closed'] })) {
        yield payload as string;
      }
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }

  async close(): Promise<void> {
    this.closed = true;
    this.emitter.emit('closed');
    await this.client?.end().catch(() => undefined);
  }
}
