import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import type { Context } from '../../identity/context.js';
import { viewerCan } from '../../identity/viewer-can.js';
import type { Viewer } from '../../identity/viewer.js';
import type { Tx } from '../../platform/database/scope.js';
import type { Result } from '../../platform/result.js';
import { readSharedClinic } from '../../sessions/clinic/shared-clinic.resolver.js';
import { type SharedClinicSource, SharedClinicType } from '../../sessions/clinic/shared-clinic.type.js';
import type { ChangeReport } from '../change-report.js';
import { changePayload } from '../change-report.resolver.js';
import { addDate } from './add-date.js';
import { endSharedClinic } from './end-shared-clinic.js';
import { renameClinic } from './rename-clinic.js';
import {
  AddDateInput,
  EndSharedClinicInput,
  RenameClinicInput,
  SetClinicPlanningInput,
  SkipDateInput,
} from './series.input.js';
import {
  AddDatePayload,
  EndSharedClinicPayload,
  RenameClinicPayload,
  type SeriesPayload,
  SetClinicPlanningPayload,
  SkipDatePayload,
} from './series.type.js';
import { setClinicPlanning } from './set-clinic-planning.js';
import { skipDate } from './skip-date.js';
import { work } from '../../platform/graphql/limits/work.js';

async function seriesChange<Input extends { readonly clinic: string }>(
  context: Context,
  input: Input,
  command: (tx: Tx, viewer: Viewer, input: Input) => Promise<Result<ChangeReport>>,
  large?: string,
): Promise<SeriesPayload> {
  const payload = await changePayload(context, input, command, large);
  return payload.change == null ? payload : { ...payload, clinic: await readSharedClinic(context, input.clinic) };
}

@Resolver(() => SharedClinicType)
export class SeriesResolver {
  @FieldResolver(() => Boolean, { description: 'Whether you may give it another title.' })
  viewerCanRename(@Root() clinic: SharedClinicSource, @Ctx() context: Context): Promise<boolean> {
    return viewerCan(context, 'renameClinic', { pcnId: clinic.row.pcnId });
  }

  @FieldResolver(() => Boolean, { description: 'Whether you may end it.' })
  viewerCanEnd(@Root() clinic: SharedClinicSource, @Ctx() context: Context): Promise<boolean> {
    return viewerCan(context, 'endSharedClinic', { pcnId: clinic.row.pcnId });
  }

  @Mutation(() => RenameClinicPayload, {
    complexity: work(50),
    description: 'Gives a shared clinic another title, at once.',
  })
  renameClinic(
    @Arg('input', () => RenameClinicInput, { description: 'Which clinic, and its title.' }) input: RenameClinicInput,
    @Ctx() context: Context,
  ): Promise<SeriesPayload> {
    return seriesChange(context, input, renameClinic);
  }

  @Mutation(() => EndSharedClinicPayload, {
    complexity: work(5000),
    description:
      'Ends a shared clinic from a day on. Its published sessions from then on are cancelled; those with bookings only with `withBookings`.',
  })
  endSharedClinic(
    @Arg('input', () => EndSharedClinicInput, { description: 'Which series, when and why.' })
    input: EndSharedClinicInput,
    @Ctx() context: Context,
  ): Promise<SeriesPayload> {
    return seriesChange(context, input, endSharedClinic, 'endSharedClinic');
  }

  @FieldResolver(() => Boolean, { description: 'Whether you may skip days of it and add others.' })
  viewerCanChangeDates(@Root() clinic: SharedClinicSource, @Ctx() context: Context): Promise<boolean> {
    return viewerCan(context, 'changeClinicDates', { pcnId: clinic.row.pcnId });
  }

  @Mutation(() => SkipDatePayload, {
    complexity: work(500),
    description:
      'Leaves one day out of a shared clinic. Its session, if it is published, is cancelled; with bookings only with `withBookings`. `addDate` brings the day back.',
  })
  skipDate(
    @Arg('input', () => SkipDateInput, { description: 'Which day, and why.' }) input: SkipDateInput,
    @Ctx() context: Context,
  ): Promise<SeriesPayload> {
    return seriesChange(context, input, skipDate);
  }

  @Mutation(() => AddDatePayload, {
    complexity: work(500),
    description:
      'Adds one day to a shared clinic. Where the series is published already, its session is published at once. `skipDate` takes the day back.',
  })
  addDate(
    @Arg('input', () => AddDateInput, { description: 'Which day.' }) input: AddDateInput,
    @Ctx() context: Context,
  ): Promise<SeriesPayload> {
    return seriesChange(context, input, addDate);
  }

  @FieldResolver(() => Boolean, { description: 'Whether you may change it, and what plans of the rota go by for it.' })
  viewerCanChange(@Root() clinic: SharedClinicSource, @Ctx() context: Context): Promise<boolean> {
    return viewerCan(context, 'changeSharedClinic', { pcnId: clinic.row.pcnId });
  }

  @Mutation(() => SetClinicPlanningPayload, {
    complexity: work(500),
    description: 'Sets the break inside a clinic’s sessions and its priority, for plans of the rota from now on.',
  })
  setClinicPlanning(
    @Arg('input', () => SetClinicPlanningInput, { description: 'Which clinic, and its terms.' })
    input: SetClinicPlanningInput,
    @Ctx() context: Context,
  ): Promise<SeriesPayload> {
    return seriesChange(context, input, setClinicPlanning);
  }
}
