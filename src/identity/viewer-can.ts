import type { Context } from './context.js';
import { requestErrorOf } from '../platform/graphql/request-error.js';
import { type Action, refusalOf, type Target } from './permissions.js';

/** Whether the permission table lets the viewer do this: for `viewerCan…` fields and for what is null to others. */
export const viewerCan = (context: Context, action: Action, target: Target): Promise<boolean> =>
  context.query(async (_db, scope) => refusalOf(context.viewer, scope, action, target) === undefined);

/** For what an organisation keeps from others (decision 111). @throws RequestError when the permission table refuses. */
export const demandRight = async (context: Context, action: Action, target: Target): Promise<void> => {
  const barred = await context.query(async (_db, scope) => refusalOf(context.viewer, scope, action, target));
  if (barred !== undefined) throw requestErrorOf(barred);
};
