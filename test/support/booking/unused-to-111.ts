import { changing } from '../database/changes.js';
import type { Ask } from '../server/test-app.js';

/** A clinic of three Wednesdays, the last after the clocks have gone back; published until 29 October. */
export const threeWednesdays = {
  recurrence: 'FREQ=WEEKLY;BYDAY=WE',
  startsOn: '2026-10-14',
  bookableUnstaffed: true,
} as const;

/** What Leighton Linslade says of unused slots from a day on, and what that does. */
export async function setUnusedTo111(
  director: Ask,
  unusedTo111From: string | null,
  from: string,
  more: object = {},
): Promise<any> {
  return changing(
    director,
    'setUnusedTo111Default',
    { pcn: 'U15644', unusedTo111From, from, ...more },
    'sessionCount unusedTo111Default { unusedTo111From from to }',
  );
}

/** What a clinic says, and its sessions with the times from which they are open to NHS 111. */
export async function unusedTimesOf(ask: Ask, clinic: string): Promise<{ says: any[]; sessions: any[][] }> {
  const { slotPlan, sessions } = (
    await ask(
      `query ($id: ID!) { node(id: $id) { ... on SharedClinic { slotPlan { unusedTo111Policy unusedTo111From }
        sessions(first: 9) { edges { node { on unusedTo111At } } } } } }`,
      { id: clinic },
    )
  ).data.node;
  return {
    says: [slotPlan.unusedTo111Policy, slotPlan.unusedTo111From],
    sessions: sessions.edges.map(({ node }: any) => [node.on, node.unusedTo111At]),
  };
}
