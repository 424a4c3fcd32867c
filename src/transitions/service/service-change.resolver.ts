import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import type { Context } from '../../identity/context.js';
import { viewerCan } from '../../identity/viewer-can.js';
import { atOf } from '../../organisation/directory/at.js';
import { serviceLoader } from '../../sessions/service/service.loader.js';
import { serviceSource, type ServiceSource, ServiceType } from '../../sessions/service/service.type.js';
import { changeThenRead } from '../change-report.resolver.js';
import { changeService } from './change-service.js';
import { retireService } from './retire-service.js';
import { ChangeServiceInput, RetireServiceInput } from './service-change.input.js';
import { ChangeServicePayload, RetireServicePayload, type ServiceChangePayload } from './service-change.type.js';
import { work } from '../../platform/graphql/limits/work.js';

async function serviceAfter(context: Context, id: string): Promise<object> {
  const row = await context.use(serviceLoader).load(id);
  return { service: row && serviceSource(row) };
}

@Resolver(() => ServiceType)
export class ServiceChangeResolver {
  @FieldResolver(() => Boolean, { description: "Whether it is a network's own, not retired, and you may change it." })
  async viewerCanChange(@Root() { pcnId, row }: ServiceSource, @Ctx() context: Context): Promise<boolean> {
    const { day } = await atOf(context, null);
    if (pcnId === null || (row.retiredOn !== null && row.retiredOn <= day)) return false;
    return viewerCan(context, 'changeService', { pcnId });
  }

  @Mutation(() => ChangeServicePayload, {
    complexity: work(500),
    description:
      "Changes a network's own service from now on. Refused, with their names, while clinics or people assigned do not fit it.",
  })
  changeService(
    @Arg('input', () => ChangeServiceInput, { description: 'Which service, and what changes.' })
    input: ChangeServiceInput,
    @Ctx() context: Context,
  ): Promise<ServiceChangePayload> {
    return changeThenRead(context, input, changeService, () => serviceAfter(context, input.service));
  }

  @Mutation(() => RetireServicePayload, {
    complexity: work(500),
    description:
      "Retires a network's own service from a day on: no clinic of it is scheduled anew and no session published. Names the clinics that use it.",
  })
  retireService(
    @Arg('input', () => RetireServiceInput, { description: 'Which service, when and why.' }) input: RetireServiceInput,
    @Ctx() context: Context,
  ): Promise<ServiceChangePayload> {
    return changeThenRead(context, input, retireService, () => serviceAfter(context, input.service));
  }
}
