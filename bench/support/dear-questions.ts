import type { Role } from '../../src/identity/viewer.js';
import { globalId } from '../../src/platform/ids/global-id.js';
import { runSql } from './questions.js';

/** One question, and who of a network asks it. */
export interface DearQuestion {
  readonly name: string;
  readonly role: Role;
  readonly organisation: string;
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
}

/** How many entries the audit trail of the asking network has. */
export const auditEntries = 1_000_000;

/** What the made-up country lacks: lists of patients, and an audit trail of years. */
export async function enrich(superuser: string, pcn: string): Promise<void> {
  await runSql(
    superuser,
    `insert into population (organisation_id, basis, counted_on, value, source)
     select o.id, b.basis, '2026-10-01', 9000, 'bench' from organisation o,
       (values ('REGISTERED'), ('WEIGHTED')) b(basis) where o.kind = 'PRACTICE'`,
  );
  await runSql(
    superuser,
    `insert into audit_entry (at, actor, actor_role, actor_organisation_id, pcn_id, table_name, operation, row_key, after)
     select now() - make_interval(secs => n % 2000000), 'bench', 'system', o.id, o.id, 'session', 'UPDATE',
       jsonb_build_object('id', gen_random_uuid()), '{}'
     from organisation o, generate_series(1, ${auditEntries}) n where o.ods_code = $1`,
    [pcn],
  );
  await runSql(superuser, 'analyze');
}

/** Every query that does more than look one thing up, at the largest that it may ask for. */
export async function dearQuestions(superuser: string, pcn: string): Promise<DearQuestion[]> {
  const [ids] = await runSql(
    superuser,
    `select o.id as pcn, (select id from shared_clinic where pcn_id = o.id order by title limit 1) as clinic,
       (select service_id from shared_clinic where pcn_id = o.id order by title limit 1) as service,
       (select id from session where pcn_id = o.id order by starts_at limit 1) as session,
       (select ods_code from organisation p join membership m on m.practice_id = p.id where m.pcn_id = o.id
          order by ods_code limit 1) as practice,
       london_today()::text as today, (london_today() + 7)::text as "inAWeek", (london_today() + 14)::text as "inTwoWeeks",
       (london_today() + 90)::text as "inThreeMonths", (london_today() - 30)::text as "aMonthAgo",
       (london_today() + 364)::text as "inAYear"
     from organisation o where o.ods_code = $1`,
    [pcn],
  );
  const of = { ...ids, clinic: globalId('SharedClinic', ids.clinic), service: globalId('Service', ids.service) };
  const director = { role: 'clinical-director', organisation: pcn } as const;
  const navigator = { role: 'care-navigator', organisation: of.practice as string } as const;
  const days = `from: "${of.today}", to: "${of.inThreeMonths}"`;
  const figure = '{ minutes appointments minutesPer1000 appointmentsPer1000 }';
  const slots = 'slots { id startTime }';
  const change = 'change { moves { kind count text } stays { kind text } } userErrors { code message }';
  const ask = (name: string, query: string, who: Pick<DearQuestion, 'role' | 'organisation'> = director) => ({
    name,
    ...who,
    query,
  });
  return [
    ask(
      'availability of a week',
      `{ sharedAvailability(practice: "${of.practice}", from: "${of.today}", to: "${of.inAWeek}", first: 100) {
        edges { node { id on bookableCount service { name } site { name } ${slots} } } } }`,
      navigator,
    ),
    ask(
      'availability counted',
      `{ sharedAvailability(practice: "${of.practice}", ${days}, first: 0) { totalCount } }`,
      navigator,
    ),
    ask(
      'rota of a fortnight',
      `{ rota(pcn: "${pcn}", from: "${of.today}", to: "${of.inTwoWeeks}", first: 100) { edges { node { id on startTime
        site { name } posts { number role { name } clinician { name } } } } } }`,
    ),
    ask('rota counted', `{ rota(pcn: "${pcn}", ${days}, first: 0) { totalCount postCount openPostCount } }`),
    ask(
      'a session in full',
      `{ session(id: "${globalId('Session', ids.session)}") { id shares { practice { name } entitlement }
        slots(first: 24) { edges { node { number startTime } } } } }`,
    ),
    ask(
      'capacity',
      `{ capacity(pcn: "${pcn}", ${days}, basis: REGISTERED) { population { value }
      weeks { weekOn planned ${figure} published ${figure} staffed ${figure} booked ${figure} } } }`,
    ),
    ask('capacity unread', `{ capacity(pcn: "${pcn}", ${days}, basis: REGISTERED) { __typename } }`),
    ask('fairness', `{ fairness(pcn: "${pcn}", service: "${of.service}", ${days}) { ledgers { slotMinutes } } }`),
    ask(
      'continuity',
      `{ continuity(of: {practice: "${of.practice}"}, from: "${of.aMonthAgo}", to: "${of.inAYear}") { from to } }`,
    ),
    ask(
      'preview',
      `{ sharedClinicPreview(clinic: "${of.clinic}", from: "${of.today}", to: "${of.inAYear}") {
        sessions { on startTime site { name } shares { practice { name } } } } }`,
    ),
    ask(
      'audit trail',
      `{ auditTrail(first: 100, from: "${of.aMonthAgo}", to: "${of.today}") {
      edges { node { at action kind count } } } }`,
    ),
    ask('audit trail counted', `{ auditTrail(first: 0, from: "${of.aMonthAgo}", to: "${of.today}") { totalCount } }`),
    ask('clinicians', `{ clinicians(pcn: "${pcn}", first: 100) { edges { node { id name role { name } } } } }`),
    ask(
      'networks',
      '{ pcns(first: 100) { edges { node { id name members(first: 10) { edges { node { name } } } } } } }',
    ),
    ask('practices', '{ practices(first: 100) { edges { node { id name pcn { name } } } } }'),
    ask('services', '{ services(first: 100) { edges { node { id name } } } }'),
    {
      ...ask(
        'change of a clinic tried',
        `mutation ($input: ChangeSharedClinicInput!) { changeSharedClinic(input: $input) { ${change} } }`,
      ),
      variables: { input: { clinic: of.clinic, from: of.inAWeek, durationMinutes: 180, dryRun: true } },
    },
  ];
}
