import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../../identity/context.js';
import { payloadOf } from '../../platform/graphql/user-error.type.js';
import { publishSessions } from './publish-sessions.js';
import { scheduleSharedClinic } from './schedule-shared-clinic.js';
import { ScheduleSharedClinicInput } from '../clinic/shared-clinic.input.js';
import { PublishSessionsInput, PublishSessionsPayload } from './publication.type.js';
import { readSharedClinic } from '../clinic/shared-clinic.resolver.js';
import { ScheduleSharedClinicPayload } from '../clinic/shared-clinic.type.js';
import { byDaysAhead, work } from '../../platform/graphql/limits/work.js';
import { seriesHorizon } from '../../time/horizon.js';

@Resolver()
export class PublicationResolver {
  @Mutation(() => ScheduleSharedClinicPayload, {
    complexity: work(1500),
    description: 'Schedules a recurring series of sessions. Preview it with `sharedClinicPreview`, then publish it.',
  })
  async scheduleSharedClinic(
    @Arg('input', () => ScheduleSharedClinicInput, { description: 'The series.' }) input: ScheduleSharedClinicInput,
    @Ctx() context: Context,
  ): Promise<ScheduleSharedClinicPayload> {
    const result = await context.command((tx, viewer) => scheduleSharedClinic(tx, viewer, input));
    const clinic = result.ok ? await readSharedClinic(context, result.value.clinicId) : null;
    return payloadOf(result, () => ({ clinic })) as ScheduleSharedClinicPayload;
  }

  @Mutation(() => PublishSessionsPayload, {
    complexity: work(({ input }) => byDaysAhead(20, (input as PublishSessionsInput).until, seriesHorizon.days)),
    description:
      'Publishes the sessions of a clinic up to a day, so that they can be staffed and booked. Call it again with a later day to continue.',
  })
  async publishSessions(
    @Arg('input', () => PublishSessionsInput, { description: 'Which clinic, and up to which day.' })
    input: PublishSessionsInput,
    @Ctx() context: Context,
  ): Promise<PublishSessionsPayload> {
    const result = await context.command((tx, viewer) => publishSessions(tx, viewer, input), 'publishSessions');
    const clinic = result.ok ? await readSharedClinic(context, result.value.clinicId) : null;
    return payloadOf(result, ({ publishedCount }) => ({ clinic, publishedCount })) as PublishSessionsPayload;
  }
}
