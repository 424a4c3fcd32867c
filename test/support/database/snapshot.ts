import pg from 'pg';
import type { TestDatabase } from './test-database.js';

export interface Snapshot {
  /** Puts back every row of what was written since, and says which tables that was. */
  restore(): Promise<readonly string[]>;
  close(): Promise<void>;
}

/**
 * Remembers what a database holds, so that many tests may change it one after the other: faster by far than a clone for
 * each. It works past triggers and keys, as the superuser; nothing else may write meanwhile.
 */
export async function takeSnapshot(database: TestDatabase): Promise<Snapshot> {
  const url = new URL(process.env['TEST_SUPERUSER_URL'] ?? '');
  url.pathname = new URL(database.urls.owner).pathname;
  const superuser = new pg.Client({ connectionString: url.href });
  await superuser.connect();
  const { rows } = await superuser.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition`,
  );
  // Each statement notes its table in a row of its own: with a key on the name, writers would wait for one another.
  await superuser.query(`
    create schema snapshot;
    create table snapshot.written (name text);
    create function snapshot.note() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp
      as $$ begin insert into snapshot.written values (tg_table_name); return null; end $$;
    ${rows
      .map(
        ({ name }) => `create table snapshot.${name} as table public.${name};
    create trigger note_written after insert or update or delete on public.${name}
      for each statement execute function snapshot.note();`,
      )
      .join('\n')}`);
  return {
    async restore() {
      const written = (await superuser.query<{ name: string }>('select distinct name from snapshot.written order by 1'))
        .rows;
      const changed: string[] = [];
      if (written.length === 0) return changed;
      await superuser.query('begin; set local session_replication_role = replica; delete from snapshot.written');
      for (const { name } of written) {
        const gone = await superuser.query(`delete from public.${name} t where not exists (select from snapshot.${name} s
          where s = t)`); // prettier-ignore
        const back = await superuser.query(`insert into public.${name} overriding system value
          select s.* from snapshot.${name} s where not exists (select from public.${name} t where t = s)`); // prettier-ignore
        if ((gone.rowCount ?? 0) + (back.rowCount ?? 0) > 0) changed.push(name);
      }
      await superuser.query('commit');
      return changed;
    },
    close: () => superuser.end(),
  };
}
