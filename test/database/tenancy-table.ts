/**
 * Which rows of which table are whose, written by hand and compared with the catalogue: a new table without a line here
 * fails the test. Predicates are SQL over the row `t`; `:networks`, `:one`, `:trust`, `:partner` and `:ann` stand for
 * the PCNs in the asker's scope and for network A's first practice, trust, 111 partner and clinician; `:room` and
 * `:lent` for what the trust lends to A.
 */

/** Askers who see alike: those of the network, the ICB, a practice, a provider, the 111 partner, a clinician. */
export const groups = ['network', 'icb', 'practice', 'provider', 'partner', 'clinician'] as const;
export type Group = (typeof groups)[number];

export interface TenantTable {
  readonly kind: 'TENANT';
  /** The PCN whose row it is, or null for what is everybody's. */
  readonly whose: string;
  /** What each group sees; nobody sees anything else. */
  readonly sees: Readonly<Record<Group, string>>;
  /** Columns by which a row would be moved to another network, practice or employer. */
  readonly moves: readonly string[];
  /** Rows of another network that are seen all the same, and why. */
  readonly grant?: { readonly why: string; readonly rows: string };
  /** Columns whose move to another network is the owner's own right, and why. */
  readonly mayMove?: Readonly<Record<string, string>>;
  /** What a like row must differ in, beside its key, so that nothing but whose it is refuses it. */
  readonly fresh?: Readonly<Record<string, unknown>>;
  /** Columns that may point at what the asker does not see, and why. */
  readonly mayPoint?: Readonly<Record<string, string>>;
}

/** What everybody with a token reads. */
export interface PublicTable {
  readonly kind: 'PUBLIC';
  readonly what: string;
  /** The organisation that a row is about. */
  readonly about: string;
  /** Who may change it: those who keep the organisation, its commissioner alone, or nobody. */
  readonly changed: 'KEEPERS' | 'COMMISSIONER' | 'NOBODY';
  /** Who may add a like row. */
  readonly added: 'KEEPERS' | 'COMMISSIONER' | 'NOBODY';
  /** The columns that may be changed at all; the others say whose it is, or what it is for good. */
  readonly columns: readonly string[];
  /** May be locked by those who may not change it, and why. */
  readonly locked?: string;
}

export type Line =
  | TenantTable
  | PublicTable
  /** The app role has no right on it but, at most, to read it. */
  | { readonly kind: 'OWNERS'; readonly what: string };

function everyone(predicate: string): Record<Group, string> {
  return {
    network: predicate,
    icb: predicate,
    practice: predicate,
    provider: predicate,
    partner: predicate,
    clinician: predicate,
  };
}

/** What belongs to a network: seen by everyone who has the network in scope. */
const ofNetwork: TenantTable = {
  kind: 'TENANT',
  whose: 't.pcn_id',
  sees: everyone('t.pcn_id = any(:networks)'),
  moves: ['pcn_id'],
};

/** A network's own rows; a lender sees those that its room or its clinician serves. */
function lentTo(provider: string): TenantTable {
  return {
    ...ofNetwork,
    sees: { ...everyone('t.pcn_id = any(:networks)'), provider },
  };
}
function inLentRoom(session: string) {
  return `exists (select from session s where s.id = ${session} and s.room_id = :room)`;
}

function networkOf(organisation: string) {
  return `(select m.pcn_id from membership m where m.practice_id = ${organisation}
  union select r.pcn_id from pool_release r join organisation o on o.id = r.employer_id and o.kind = 'TRUST'
    where r.employer_id = ${organisation} and r.state = 'ACCEPTED' limit 1)`;
}
function registrarOf(clinician: string) {
  return `(select c.registered_by_id from clinician c where c.id = ${clinician})`;
}
function released(clinician: string) {
  return `exists (select from pool_release r where r.clinician_id = ${clinician} and r.pcn_id = any(:networks))`;
}
function employedBy(organisation: string, clinician: string) {
  return `exists (select from employment e where e.clinician_id = ${clinician} and e.state = 'ACCEPTED' and e.employer_id = ${organisation})`;
}
const releasedToBoth = 'a clinician whom their employer released, or offers to release, to a second network too';
function jobReleased(employment: string) {
  return `exists (select from pool_release r where r.employment_id = ${employment} and r.pcn_id = any(:networks))`;
}

/** Bookings and waits: the network's own people see all of theirs, a practice its own wherever they are. */
function ofPatients(practice: string, partner: string): Record<Group, string> {
  return {
    network: 't.pcn_id = any(:networks)',
    icb: 'false',
    practice,
    provider: 'false',
    partner,
    clinician: 'false',
  };
}

function operatorOf(site: string) {
  return `(select x.operator_id from site_operation x where x.site_id = ${site} and x.valid_to is null)`;
}
function ofDirectory(what: string) {
  return { kind: 'PUBLIC', what, changed: 'COMMISSIONER', added: 'COMMISSIONER', columns: [] as string[] } as const;
}

export const tables: Readonly<Record<string, Line>> = {
  organisation: {
    kind: 'PUBLIC',
    what: 'who is who, from public files',
    about: 't.id',
    changed: 'COMMISSIONER',
    added: 'NOBODY',
    columns: ['closed_on'],
    locked: 'networks take turns on it',
  },
  organisation_name: {
    ...ofDirectory('what they were called when'),
    about: 't.organisation_id',
    columns: ['valid_to'],
  },
  site: {
    ...ofDirectory('where they are'),
    about: operatorOf('t.id'),
    changed: 'KEEPERS',
    added: 'KEEPERS', // which is not whose: it is nobody's until it is said who runs it
    columns: ['closed_on'],
  },
  site_operation: {
    ...ofDirectory('who runs which site when'),
    about: 't.operator_id',
    changed: 'KEEPERS',
    added: 'KEEPERS',
    columns: ['operator_id', 'kind', 'valid_to'],
  },
  room: {
    ...ofDirectory('which rooms a site has'),
    about: operatorOf('t.site_id'),
    changed: 'KEEPERS',
    added: 'KEEPERS',
    columns: ['name', 'kind', 'equipment', 'step_free', 'places', 'closed_on', 'closed_because'],
    locked: 'sessions and offers take turns on it',
  },
  membership: { ...ofDirectory('which practice is in which PCN when'), about: 't.practice_id', columns: ['valid_to'] },
  commissioning: {
    ...ofDirectory('who commissions whom when'),
    about: 't.organisation_id',
    added: 'NOBODY',
    columns: ['valid_to'],
  },
  contract: {
    ...ofDirectory('who holds which contract when'),
    about: 't.practice_id',
    changed: 'KEEPERS',
    columns: [
      ...['type', 'caretaker', 'holder_id', 'valid_from', 'valid_to'],
      ...['notice_given_on', 'notice_ends_on', 'term_ends_on', 'change_reason'],
    ],
    locked: 'it is loaded for a change before it is known who may make it',
  },
  population: {
    ...ofDirectory('lists, as they are published'),
    about: 't.organisation_id',
    columns: ['value', 'source', 'known_since'],
    locked: 'it is loaded for a correction before it is known who may make it',
  },
  population_earlier: {
    ...ofDirectory('lists, as they were published before they were corrected'),
    about: 't.organisation_id',
    changed: 'NOBODY',
  },
  travel_time: {
    ...ofDirectory('minutes between sites'),
    about: operatorOf('t.from_site_id'),
    changed: 'NOBODY',
    added: 'NOBODY',
  },
  succession: { ...ofDirectory('who has taken over whom'), about: 't.predecessor_id', changed: 'NOBODY' },

  staff_role: { kind: 'OWNERS', what: 'the catalogue of roles' },
  app_clock: { kind: 'OWNERS', what: 'the offset of the clock' },
  job_task: { kind: 'OWNERS', what: 'the names of background tasks' },
  official_import: { kind: 'OWNERS', what: 'which official files were loaded when' },
  closing_effect: { kind: 'OWNERS', what: 'what closings by official files ended' },
  example_load: { kind: 'OWNERS', what: 'that the example is here' },
  function_text: { kind: 'OWNERS', what: 'which texts the functions have' },
  kysely_migration: { kind: 'OWNERS', what: 'which migrations ran' },
  kysely_migration_lock: { kind: 'OWNERS', what: 'that a migration runs' },
  audit_retention: { kind: 'OWNERS', what: 'how long the trail is kept at least' },

  network_agreement: ofNetwork,
  agreement_signature: ofNetwork,
  participation: ofNetwork,
  unused_to_111_default: ofNetwork,
  accommodation_offer: {
    ...ofNetwork,
    sees: { ...everyone('t.pcn_id = any(:networks)'), provider: 't.offered_by_id = :trust' },
  },
  service: {
    ...ofNetwork,
    sees: everyone('t.pcn_id is null or t.pcn_id = any(:networks)'),
    grant: { why: 'the common catalogue', rows: 't.pcn_id is null' },
  },
  shared_clinic: lentTo('exists (select from session s where s.clinic_id = t.id and s.room_id = :room)'),
  clinic_host: ofNetwork,
  clinic_staffing_line: ofNetwork,
  clinic_release_wave: ofNetwork,
  clinic_fixed_share: ofNetwork,
  clinic_date: { ...ofNetwork, fresh: { on_day: '2030-01-03' } },
  session: { ...lentTo('t.room_id = :room'), fresh: { occurrence_on: '2030-01-02' } },
  session_share: ofNetwork,
  post: lentTo(inLentRoom('t.session_id')),
  assignment: lentTo('t.clinician_id = :lent'),
  slot: lentTo(inLentRoom('t.session_id')),
  place: ofNetwork,
  share_account: ofNetwork,
  share_ledger: { ...ofNetwork, fresh: { kind: 'RETURNED', given: 0 } },
  hosting_ledger: { ...ofNetwork, fresh: { kind: 'CANCELLED', hosted: -1 } },

  booking: {
    kind: 'TENANT',
    fresh: { reference: 'ANOTHER' },
    whose: 't.pcn_id',
    sees: ofPatients('t.practice_id = :one', 't.booked_by_id = :partner'),
    moves: ['pcn_id'],
  },
  waiting_entry: {
    kind: 'TENANT',
    fresh: { reference: 'ANOTHER' },
    whose: 't.pcn_id',
    sees: ofPatients('t.practice_id = :one', 'false'),
    moves: ['pcn_id'],
  },
  audit_entry: { kind: 'TENANT', whose: 't.pcn_id', sees: ofPatients('false', 'false'), moves: ['pcn_id'] },
  idempotency_key: {
    kind: 'TENANT',
    whose: `(select m.pcn_id from membership m join organisation o on o.id = m.practice_id where o.ods_code = t.organisation_code)`,
    sees: everyone(`t.subject = 'subject-A'`), // the token's subject, whatever its role
    moves: ['subject'],
  },

  clinician: {
    kind: 'TENANT',
    whose: networkOf('t.registered_by_id'),
    sees: {
      ...everyone(released('t.id')),
      practice: `${released('t.id')} or t.registered_by_id = :one or ${employedBy(':one', 't.id')}`,
      provider: `${released('t.id')} or t.registered_by_id = :trust`,
    },
    moves: ['registered_by_id'],
    grant: { why: releasedToBoth, rows: `t.code in ('BOTH-1', 'OFFERED-1')` },
  },
  registration: {
    kind: 'TENANT',
    whose: networkOf(registrarOf('t.clinician_id')),
    sees: {
      ...everyone(released('t.clinician_id')),
      practice: `${released('t.clinician_id')} or ${employedBy(':one', 't.clinician_id')}`,
      provider: employedBy(':trust', 't.clinician_id'),
    },
    moves: ['clinician_id'],
    grant: { why: releasedToBoth, rows: `t.number in ('PH000098', 'PH000099')` },
  },
  employment: {
    kind: 'TENANT',
    whose: networkOf('t.employer_id'),
    sees: {
      ...everyone(jobReleased('t.id')),
      practice: `${jobReleased('t.id')} or t.employer_id = :one`,
      provider: `${jobReleased('t.id')} or t.employer_id = :trust`,
      clinician: `${jobReleased('t.id')} or t.clinician_id = :ann`,
    },
    moves: ['employer_id'],
    grant: {
      why: `${releasedToBoth}, or to whom a job is proposed`,
      rows: `${jobReleased('t.id')} or t.state = 'OFFERED'`,
    },
    mayPoint: { clinician_id: 'an employer finds somebody new by code and registration number: find_clinician' },
  },
  pool_release: {
    kind: 'TENANT',
    whose: 't.pcn_id',
    sees: {
      ...everyone('t.pcn_id = any(:networks)'),
      practice: 't.pcn_id = any(:networks) or t.employer_id = :one',
      provider: 't.pcn_id = any(:networks) or t.employer_id = :trust',
    },
    moves: ['employer_id'],
  },
  working_pattern: {
    kind: 'TENANT',
    whose: networkOf(registrarOf('t.clinician_id')),
    sees: {
      ...everyone(jobReleased('t.employment_id')),
      practice: `${jobReleased('t.employment_id')} or ${employedBy(':one', 't.clinician_id')}`,
      provider: employedBy(':trust', 't.clinician_id'),
    },
    moves: [],
    grant: { why: releasedToBoth, rows: jobReleased('t.employment_id') },
  },
  commitment: {
    kind: 'TENANT',
    whose: networkOf(registrarOf('t.clinician_id')),
    sees: { ...everyone('false'), practice: 't.declared_by_id = :one', clinician: 't.clinician_id = :ann' },
    moves: ['clinician_id'],
  },
  leave: {
    kind: 'TENANT',
    whose: networkOf(registrarOf('t.clinician_id')),
    sees: { ...everyone('false'), practice: employedBy(':one', 't.clinician_id'), clinician: 't.clinician_id = :ann' },
    moves: ['clinician_id'],
  },
};

/**
 * Every function that runs as the owner and that the app role may call: what it may reveal or do. Those without a scope
 * of their own are called by the test with another network's ids.
 */
export const doors: Readonly<Record<string, string>> = {
  'app_now()': 'the time',
  'enter_scope(text,text,text,text)': 'whose scope a role and an organisation have; the server says who is asking',
  'is_new_site(uuid)': 'whether nobody has run a site yet, which everybody reads',
  'viewer_keeps_site(uuid)': 'whether the caller may say of a site when it closes',
  'viewer_commissions_holder(uuid)': 'whether the caller commissions who holds, or held, a practice’s contract',
  'serves_lender(uuid)': 'whether a session of a network that the caller lends to is in its rooms or by its people',
  'clinic_serves_lender(uuid)': 'the same of a clinic: whether any of its sessions is',
  'service_serves_lender(uuid)': 'the same of a service',
  'lent_by_viewer(uuid,uuid,date)': 'whether the caller lends a clinician to a network that day',
  'job_stands_at_once(uuid,date)':
    'whether somebody needs no asking before the caller employs them; of whom it put on record, whether others have',
  'code_proposed_to(uuid)': 'the code of the person to whom the caller itself proposed a job',
  'find_clinician(text,text)': 'id and role of somebody whose code and registration number the caller knows',
  'busy_times(uuid[],timestamp with time zone,timestamp with time zone)':
    'time ranges of who is employed by, or released to, the caller; the kind only of what is the caller’s own',
  'room_busy_times(uuid[],timestamp with time zone,timestamp with time zone)':
    'time ranges of rooms that are offered to the caller’s network; the session only of its own',
  'used_places(uuid[],date,date)': 'how many places each practice used of the caller’s own networks’ ledgers',
  'business_ahead(uuid,date)':
    'how many bookings, waits and room offers of an organisation lie ahead in the caller’s own networks',
  'staff_ahead(uuid,date)': 'how many jobs the caller’s own organisation, or one that it commissions, has',
  'sessions_at_site(uuid,date)':
    'times and network of sessions at a site that the caller runs or commissions; the session only of its own networks',
  'sessions_in_room(uuid,date)':
    'times and network of sessions in a room that the caller runs, commissions or offers; the session only of its own networks',
  'carry_waiting_list(uuid,uuid,uuid,date)': 'moves waits between two networks, both of them the caller’s',
  'open_assignments(uuid,timestamp with time zone,timestamp with time zone,text)':
    'takes the caller’s own employee off sessions; which ones only of its own networks',
  'work_of_clinician(uuid,date)':
    'times and networks of the work of the caller’s own employee; the session only of its own networks',
  'open_work(uuid,timestamp with time zone[],text)': 'takes the caller’s own employee off sessions',
  'expire_holds(uuid,integer,integer)': 'nothing; ends holds whose time is over already',
  'notify_session(uuid)': 'nothing; makes readers of a session look again',
  'services_waited_for()': 'the ids of services that somebody waits for, before a scope is entered; nothing within one',
  'purge_idempotency_keys()': 'how many keys older than 24 hours were thrown away',
  'maintain_audit_trail(integer)':
    'how many months of the trail were made, and dropped as the owner’s retention allows',
  'enqueue(text,json,text,timestamp with time zone)': 'nothing; asks for a background task by its name',
};
