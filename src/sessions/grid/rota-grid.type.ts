import { ArgsType, Field, ObjectType } from 'type-graphql';
import { OdsCodeScalar } from '../../organisation/directory/identifier.type.js';
import { type RoomSource, RoomType, type SiteSource, SiteType } from '../../organisation/site/site.type.js';
import { enumOf } from '../../platform/graphql/enum-of.js';
import { DateScalar, LocalTimeScalar } from '../../platform/graphql/scalars.js';
import type { ClinicianSource } from '../../workforce/clinician.type.js';
import { ClinicianType } from '../../workforce/clinician.type.js';
import { type PostSource, PostType, type SessionSource, SessionType } from '../session/session.type.js';
import type { GridSubject } from './rota-grid.queries.js';
import type { DayPart } from './rules/day-part.js';

export const RotaGridRowsEnum = enumOf<GridSubject['kind']>('RotaGridRows', 'What each row of a grid stands for.', {
  CLINICIAN: 'A clinician of the pool, or one who fills a post; and one row for posts that nobody fills.',
  SITE: 'A site where the network may use rooms, or where a session is held.',
  ROOM: 'A room that the network may use, or where a session is held; and one row for sessions without a room.',
});

export const DayPartEnum = enumOf<DayPart>('DayPart', 'A part of a London day.', {
  MORNING: 'Until 13:00.',
  AFTERNOON: 'From 13:00 until core hours end at 18:30.',
  EVENING: 'From 18:30.',
});

@ArgsType()
export class RotaGridArgs {
  @Field(() => OdsCodeScalar, { description: 'The PCN.' })
  pcn!: string;

  @Field(() => DateScalar, { description: 'The first day.' })
  from!: string;

  @Field(() => DateScalar, { description: 'The first day no longer shown; at most 92 days after `from`.' })
  to!: string;

  @Field(() => RotaGridRowsEnum, { description: 'What the rows stand for.' })
  by!: GridSubject['kind'];
}

@ObjectType('RotaGridDay', { description: 'A column of a grid: a London day.', simpleResolvers: true })
export class RotaGridDayType {
  @Field(() => DateScalar, { description: 'The day.' })
  on!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The bank holiday, Christmas Day or Good Friday that it is; null for any other day.',
  })
  holiday!: string | null;
}

@ObjectType('RotaGridEntry', {
  description: 'A session in a row of a grid; in a grid by clinician, one post of it.',
  simpleResolvers: true,
})
export class RotaGridEntryType {
  @Field(() => DateScalar, { description: 'The day.' })
  on!: string;

  @Field(() => DayPartEnum, { description: 'The part of the day that holds most of it.' })
  dayPart!: DayPart;

  @Field(() => LocalTimeScalar, { description: 'When it starts, London time.' })
  startTime!: string;

  @Field(() => LocalTimeScalar, { description: 'When it ends, London time.' })
  endTime!: string;

  @Field(() => String, { description: 'The title of its shared clinic.' })
  title!: string;

  @Field(() => SessionType, { description: 'The session.' })
  session!: SessionSource;

  @Field(() => PostType, { nullable: true, description: 'The post; null in a grid by site or room.' })
  post!: PostSource | null;
}

@ObjectType('RotaGridRow', {
  description: 'A row of a grid: a clinician, a site or a room, and what is planned there by start.',
  simpleResolvers: true,
})
export class RotaGridRowType {
  @Field(() => ClinicianType, {
    nullable: true,
    description: 'The clinician, in a grid by clinician; null for open posts and for whom you may no longer see.',
  })
  clinician!: ClinicianSource | null;

  @Field(() => SiteType, { nullable: true, description: 'The site, in a grid by site or room.' })
  site!: SiteSource | null;

  @Field(() => RoomType, { nullable: true, description: 'The room, in a grid by room; null where none is set.' })
  room!: RoomSource | null;

  @Field(() => Boolean, {
    description: 'Whether this is the row of posts that nobody fills, or of sessions without a room.',
  })
  open!: boolean;

  @Field(() => [RotaGridEntryType], { description: 'What is planned, by start.' })
  entries!: readonly RotaGridEntryType[];
}

@ObjectType('RotaGrid', { description: 'A rota as rows and days, for a screen or a wall.', simpleResolvers: true })
export class RotaGridType {
  @Field(() => [RotaGridDayType], { description: 'Its days, in order.' })
  days!: readonly RotaGridDayType[];

  @Field(() => [RotaGridRowType], { description: 'Its rows, by name; what is open comes last.' })
  rows!: readonly RotaGridRowType[];
}
