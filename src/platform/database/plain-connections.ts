import pg from 'pg';
import { connectionOf } from './connection-settings.js';

const connectWithinMs = 10_000;

/** One connection without a scope, not yet connected. What it loses is told by its next query. */
export const plainClient = (url: string): pg.Client => {
  const client = new pg.Client({ connectionTimeoutMillis: connectWithinMs, keepAlive: true, ...connectionOf(url) });
  client.on('error', () => undefined);
  return client;
};

/** Connections without a scope, such as the job queue's, which gives dead ones back by itself; the caller ends them. */
export const plainPool = (url: string, max: number, onLost: (error: Error) => void): pg.Pool => {
  const pool = new pg.Pool({ max, connectionTimeoutMillis: connectWithinMs, keepAlive: true, ...connectionOf(url) });
  pool.on('error', onLost);
  pool.on('connect', (client) => client.on('error', onLost));
  return pool;
};
