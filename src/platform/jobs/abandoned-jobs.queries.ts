import pg from 'pg';

/**
 * Gives jobs back to the queue whose worker ended without a word, as by `kill -9`; by itself the queue waits four hours.
 * Precondition: PostgreSQL has started after every worker that may have died, so that who took a job before that start
 * has lost its connection since. A worker that outlived it runs its job on, beside the other: jobs bear that.
 */
export const releaseAbandonedJobs = async (ownerUrl: string): Promise<void> => {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query(`/* releaseAbandonedJobs */ select graphile_worker.force_unlock_workers(array(
      select distinct locked_by from graphile_worker.jobs where locked_at < pg_postmaster_start_time()))`);
  } finally {
    await client.end();
  }
};
