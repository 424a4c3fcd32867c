import type { Context } from './context.js';
import { type Action, refusalOf, type Target } from './permissions.js';

/**
 * Whether the permission table allows the viewer this: for `viewerCan…` fields and for fields that are null for others.
 */
export function viewerCan(context: Context, action: Action, target: Target): Promise<boolean> {
  return context.query(async (_db, scope) => refusalOf(context.viewer, scope, action, target) === undefined);
}
