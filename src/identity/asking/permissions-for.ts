import type { Scope } from '../../platform/database/scope.js';
import { allowedActions, type Target } from '../permissions.js';
import type { Viewer } from '../viewer.js';
import { permissionName } from './permission.type.js';

/** The names of everything that the viewer may do about something. */
export function permissionsFor(asking: { readonly viewer: Viewer; readonly scope: Scope }, target: Target): string[] {
  return allowedActions(asking.viewer, asking.scope, target).map(permissionName);
}
