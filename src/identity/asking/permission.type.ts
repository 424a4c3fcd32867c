import { registerEnumType } from 'type-graphql';
import { type Action, permissions } from '../permissions.js';
import { actionsInWords } from '../rules/refusals-in-words.js';

/** The action's name in the schema, e.g. `PUBLISH_SESSIONS`. */
export function permissionName(action: Action): string {
  return action.replace(/[A-Z]|[0-9]+/g, (part) => `_${part}`).toUpperCase();
}

/** The actions of the permission table. */
export const PermissionEnum = Object.fromEntries(
  (Object.keys(permissions) as Action[]).map((action) => [permissionName(action), permissionName(action)]),
);
registerEnumType(PermissionEnum, {
  name: 'Permission',
  description: 'Something that one may be allowed to do. New ones may be added.',
  valuesConfig: Object.fromEntries(
    (Object.keys(permissions) as Action[]).map((action) => [
      permissionName(action),
      { description: `You may ${actionsInWords[action]}.` },
    ]),
  ),
});
