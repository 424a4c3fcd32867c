import { Ctx, FieldResolver, Int, Query, Resolver } from 'type-graphql';
import type { Context } from '../context.js';
import { roleName } from '../audit-trail.type.js';
import { permissionsFor } from './permissions-for.js';
import { type ViewerSource, ViewerType } from './viewer.type.js';

const largestInt = 2_147_483_647;

@Resolver(() => ViewerType)
export class ViewerResolver {
  @Query(() => ViewerType, {
    nullable: true,
    description: 'Who you are, for whom you act and what you may do. Null when it is refused; see `errors`.',
  })
  viewer(@Ctx() context: Context): Promise<ViewerType & ViewerSource> {
    const { viewer } = context;
    return context.query(async (_db, scope) => {
      const source = { viewer, scope };
      const anywhere = permissionsFor(source, {});
      const { clinicianId } = scope;
      const own = clinicianId === null ? [] : permissionsFor(source, { clinicianId });
      return {
        ...source,
        role: roleName(viewer.role),
        permissions: anywhere,
        ownPermissions: own.filter((name) => !anywhere.includes(name)),
      };
    });
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description:
      'How many points you have left until the minute is over, with this request paid; see `extensions.cost`. Each server counts for itself.',
  })
  async pointsLeft(@Ctx() context: Context): Promise<number | null> {
    const left = await context.account.left();
    return left === null ? null : Math.min(left, largestInt);
  }
}
