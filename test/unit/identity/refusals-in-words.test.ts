import { describe, expect, test } from '@jest/globals';
import { type Action, permissions, refusalOf } from '../../../src/identity/permissions.js';
import { actionsInWords } from '../../../src/identity/rules/refusals-in-words.js';
import { type Role, roles, type Viewer } from '../../../src/identity/viewer.js';
import type { Scope } from '../../../src/platform/database/scope.js';

function viewer(role: Role): Viewer {
  return { role, organisationCode: 'E81003' } as Viewer;
}
/** Somebody known, whose organisation and networks have nothing to do with what is asked about. */
const elsewhere = {
  pcnIds: [],
  organisationIds: [],
  organisationId: 'theirs',
  clinicianId: 'theirs',
} as unknown as Scope;
function told(role: Role, action: Action): string | undefined {
  return refusalOf(viewer(role), elsewhere, action, {})?.message;
}

const actions = Object.keys(permissions) as Action[];

test('every action of the permission table has words of its own, and no other has', () => {
  expect(Object.keys(actionsInWords).sort()).toEqual([...actions].sort());
  expect(new Set(Object.values(actionsInWords)).size).toBe(actions.length);
});

describe.each(actions)('%s', (action) => {
  test.each(roles)('refused to a %s, says in words what was refused and who may, or where they may', (role) => {
    const message = told(role, action);
    if (message === undefined) {
      expect(action).toBe('readDirectory');
      return;
    }
    const others = Object.keys(permissions[action]).filter((each) => each !== 'system');
    const held = role in permissions[action];
    const who = role === 'clinician' ? 'a clinician' : `${role} of E81003`;
    const where =
      '(in a network of yours|for your own organisation|where your ICB commissions|where you lend to the network|where it is about you)';
    expect(message).toMatch(
      held
        ? new RegExp(`^As ${who} you may ${actionsInWords[action]} only ${where}( or ${where})*\\.$`)
        : new RegExp(`^An? ${role} may not ${actionsInWords[action]}\\. Roles that may: ${others.join(', ')}\\.$`),
    );
  });
});

test.each([
  [
    'care-navigator',
    'readBookings',
    'As care-navigator of E81003 you may see bookings only for your own organisation.',
  ],
  ['clinician', 'requestLeave', 'As a clinician you may ask for leave or withdraw it only where it is about you.'],
  [
    'clinical-director',
    'readWorkforce',
    'As clinical-director of E81003 you may see clinicians and their records only in a network of yours or for your own organisation.',
  ],
  ['icb-viewer', 'readRota', 'As icb-viewer of E81003 you may see a rota only in a network of yours.'],
] as const)('a %s who is refused %s reads what a person would say', (role, action, message) => {
  expect(told(role, action)).toBe(message);
});
