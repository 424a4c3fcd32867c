import { sql } from 'kysely';
import type { Db } from '../../platform/database/scope.js';

/** Sets the first day without a clinic, and before which day its sessions are published. Precondition: it is locked. */
export async function setEnd(
  db: Db,
  clinicId: string,
  { endsOn, publishedUntil }: { endsOn: string; publishedUntil: string | null },
): Promise<void> {
  await sql`/* setEndOfClinic */
    update shared_clinic set ends_on = ${endsOn}::date, published_until = ${publishedUntil}::date
    where id = ${clinicId}`.execute(db);
}

/** Gives a clinic another title. Precondition: it is locked. */
export async function setTitle(db: Db, clinicId: string, title: string): Promise<void> {
  await sql`/* setTitleOfClinic */ update shared_clinic set title = ${title} where id = ${clinicId}`.execute(db);
}

/** Sets what plans of the rota go by. Precondition: the clinic is locked. */
export async function setPlanning(
  db: Db,
  clinicId: string,
  { breakMinutes, priority }: { breakMinutes: number; priority: number },
): Promise<void> {
  await sql`/* setPlanningOfClinic */
    update shared_clinic set break_minutes = ${breakMinutes}, priority = ${priority} where id = ${clinicId}`.execute(
    db,
  );
}
