import type { ComplexityEstimator } from 'graphql-query-complexity/cjs';
import { Args, Ctx, Query, Resolver } from 'type-graphql';
import type { Context } from '../../identity/context.js';
import { atOf } from '../../organisation/directory/at.js';
import { roomLoader, siteLoader } from '../../organisation/site/site.loader.js';
import { roomSource, siteSource } from '../../organisation/site/site.type.js';
import { byDays } from '../../platform/graphql/limits/work.js';
import { valueOrThrow } from '../../platform/graphql/request-error.js';
import { closedFor } from '../../time/bank-holidays.js';
import { addDays, daysBetween } from '../../time/london.js';
import { longestWindowDays } from '../../time/window.js';
import { clinicianLoader } from '../../workforce/clinician.loader.js';
import { clinicianSource } from '../../workforce/clinician.type.js';
import { postSource, sessionSource } from '../session/session.type.js';
import { type Grid, type GridEntry, type GridRow, readRotaGrid } from './read-rota-grid.js';
import { RotaGridArgs, type RotaGridEntryType, type RotaGridRowType, RotaGridType } from './rota-grid.type.js';
import { dayPartOf } from './rules/day-part.js';

/** A week of a network is about a usual list of rows with a usual list of entries each; more days are more of it. */
const byWeeks: ComplexityEstimator = ({ args, childComplexity }) =>
  1 +
  Math.ceil(
    byDays((10 + childComplexity) / 7, { longest: longestWindowDays })(args as Readonly<Record<string, unknown>>),
  );

function entryType({ session, post }: GridEntry): RotaGridEntryType {
  const { id: sessionId, pcnId, sessionOn, startTime, endTime, title } = session;
  return {
    on: sessionOn,
    dayPart: dayPartOf(sessionOn, startTime, endTime),
    startTime,
    endTime,
    title,
    session: sessionSource(session),
    post: post && postSource({ ...post, sessionId, pcnId, clinicianId: post.clinicianId }),
  };
}

/** A row, and the name by which rows are sorted. */
async function rowType(
  context: Context,
  by: Grid['by'],
  { subjectId, entries }: GridRow,
): Promise<RotaGridRowType & { readonly name: string }> {
  const at = await atOf(context, null);
  const of = (kind: Grid['by']) => (by === kind ? subjectId : null);
  const [clinicianId, roomId] = [of('CLINICIAN'), of('ROOM')];
  const clinician = clinicianId === null ? null : await context.use(clinicianLoader).load(clinicianId);
  const room = roomId === null ? null : await context.use(roomLoader).load(roomId);
  const siteId = room?.siteId ?? of('SITE');
  const site = siteId === null ? null : await context.use(siteLoader).load(siteId);
  return {
    clinician: clinician && clinicianSource(clinician, at),
    site: site && siteSource(site, at),
    room: room && roomSource(room, at),
    open: subjectId === null,
    entries: entries.map(entryType),
    name: [clinician?.name, site?.name, room?.name].filter(Boolean).join(' / '),
  };
}

const alphabet = new Intl.Collator('en-GB', { numeric: true });

@Resolver()
export class RotaGridResolver {
  @Query(() => RotaGridType, {
    nullable: true,
    complexity: byWeeks,
    description:
      'The rota of a network as a grid: published sessions in rows of clinicians, sites or rooms. A lender from outside sees what its own rooms and people serve. Null when it is refused; see `errors`.',
  })
  async rotaGrid(@Args(() => RotaGridArgs) args: RotaGridArgs, @Ctx() context: Context): Promise<RotaGridType> {
    const { viewer } = context;
    const grid = valueOrThrow(await context.query((db, scope) => readRotaGrid(db, scope, viewer, args)));
    const rows = await Promise.all(grid.rows.map((row) => rowType(context, grid.by, row)));
    return {
      days: Array.from({ length: daysBetween(args.from, args.to) }, (_, index) => {
        const on = addDays(args.from, index);
        return { on, holiday: closedFor(on) ?? null };
      }),
      rows: rows.toSorted((a, b) => Number(a.open) - Number(b.open) || alphabet.compare(a.name, b.name)),
    };
  }
}
