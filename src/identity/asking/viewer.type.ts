import { Field, ObjectType } from 'type-graphql';
import type { Scope } from '../../platform/database/scope.js';
import { RoleEnum } from '../audit-trail.type.js';
import type { Viewer } from '../viewer.js';
import { PermissionEnum } from './permission.type.js';

/** What resolvers of the viewer get as their source. */
export interface ViewerSource {
  readonly viewer: Viewer;
  readonly scope: Scope;
}

@ObjectType('Viewer', { description: 'Who is asking, and what they may do.', simpleResolvers: true })
export class ViewerType {
  @Field(() => RoleEnum, { description: 'Your role, from your token.' })
  role!: string;

  @Field(() => [PermissionEnum], { description: 'What you may do anywhere, whomever it concerns.' })
  permissions!: readonly string[];

  @Field(() => [PermissionEnum], {
    description: 'What you may do about yourself, as a clinician; empty for everyone else.',
  })
  ownPermissions!: readonly string[];
}
