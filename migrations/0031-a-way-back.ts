import { type Kysely, sql } from 'kysely';
import { audited, grantToApp, type MigrationContext, quoted } from './migration-context.js';

/**
 * What is entered about rooms, figures, contracts, agreements and services can be corrected, ended or undone: a room
 * closes by itself, a figure keeps what stood there before, a contract remembers its end without a notice.
 */
export async function up(db: Kysely<unknown>, context: MigrationContext): Promise<void> {
  await sql
    .raw(
      `
alter table room
  add column places integer not null default 1 constraint room_places_check check (places between 1 and 200),
  add column closed_on date,
  add column closed_because text,
  add constraint room_closed check (case when closed_on is null then closed_because is null
    else length(closed_because) between 1 and 200 end);
comment on column room.places is 'how many people can work with patients there at once; a session has the room alone';

alter table population add column known_since timestamptz;
alter table population alter column known_since set default app_now();
comment on column population.known_since is 'null for what was recorded before this was kept: since ever';

create table population_earlier (
  id uuid primary key default gen_random_uuid(),
  population_id uuid not null references population (id),
  organisation_id uuid not null references organisation (id),
  value numeric(12, 2) not null check (value >= 0),
  source text not null,
  known_since timestamptz,
  known_until timestamptz not null,
  reason text not null check (length(reason) between 1 and 200),
  constraint population_earlier_known check (known_since <= known_until)
);
create index population_earlier_of on population_earlier (population_id, known_until);
${audited('population_earlier', { tenants: ['organisation:organisation_id'] })}
${grantToApp(context, 'select, insert', ['population_earlier'])}

alter table contract add column term_ends_on date,
  add column change_reason text check (length(change_reason) between 1 and 200);
comment on column contract.change_reason is 'why the award was corrected, or the notice changed or withdrawn, last';
comment on column contract.term_ends_on is 'while it is under notice: the end that it has without the notice';

alter table network_agreement add column discarded_because text
  constraint network_agreement_discarded check (discarded_because is null
    or (length(discarded_because) between 1 and 200 and in_force_from is null and ended_on is not null));

alter table service add column retired_on date,
  add column retired_because text,
  add constraint service_retired check (case when retired_on is null then retired_because is null
    else length(retired_because) between 1 and 200 end);

alter table accommodation_offer add column end_reason text check (length(end_reason) between 1 and 200);
${grantToApp(context, 'delete, update (end_reason)', ['accommodation_offer'])}
`,
    )
    .execute(db);
}

export async function down(db: Kysely<unknown>, context: MigrationContext): Promise<void> {
  await sql
    .raw(
      `
drop function if exists sessions_in_room(uuid, date);
revoke delete on accommodation_offer from ${quoted(context.appRole)};
alter table accommodation_offer drop column end_reason;
alter table service drop column retired_because, drop column retired_on;
alter table network_agreement drop column discarded_because;
alter table contract drop column change_reason, drop column term_ends_on;
drop table population_earlier;
alter table population drop column known_since;
alter table room drop column closed_because, drop column closed_on, drop column places;
`,
    )
    .execute(db);
}
