import type { Role } from '../../src/identity/viewer.js';
import { globalId } from '../../src/platform/ids/global-id.js';
import { dearChanges } from './dear-changes.js';
import { icb } from './enriched.js';
import { runSql } from './questions.js';

/** One question, and who of a network asks it. */
export interface DearQuestion {
  readonly name: string;
  readonly role: Role;
  readonly organisation: string;
  readonly query: string;
  /** The same each time, or for the nth time: a change can be made once. */
  readonly variables?: object | ((nth: number) => object);
}

/** Objects and days of the asking network, as documents name them. */
export interface Bearings {
  readonly pcn: string;
  readonly practices: readonly string[];
  readonly clinics: readonly string[];
  readonly sessions: readonly string[];
  /** Free ones, each of another session. */
  readonly slots: readonly string[];
  readonly service: string;
  readonly sites: readonly string[];
  readonly clinician: string;
  readonly employment: string;
  readonly leave: string;
  readonly today: string;
  /** So many days from today. */
  readonly day: (offset: number) => string;
}

const ids = (type: Parameters<typeof globalId>[0], keys: readonly string[]): string[] =>
  keys.map((key) => globalId(type, key));

async function bearingsOf(superuser: string, pcn: string): Promise<Bearings> {
  const [row] = await runSql(
    superuser,
    `with o as (select id from organisation where ods_code = $1),
       t as (select m.practice_id, p.ods_code, x.site_id from membership m join organisation p on p.id = m.practice_id
         join site_operation x on x.operator_id = p.id, o where m.pcn_id = o.id order by p.ods_code),
       c as (select id, registered_by_id from clinician order by code limit 1)
     select london_today()::text as today,
       (select array_agg(ods_code) from t) as practices, (select array_agg(site_id) from t) as sites,
       (select array_agg(x.id order by x.title) from shared_clinic x, o where x.pcn_id = o.id) as clinics,
       (select array_agg(s.id order by s.starts_at desc) from session s, o where s.pcn_id = o.id) as sessions,
       (select id from service order by code limit 1) as service, (select id from c) as clinician,
       (select e.id from employment e join c on c.id = e.clinician_id) as employment,
       (select l.id from leave l join c on c.id = l.clinician_id) as leave`,
    [pcn],
  );
  const today = row.today as string;
  return {
    pcn,
    today,
    practices: row.practices,
    clinics: ids('SharedClinic', row.clinics),
    sessions: ids('Session', row.sessions),
    slots: ids(
      'Slot',
      (row.sessions as string[]).slice(300).map((id) => `${id}/1`),
    ),
    sites: ids('Site', row.sites),
    service: globalId('Service', row.service),
    clinician: globalId('Clinician', row.clinician),
    employment: globalId('Employment', row.employment),
    leave: globalId('Leave', row.leave),
    day: (offset) => new Date(Date.parse(today) + offset * 86_400_000).toISOString().slice(0, 10),
  };
}

/** Every root field that does more than look one thing up, at the largest that it may be asked for. */
export async function dearQuestions(superuser: string, pcn: string): Promise<DearQuestion[]> {
  const of = await bearingsOf(superuser, pcn);
  const [practice = ''] = of.practices;
  const director = { role: 'clinical-director', organisation: pcn } as const;
  const navigator = { role: 'care-navigator', organisation: practice } as const;
  const manager = { role: 'icb-contract-manager', organisation: icb } as const;
  const quarter = `from: "${of.day(1)}", to: "${of.day(92)}"`;
  const year = `from: "${of.day(-365)}", to: "${of.day(1)}"`;
  const longLived = `from: "${of.day(-7300)}", to: "${of.day(0)}"`;
  const figure = '{ minutes appointments minutesPer1000 appointmentsPer1000 }';
  const ask = (name: string, query: string, who: Pick<DearQuestion, 'role' | 'organisation'> = director) => ({
    name,
    ...who,
    query,
  });
  const availability = (args: string, selection: string) =>
    `{ sharedAvailability(practice: "${practice}", ${args}) { ${selection} } }`;
  const whole = 'id on bookableCount service { name } site { name } slots { id startTime }';
  const capacity = (selection: string) => `{ capacity(pcn: "${pcn}", ${quarter}, basis: REGISTERED) { ${selection} } }`;
  const preview = (selection: string) => `{ sharedClinicPreview(clinic: "${of.clinics[0]}") { ${selection} } }`;
  const trail = (args: string, selection: string) => `{ auditTrail(${year}, ${args}) { ${selection} } }`;
  const network = (field: string) => `{ pcn(by: {odsCode: "${pcn}"}) { ${field} } }`;
  const ofPractice = (field: string) => `{ practice(by: {odsCode: "${practice}"}) { ${field} } }`;
  return [
    ask(
      'availability of a week',
      availability(`from: "${of.day(1)}", to: "${of.day(8)}", first: 100`, `edges { node { ${whole} } }`),
      navigator,
    ),
    ask('availability of one', availability(`${quarter}, first: 1`, 'edges { node { id } }'), navigator),
    ask(
      'availability sifted',
      availability(`${quarter}, first: 1, language: "zu"`, 'edges { node { id } }'),
      navigator,
    ),
    ask('availability counted', availability(`${quarter}, first: 0`, 'totalCount'), navigator),
    ask(
      'rota of a fortnight',
      `{ rota(pcn: "${pcn}", from: "${of.day(1)}", to: "${of.day(15)}", first: 100) { edges { node { id on startTime
        site { name } posts { number role { name } clinician { name } } } } } }`,
    ),
    ask('rota of one', `{ rota(pcn: "${pcn}", ${quarter}, first: 1) { edges { node { id } } } }`),
    ask('rota counted', `{ rota(pcn: "${pcn}", ${quarter}, first: 0) { totalCount postCount openPostCount } }`),
    ask(
      'a session in full',
      `{ session(id: "${of.sessions[0]}") { id shares { practice { name } entitlement }
        slots(first: 24) { edges { node { number startsAt } } } } }`,
    ),
    ask(
      'capacity',
      capacity(`population { value } weeks { weekOn planned ${figure} published ${figure}
      staffed ${figure} booked ${figure} }`),
    ),
    ask('capacity in short', capacity('weeks { planned { minutes } }')),
    ask('capacity unread', capacity('__typename')),
    ask(
      'fairness',
      `{ fairness(pcn: "${pcn}", service: "${of.service}", ${longLived}) { ledgers { slotMinutes
        practices { practice { name } entitlement given used } } } }`,
    ),
    ask('fairness unread', `{ fairness(pcn: "${pcn}", service: "${of.service}", ${quarter}) { __typename } }`),
    ask('continuity of a practice', `{ continuity(of: {practice: "${practice}"}, ${longLived}) { from to } }`),
    ask('continuity of an ICB', `{ continuity(of: {icb: "${icb}"}, from: "2021-01-01", to: "${of.today}") { from } }`),
    ask('preview', preview('sessions { on startTime site { name } shares { practice { name } } }')),
    ask(
      'preview of a year',
      `{ sharedClinicPreview(clinic: "${of.clinics[1]}", from: "${of.day(88)}", to: "${of.day(88 + 53 * 7 - 90)}") { sessions { on } } }`,
    ),
    ask('preview unread', preview('__typename')),
    ask('audit trail', trail('first: 100', 'edges { node { at action kind count changes { field } } }')),
    ask('audit trail sifted', trail('first: 1, actor: "nobody"', 'edges { node { at } }')),
    ask('audit trail counted', trail('first: 0', 'totalCount')),
    ask(
      'busy times',
      `{ busy(clinician: {id: "${of.clinician}"}, from: "${of.day(0)}T00:00:00Z", to: "${of.day(90)}T00:00:00Z") { startsAt } }`,
    ),
    ask('clinicians', `{ clinicians(pcn: "${pcn}", first: 100) { edges { node { id name role { name } } } } }`),
    ask('pool', network('pool(first: 100) { edges { node { name } } }')),
    ask('networks', '{ pcns(first: 100) { edges { node { id members(first: 10) { edges { node { name } } } } } } }'),
    ask('practices', '{ practices(first: 100) { edges { node { id name network { name } } } } }'),
    ask('practices by name', '{ practices(first: 1, search: "nobody") { totalCount } }'),
    ask('services', '{ services(first: 100) { edges { node { id name roles { name } } } } }'),
    ask('clinics', network('sharedClinics(first: 100) { edges { node { title hosts { site { name } } } } }')),
    ask('list sizes', network('populations { value } sizeBand { position }')),
    ask('bookings', ofPractice(`bookings(${quarter}, first: 100) { edges { node { id } } }`), navigator),
    ask('waiting list', ofPractice('waitingList(first: 100) { totalCount edges { node { id } } }'), navigator),
    ask('a node', `{ node(id: "${of.sessions[1]}") { id } }`),
    ask('a site', `{ site(by: {id: "${of.sites[0]}"}) { name rooms { name } operator { name } } }`),
    ...dearChanges(of, { director, navigator, manager }),
  ];
}
