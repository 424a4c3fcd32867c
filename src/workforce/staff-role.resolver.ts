import { Ctx, Query, Resolver } from 'type-graphql';
import type { Context } from '../identity/context.js';
import { readStaffRoles, type StaffRoleRow } from './staff-role.queries.js';
import { StaffRoleType } from './staff-role.type.js';
import { listOf } from '../platform/graphql/limits/list-size.js';

@Resolver()
export class StaffRoleResolver {
  @Query(() => [StaffRoleType], {
    nullable: true,
    complexity: listOf(20),
    description: 'The catalogue of roles, by name.',
  })
  staffRoles(@Ctx() context: Context): Promise<StaffRoleRow[]> {
    return context.query(readStaffRoles);
  }
}
