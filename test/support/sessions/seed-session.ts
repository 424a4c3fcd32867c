import { randomUUID } from 'node:crypto';
import { globalId } from '../../../src/platform/ids/global-id.js';
import { leighton } from '../network/leighton.js';
import type { TestDatabase } from '../database/test-database.js';

export interface SessionScene {
  /** Instants, ISO text. */
  readonly startsAt: string;
  readonly slotMinutes?: number;
  readonly slots: number;
  readonly heldFor111?: number;
  /** Places of each practice in order; what is left belongs to the pool. */
  readonly shares?: readonly { readonly practiceId: string; readonly places: number }[];
  readonly poolAt?: string;
  readonly releasedAt?: string;
  readonly staffed?: boolean;
  readonly clinicianId?: string;
  /** The network whose session it is; default Leighton Linslade. */
  readonly pcnId?: string;
}

export interface SeededSession {
  readonly id: string;
  readonly globalId: string;
  slotId(number: number): string;
}

/** One published session of the Leighton scene by SQL as the owner, for tests of what happens to its slots. */
export async function seedSession(database: Pick<TestDatabase, 'sql'>, scene: SessionScene): Promise<SeededSession> {
  const id = randomUUID();
  const clinic = randomUUID();
  const minutes = scene.slotMinutes ?? 20;
  const held = scene.heldFor111 ?? 0;
  const pcnId = scene.pcnId ?? leighton.pcn;
  const owners = (scene.shares ?? []).flatMap(({ practiceId, places }) =>
    Array<string | null>(places).fill(practiceId),
  );
  while (owners.length < scene.slots - held) owners.push(null);
  const longAgo = '2026-01-01T00:00:00Z';
  await database.sql(
    `insert into shared_clinic (id, pcn_id, service_id, title, rrule, start_time, duration_minutes, starts_on, hosting,
      sharing_policy, bank_holiday_policy, slot_minutes, delivery_modes, held_for_111, pool_minutes_before, created_at)
    values ($1, $2, $3, 'Test clinic', 'FREQ=WEEKLY', '09:00', 480, '2026-01-01', 'ONE', 'REGISTERED_LIST', 'SKIP', $4,
      '{FACE_TO_FACE,TELEPHONE}', $5, 2880, now())`,
    [clinic, pcnId, leighton.service, minutes, held],
  );
  await database.sql(
    `insert into session (id, pcn_id, clinic_id, service_id, occurrence_on, session_on, starts_at, ends_at, site_id,
      room_id, state, pool_at, bookable_unstaffed, published_at)
    select $1, $2, $3, $4, d, d, $5::timestamptz, $5::timestamptz + make_interval(mins => $6), $7, null, 'PUBLISHED',
      $8::timestamptz, false, $9 from (select ($5::timestamptz at time zone 'Europe/London')::date as d) x`,
    [
      id,
      pcnId,
      clinic,
      leighton.service,
      scene.startsAt,
      scene.slots * minutes,
      leighton.bassettRoadSite,
      scene.poolAt ?? scene.startsAt,
      longAgo,
    ],
  );
  await database.sql(
    `insert into post (session_id, number, pcn_id, line, role_code) values ($1, 1, $2, 1, 'FIRST_CONTACT_PHYSIOTHERAPIST')`,
    [id, pcnId],
  );
  await database.sql(
    `insert into slot (session_id, number, pcn_id, post_number, starts_at, ends_at, delivery_modes, released_at, held_for_111)
    select $1, n, $2, 1, $3::timestamptz + make_interval(mins => (n - 1) * $4), $3::timestamptz + make_interval(mins => n * $4),
      '{FACE_TO_FACE,TELEPHONE}', $5, n > $6 - $7 from generate_series(1, $6) n`,
    [id, pcnId, scene.startsAt, minutes, scene.releasedAt ?? longAgo, scene.slots, held],
  );
  await database.sql(
    `insert into place (session_id, number, pcn_id, owner_id, given_to_id)
    select $1, n, $2, owner, owner from unnest($3::uuid[]) with ordinality o(owner, n)`,
    [id, pcnId, owners],
  );
  if (scene.staffed !== false) {
    await database.sql(
      `insert into assignment (pcn_id, session_id, post_number, starts_at, ends_at, clinician_id, state, assigned_at, assigned_by)
      select pcn_id, id, 1, starts_at, ends_at, $2, 'PUBLISHED', now(), 'test' from session where id = $1`,
      [id, scene.clinicianId ?? leighton.physiotherapist],
    );
  }
  return { id, globalId: globalId('Session', id), slotId: (number) => globalId('Slot', `${id}/${number}`) };
}
