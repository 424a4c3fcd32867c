import type { ClientBase } from 'pg';

/** Announces on this connection that a worker is alive: while the connection lasts, the worker keeps its jobs. */
export async function announceWorker(client: ClientBase, workerId: string): Promise<void> {
  await client.query(`/* announceWorker */ select set_config('application_name', $1, false),
    set_config('tcp_keepalives_idle', '10', false), set_config('tcp_keepalives_interval', '5', false),
    set_config('tcp_keepalives_count', '3', false)`, [workerId]); // prettier-ignore
}

/**
 * Returns to the queue the jobs of a worker that ended without notice, as by `kill -9`; the queue itself waits four
 * hours. A worker that lost only its announcing connection continues its job next to the other: jobs tolerate that. A
 * job from the last moments is left alone, because its worker may be about to announce itself.
 */
export async function releaseAbandonedJobs(client: ClientBase): Promise<void> {
  await client.query(`/* releaseAbandonedJobs */ select graphile_worker.force_unlock_workers(gone.ids)
    from (select array_agg(distinct locked_by) as ids from graphile_worker.jobs
      where locked_at < now() - interval '5 seconds'
        and not exists (select from pg_stat_activity where application_name = locked_by)) gone
    where gone.ids is not null`);
}

/**
 * Returns jobs that are locked by this process's worker but that it is not running: the message that handed one out, or
 * that it was done, was lost with a connection. It may run twice: jobs tolerate that.
 * @param inHand ids of the jobs that the worker is running.
 */
export async function releaseForgottenJobs(
  client: ClientBase,
  workerId: string,
  inHand: readonly string[],
): Promise<void> {
  await client.query(
    `/* releaseForgottenJobs */ update graphile_worker._private_jobs set locked_at = null, locked_by = null
    where locked_by = $1 and locked_at < now() - interval '5 seconds' and id <> all($2::bigint[])`,
    [workerId, inHand],
  );
}

/** The database's time: the host's may be wrong. */
export async function readQueueTime(client: ClientBase): Promise<Date> {
  return new Date(
    (await client.query<{ now: string }>(`/* readQueueTime */ select now()::text as now`)).rows[0]?.now ?? '',
  );
}

/**
 * Queues a periodic job for a minute, once for all workers. What a worker with a fast clock had noted for minutes to
 * come is ignored.
 */
export async function queueForMinute(client: ClientBase, task: string, minute: Date): Promise<void> {
  await client.query(
    `/* queueForMinute */ with due as (
      insert into graphile_worker._private_known_crontabs as known (identifier, known_since, last_execution)
      values ($1, $2, $2) on conflict (identifier) do update set last_execution = excluded.last_execution
        where known.last_execution is null or known.last_execution < excluded.last_execution
          or known.last_execution > now()
      returning identifier)
    select graphile_worker.add_job(identifier, '{}'::json) from due`,
    [task, minute.toISOString()],
  );
}
