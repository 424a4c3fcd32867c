import { leightonIds } from '../network/leighton.js';
import type { Ask } from '../server/test-app.js';

/**
 * A weekly physiotherapy clinic at Bassett Road on Wednesdays, 09:00 to 12:00, nine slots; change what the test is
 * about.
 */
export function clinicInput(changes: Record<string, unknown> = {}) {
  return {
    pcn: 'U15644',
    service: leightonIds.service,
    recurrence: 'FREQ=WEEKLY;BYDAY=WE',
    startTime: '09:00',
    durationMinutes: 180,
    startsOn: '2026-09-01',
    hosting: 'ONE',
    hosts: [{ place: { room: leightonIds.bassettRoadRoom } }],
    staffing: [{ role: 'FIRST_CONTACT_PHYSIOTHERAPIST', count: 1, slotsPerPost: 9 }],
    sharing: { policy: 'REGISTERED_LIST' },
    ...changes,
  };
}

const schedule = `mutation ($input: ScheduleSharedClinicInput!) {
  scheduleSharedClinic(input: $input) { clinic { id } userErrors { code field message } }
}`;
const publish = `mutation ($input: PublishSessionsInput!) {
  publishSessions(input: $input) { clinic { publishedUntil } publishedCount userErrors { code field message } }
}`;
const read = `query ($id: ID!) { node(id: $id) { ... on SharedClinic { sessions(first: 100) { edges { node {
  id on startsAt endsAt startTime endTime site { name } room { name } poolAt
  posts { number open role { code } }
  shares { practice { odsCode } weight weightSource entitlement placesGiven placesNow placesFree }
  pool { placesNow placesFree }
  slots(first: 100) { edges { node { number startsAt releasedAt heldFor111 free } } totalCount }
} } } } } }`;

/** The id of a clinic scheduled from the input. Precondition: it is not refused. */
export async function scheduleClinic(ask: Ask, input: object): Promise<string> {
  const reply = await ask(schedule, { input });
  const { clinic, userErrors } = reply.data?.scheduleSharedClinic ?? { userErrors: reply.errors };
  if (clinic === null || clinic === undefined) throw new Error(JSON.stringify(userErrors));
  return clinic.id;
}

/** Why scheduling is refused: code and field of each problem. */
export async function refusalsOf(ask: Ask, input: object): Promise<[code: string, field: string | undefined][]> {
  const reply = await ask(schedule, { input });
  return (reply.data?.scheduleSharedClinic?.userErrors ?? reply.errors).map(
    (error: { code: string; field: string[] | null }) => [error.code, error.field?.join('.')],
  );
}

/** What `publishSessions` answers. */
export async function publishUntil(ask: Ask, clinic: string, until: string) {
  return (await ask(publish, { input: { clinic, until } })).data.publishSessions;
}

/** The published sessions of a clinic by start, each with everything that a test looks at. */
export async function sessionsOf(ask: Ask, clinic: string): Promise<any[]> {
  return (await ask(read, { id: clinic })).data.node.sessions.edges.map((edge: { node: unknown }) => edge.node);
}

/** A clinic that is scheduled and published, and its sessions. */
export async function publishedClinic(ask: Ask, until: string, changes: Record<string, unknown> = {}) {
  const id = await scheduleClinic(ask, clinicInput(changes));
  const published = await publishUntil(ask, id, until);
  if (published.userErrors.length > 0) throw new Error(JSON.stringify(published.userErrors));
  return { id, sessions: await sessionsOf(ask, id) };
}
