import { totalmem } from 'node:os';

/** An eighth of the machine's memory, but 128 MB to 4 GB: frequently read data stay in PostgreSQL's own memory. */
function sharedBuffersMb(): number {
  return Math.min(Math.max(Math.floor(totalmem() / 8 / 2 ** 20), 128), 4096);
}

/**
 * Settings of the embedded server, given on its command line, where they override every file in the cluster, so that a
 * cluster created by an older release gets today's settings.
 */
export function serverSettings(options: { port: number; name: string; durable: boolean; major: number }) {
  return {
    // Reachable from this machine only, with a password; a socket file would need a folder that may not exist.
    listen_addresses: '127.0.0.1',
    port: options.port,
    unix_socket_directories: '',
    // Appears in the command line of every process of this server, so that a later start recognises them
    // (postmaster.ts).
    cluster_name: options.name,

    timezone: 'UTC',
    log_timezone: 'UTC',
    datestyle: 'ISO',

    // A small machine, many small queries, one client program: no replicas, no parallel plans, no just-in-time
    // compilation.
    max_connections: 60,
    shared_buffers: options.durable ? `${sharedBuffersMb()}MB` : '128MB',
    huge_pages: 'off',
    wal_level: 'minimal',
    max_wal_senders: 0,
    max_wal_size: '256MB',
    min_wal_size: '64MB',
    max_parallel_workers_per_gather: 0,
    jit: 'off',
    random_page_cost: 1.1,
    checkpoint_timeout: '15min',
    ...(options.major >= 18 && { io_method: 'sync' }),

    // The application reports refused rows. Here they would only fill the disk, and their details quote personal data.
    log_min_messages: 'log',
    log_error_verbosity: 'terse',
    log_checkpoints: 'off',
    logging_collector: 'off',

    ...(options.durable
      ? { fsync: 'on', full_page_writes: 'on', synchronous_commit: 'on' }
      : { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off', autovacuum: 'off' }),
  };
}
