-- The one way into the job queue: it is part of the caller's transaction, and knows its tasks by name. The queue goes by
-- the host's clock and all rules by app_now(): where that is behind, a job of its future would be due at once, for ever.
create or replace function enqueue(task text, payload json, job_key text default null, run_at timestamptz default null)
  returns void
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  if not exists (select from public.job_task t where t.name = task) then
    raise exception 'unknown task %', task using errcode = 'invalid_parameter_value';
  end if;
  perform graphile_worker.add_job(identifier => task, payload => enqueue.payload, job_key => enqueue.job_key,
    run_at => enqueue.run_at - (select shift from public.app_clock));
end $$;

revoke execute on function enqueue from public;
grant execute on function enqueue to :"app";
