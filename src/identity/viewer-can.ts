import type { Context } from './context.js';
import { type Action, refusalOf, type Target } from './permissions.js';

/** Whether the permission table lets the viewer do this: for `viewerCan…` fields and for what is null to others. */
export function viewerCan(context: Context, action: Action, target: Target): Promise<boolean> {
  return context.query(async (_db, scope) => refusalOf(context.viewer, scope, action, target) === undefined);
}
