-- The present state of the database, for people to read: it is never run. "npm run schema:database" writes it from the
-- catalogue of a freshly migrated PostgreSQL 18, and a test compares it. Change the database by a numbered step in
-- migrations/, and a function by its file in migrations/functions/. The roles are those of the embedded database; the
-- owner's own rights, the months of the audit trail and the tables of the job queue are left out. In policies,
-- ids(app.pcns) stands for the list of ids in that setting, read once for each statement, and ids_each_row(app.pcns)
-- for the same list, read once for each row.

-- Ground

create extension btree_gist;
grant usage on schema graphile_worker to pcn_worker;
grant usage on schema public to pcn_app;
grant usage on schema public to public;
create collation by_name (provider = 'icu', locale = 'en-GB-u-kn-true', deterministic = t);
create sequence availability_version;
grant select on sequence availability_version to pcn_app;

-- Tables

create table accommodation_offer (
  id uuid default gen_random_uuid() not null,
  pcn_id uuid not null,
  offered_by_id uuid not null,
  room_id uuid not null,
  weekdays integer[] not null,
  from_time time without time zone not null,
  to_time time without time zone not null,
  valid_from date not null,
  valid_to date,
  state text default 'ACCEPTED'::text not null,
  decided_at timestamp with time zone,
  decided_by text,
  decline_reason text,
  end_reason text,
  constraint accommodation_offer_pkey PRIMARY KEY (id),
  constraint accommodation_offer_offered_by_id_fkey FOREIGN KEY (offered_by_id) REFERENCES organisation(id),
  constraint accommodation_offer_pcn_id_fkey FOREIGN KEY (pcn_id) REFERENCES organisation(id),
  constraint accommodation_offer_room_id_fkey FOREIGN KEY (room_id) REFERENCES room(id),
  constraint accommodation_offer_check CHECK ((to_time > from_time)),
  constraint accommodation_offer_check1 CHECK ((valid_to > valid_from)),
  constraint accommodation_offer_decided CHECK ((((decided_at IS NULL) = (decided_by IS NULL)) AND
CASE state
    WHEN 'OFFERED'::text THEN (decided_at IS NULL)
    WHEN 'DECLINED'::text THEN (decided_at IS NOT NULL)
    ELSE true
END AND ((state = 'DECLINED'::text) = (decline_reason IS NOT NULL)))),
  constraint accommodation_offer_end_reason_check CHECK (((length(end_reason) >= 1) AND (length(end_reason) <= 200))),
  constraint accommodation_offer_state_check CHECK ((state = ANY (ARRAY['OFFERED'::text, 'ACCEPTED'::text, 'DECLINED'::text]))),
  constraint accommodation_offer_weekdays_check CHECK (((cardinality(weekdays) > 0) AND (weekdays <@ ARRAY[1, 2, 3, 4, 5, 6, 7])))
);
comment on column accommodation_offer.weekdays is 'ISO weekdays, 1 is Monday';
comment on column accommodation_offer.decided_by is 'null where nobody had to decide: a member lends to its own network';
CREATE INDEX accommodation_offer_lender ON public.accommodation_offer USING btree (offered_by_id);
CREATE INDEX accommodation_offer_pcn ON public.accommodation_offer USING btree (pcn_id);
CREATE INDEX accommodation_offer_room ON public.accommodation_offer USING btree (room_id);
alter table accommodation_offer enable row level security;
create policy accommodation_offer_delete on accommodation_offer for delete
  using ((pcn_id = ANY (ids(app.pcns))) OR (offered_by_id = ANY (ids(app.organisations))));
create policy accommodation_offer_insert on accommodation_offer for insert
  with check ((pcn_id = ANY (ids(app.pcns))) OR (offered_by_id = ANY (ids(app.organisations))) AND state = 'OFFERED'::text);
create policy accommodation_offer_read on accommodation_offer for select
  using ((pcn_id = ANY (ids(app.pcns))) OR (offered_by_id = ANY (ids(app.organisations))));
create policy accommodation_offer_update on accommodation_offer for update
  using ((pcn_id = ANY (ids(app.pcns))) OR (offered_by_id = ANY (ids(app.organisations))))
  with check ((pcn_id = ANY (ids(app.pcns))) OR (offered_by_id = ANY (ids(app.organisations))));
CREATE TRIGGER accommodation_offer_audit_delete AFTER DELETE ON accommodation_offer REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_statement('id', '', '');
CREATE TRIGGER accommodation_offer_audit_insert AFTER INSERT ON accommodation_offer REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_statement('id', '', '');
CREATE TRIGGER accommodation_offer_audit_update AFTER UPDATE ON accommodation_offer REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_statement('id', '', '');
CREATE TRIGGER accommodation_offer_is_decided_by_network BEFORE UPDATE OF state, decided_at, decided_by, decline_reason ON accommodation_offer FOR EACH ROW EXECUTE FUNCTION decided_by_network();
grant delete, insert, select on accommodation_offer to pcn_app;
grant update (offered_by_id, valid_to, state, decided_at, decided_by, decline_reason, end_reason) on accommodation_offer to pcn_app;

create table agreement_signature (
  id uuid default gen_random_uuid() not null,
  agreement_id uuid not null,
  pcn_id uuid not null,
  practice_id uuid not null,
  signed_on date not null,
  constraint agreement_signature_pkey PRIMARY KEY (id),
  constraint agreement_signature_once UNIQUE (agreement_id, practice_id),
  constraint agreement_signature_agreement_id_fkey FOREIGN KEY (agreement_id, pcn_id) REFERENCES network_agreement(id, pcn_id),
  constraint agreement_signature_pcn_id_fkey FOREIGN KEY (pcn_id) REFERENCES organisation(id),
  constraint agreement_signature_practice_id_fkey FOREIGN KEY (practice_id) REFERENCES organisation(id)
);
CREATE INDEX agreement_signature_practice ON public.agreement_signature USING btree (practice_id);
alter table agreement_signature enable row level security;
create policy agreement_signature_delete on agreement_signature for delete
  using (pcn_id = ANY (ids(app.pcns)));
create policy agreement_signature_insert on agreement_signature for insert
  with check (pcn_id = ANY (ids(app.pcns)));
create policy agreement_signature_read on agreement_signature for select
  using (pcn_id = ANY (ids(app.pcns)));
create policy agreement_signature_update on agreement_signature for update
  using (pcn_id = ANY (ids(app.pcns)))
  with check (pcn_id = ANY (ids(app.pcns)));
CREATE TRIGGER agreement_signature_audit_delete AFTER DELETE ON agreement_signature REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_statement('id', '', '');
CREATE TRIGGER agreement_signature_audit_insert AFTER INSERT ON agreement_signature REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_statement('id', '', '');
CREATE TRIGGER agreement_signature_audit_update AFTER UPDATE ON agreement_signature REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_statement('id', '', '');
grant insert, select, update on agreement_signature to pcn_app;

create table app_clock (
  only_row boolean default true not null,
  shift interval default '00:00:00'::interval not null,
  constraint app_clock_pkey PRIMARY KEY (only_row),
  constraint app_clock_only_row_check CHECK (only_row)
);
grant select on app_clock to pcn_app;

create table assignment (
  id uuid default gen_random_uuid() not null,
  pcn_id uuid not null,
  session_id uuid not null,
  post_number integer not null,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  clinician_id uuid not null,
  supervisor_id uuid,
  state text not null,
  assigned_at timestamp with time zone not null,
  assigned_by text not null,
  ended_at timestamp with time zone,
  ended_reason text,
  constraint assignment_pkey PRIMARY KEY (id),
  constraint assignment_clinician_id_fkey FOREIGN KEY (clinician_id) REFERENCES clinician(id),
  constraint assignment_session_id_fkey FOREIGN KEY (session_id, pcn_id) REFERENCES session(id, pcn_id),
  constraint assignment_session_id_post_number_fkey FOREIGN KEY (session_id, post_number) REFERENCES post(session_id, number),
  constraint assignment_supervisor_id_fkey FOREIGN KEY (supervisor_id) REFERENCES clinician(id),
  constraint assignment_time_is_session_time FOREIGN KEY (session_id, starts_at, ends_at) REFERENCES session(id, starts_at, ends_at) ON UPDATE CASCADE DEFERRABLE,
  constraint assignment_one_place_at_a_time EXCLUDE USING gist (clinician_id WITH =, tstzrange(starts_at, ends_at) WITH &&) WHERE ((state = 'PUBLISHED'::text)) DEFERRABLE INITIALLY DEFERRED,
  constraint assignment_state_check CHECK ((state = ANY (ARRAY['DRAFT'::text, 'PUBLISHED'::text, 'ENDED'::text])))
);
CREATE INDEX assignment_clinician ON public.assignment USING btree (clinician_id, starts_at);
CREATE UNIQUE INDEX assignment_post_once ON public.assignment USING btree (session_id, post_number) WHERE (state = 'PUBLISHED'::text);
alter table assignment enable row level security;
create policy assignment_delete on assignment for delete
  using (pcn_id = ANY (ids(app.pcns)));
create policy assignment_insert on assignment for insert
  with check (pcn_id = ANY (ids(app.pcns)));
create policy assignment_read on assignment for select
  using ((pcn_id = ANY (ids(app.pcns))) OR (pcn_id = ANY (ids(app.lent_pcns))) AND lent_by_viewer(clinician_id, pcn_id, (starts_at AT TIME ZONE 'Europe/London'::text)::date));
create policy assignment_update on assignment for update
  using (pcn_id = ANY (ids(app.pcns)))
  with check (pcn_id = ANY (ids(app.pcns)));
CREATE TRIGGER assignment_audit_delete AFTER DELETE ON assignment REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_statement('id', '', '');
CREATE TRIGGER assignment_audit_insert AFTER INSERT ON assignment REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_statement('id', '', '');
CREATE TRIGGER assignment_audit_update AFTER UPDATE ON assignment REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_statement('id', '', '');
CREATE TRIGGER assignment_notify_insert AFTER INSERT ON assignment REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION notify_availability();
CREATE TRIGGER assignment_notify_update AFTER UPDATE ON assignment REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION notify_availability();
CREATE TRIGGER assignment_people_are_seen BEFORE INSERT OR UPDATE OF clinician_id, supervisor_id ON assignment FOR EACH ROW EXECUTE FUNCTION people_are_seen('clinician_id', 'supervisor_id');
CREATE TRIGGER post_follows_assignment AFTER INSERT OR UPDATE ON assignment FOR EACH ROW EXECUTE FUNCTION post_follows_assignment();
grant insert, select, update on assignment to pcn_app;

create table audit_entry (
  id bigint generated always as identity not null,
  at timestamp with time zone not null,
  actor text not null,
  actor_role text not null,
  request_id text,
  pcn_id uuid,
  table_name text not null,
  operation text not null,
  row_key jsonb,
  before jsonb,
  after jsonb,
  row_count integer default 1 not null,
  batch_id text,
  actor_organisation_id uuid,
  copy boolean default false not null,
  constraint audit_entry_pkey PRIMARY KEY (at, id),
  constraint audit_entry_operation_check CHECK ((operation = ANY (ARRAY['INSERT'::text, 'UPDATE'::text, 'DELETE'::text])))
) partition by range (at);
comment on column audit_entry.pcn_id is 'the network that is told; null when the row was nobody''s in particular';
comment on column audit_entry.copy is 'the same change told to another network: count changes where this is false';
CREATE INDEX audit_entry_pcn ON ONLY public.audit_entry USING btree (pcn_id, at DESC, id DESC);
alter table audit_entry enable row level security;
create policy audit_entry_read on audit_entry for select
  using (pcn_id = ANY (ids(app.booking_pcns)));
grant select on audit_entry to pcn_app;

create table audit_entry_other partition of audit_entry default;

create table audit_retention (
  only_row boolean default true not null,
  years_at_least integer default 6 not null,
  held boolean default false not null,
  constraint audit_retention_pkey PRIMARY KEY (only_row),
  constraint audit_retention_only_row_check CHECK (only_row),
  constraint audit_retention_years_at_least_check CHECK ((years_at_least >= 6))
);
comment on column audit_retention.held is 'set by the owner while an inquiry or a court wants everything kept';

create table booking (
  id uuid default gen_random_uuid() not null,
  pcn_id uuid not null,
  session_id uuid not null,
  slot_number integer not null,
  place_number integer,
  practice_id uuid not null,
  booked_by_id uuid not null,
  reference text,
  channel text not null,
  need text,
  access_needs text[] default '{}'::text[] not null,
  delivery_mode text not null,
  state text not null,
  expires_at timestamp with time zone,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  created_at timestamp with time zone not null,
  confirmed_at timestamp with time zone,
  cancelled_at timestamp with time zone,
  cancelled_reason text,
  outcome_at timestamp with time zone,
  moved_at timestamp with time zone,
  moved_from_session_id uuid,
  moved_from_starts_at timestamp with time zone,
  constraint booking_pkey PRIMARY KEY (id),
  constraint booking_booked_by_id_fkey FOREIGN KEY (booked_by_id) REFERENCES organisation(id),
  constraint booking_moved_from_session_id_fkey FOREIGN KEY (moved_from_session_id) REFERENCES session(id),
  constraint booking_practice_id_fkey FOREIGN KEY (practice_id) REFERENCES organisation(id),
  constraint booking_session_id_fkey FOREIGN KEY (session_id, pcn_id) REFERENCES session(id, pcn_id),
  constraint booking_session_id_place_number_fkey FOREIGN KEY (session_id, place_number) REFERENCES place(session_id, number),
  constraint booking_session_id_slot_number_fkey FOREIGN KEY (session_id, slot_number) REFERENCES slot(session_id, number),
  constraint booking_reference_one_at_a_time EXCLUDE USING gist (practice_id WITH =, reference WITH =, tstzrange(starts_at, ends_at) WITH &&) WHERE (((reference IS NOT NULL) AND (state = ANY (ARRAY['HELD'::text, 'CONFIRMED'::text, 'ATTENDED'::text, 'DID_NOT_ATTEND'::text, 'LEFT_UNSEEN'::text])))) DEFERRABLE,
  constraint booking_channel_check CHECK ((channel = ANY (ARRAY['PHONE'::text, 'ONLINE'::text, 'NHS_APP'::text, 'WALK_IN_ASSISTED'::text, 'NHS_111'::text, 'COMMUNITY_PHARMACY'::text, 'PRACTICE_STAFF'::text]))),
  constraint booking_check CHECK (((state <> ALL (ARRAY['HELD'::text, 'EXPIRED'::text])) OR (expires_at IS NOT NULL))),
  constraint booking_check1 CHECK (((state = ANY (ARRAY['HELD'::text, 'EXPIRED'::text, 'CANCELLED'::text])) OR ((reference IS NOT NULL) AND (need IS NOT NULL)))),
  constraint booking_delivery_mode_check CHECK ((delivery_mode = ANY (ARRAY['FACE_TO_FACE'::text, 'TELEPHONE'::text, 'VIDEO'::text, 'HOME_VISIT'::text]))),
  constraint booking_reference_check CHECK (((length(reference) >= 1) AND (length(reference) <= 64))),
  constraint booking_state_check CHECK ((state = ANY (ARRAY['HELD'::text, 'EXPIRED'::text, 'CONFIRMED'::text, 'CANCELLED'::text, 'ATTENDED'::text, 'DID_NOT_ATTEND'::text, 'LEFT_UNSEEN'::text])))
);
comment on column booking.moved_from_session_id is 'the session of its last slot before this one; others are in the audit trail';
CREATE INDEX booking_network ON public.booking USING btree (pcn_id, starts_at, id);
CREATE INDEX booking_partner ON public.booking USING btree (booked_by_id, starts_at, id) WHERE (booked_by_id <> practice_id);
CREATE UNIQUE INDEX booking_place_once ON public.booking USING btree (session_id, place_number) WHERE ((place_number IS NOT NULL) AND (state = ANY (ARRAY['HELD'::text, 'CONFIRMED'::text, 'ATTENDED'::text, 'DID_NOT_ATTEND'::text, 'LEFT_UNSEEN'::text])));
CREATE INDEX booking_practice ON public.booking USING btree (practice_id, starts_at, id);
CREATE INDEX booking_session ON public.booking USING btree (session_id);
CREATE UNIQUE INDEX booking_slot_once ON public.booking USING btree (session_id, slot_number) WHERE (state = ANY (ARRAY['HELD'::text, 'CONFIRMED'::text, 'ATTENDED'::text, 'DID_NOT_ATTEND'::text, 'LEFT_UNSEEN'::text]));
alter table booking enable row level security;
create policy booking_begins_unmoved on booking as restrictive for insert
  with check (moved_from_session_id IS NULL);
create policy booking_delete on booking for delete
  using ((pcn_id = ANY (ids(app.booking_pcns))) OR (practice_id = ANY (ids(app.organisations))) OR (booked_by_id = ANY (ids(app.organisations))));
create policy booking_insert on booking for insert
  with check ((pcn_id = ANY (ids_each_row(app.pcns))) AND ((pcn_id = ANY (ids_each_row(app.booking_pcns))) OR (practice_id = ANY (ids_each_row(app.organisations))) OR (booked_by_id = ANY (ids_each_row(app.organisations)))));
create policy booking_read on booking for select
  using ((pcn_id = ANY (ids(app.booking_pcns))) OR (practice_id = ANY (ids(app.organisations))) OR (booked_by_id = ANY (ids(app.organisations))));
create policy booking_update on booking for update
  using ((pcn_id = ANY (ids(app.booking_pcns))) OR (practice_id = ANY (ids(app.organisations))) OR (booked_by_id = ANY (ids(app.organisations))))
  with check ((pcn_id = ANY (ids(app.booking_pcns))) OR (practice_id = ANY (ids(app.organisations))) OR (booked_by_id = ANY (ids(app.organisations))));
CREATE TRIGGER booking_audit_delete AFTER DELETE ON booking REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_statement('id', 'reference', '');
CREATE TRIGGER booking_audit_insert AFTER INSERT ON booking REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_statement('id', 'reference', '');
CREATE TRIGGER booking_audit_update AFTER UPDATE ON booking REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_statement('id', 'reference', '');
CREATE TRIGGER booking_notify_insert AFTER INSERT ON booking REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION notify_availability();
CREATE TRIGGER booking_notify_update AFTER UPDATE ON booking REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION notify_availability();
CREATE TRIGGER booking_session_is_seen BEFORE UPDATE OF session_id, moved_from_session_id ON booking FOR EACH ROW EXECUTE FUNCTION session_is_seen();
CREATE TRIGGER taken_follows_booking AFTER INSERT OR UPDATE OF state, expires_at, session_id, slot_number, place_number ON booking FOR EACH ROW EXECUTE FUNCTION taken_follows_booking();
grant insert, select, update on booking to pcn_app;

create table clinic_date (
  clinic_id uuid not null,
  pcn_id uuid not null,
  on_day date not null,
  kind text not null,
  reason text,
  constraint clinic_date_pkey PRIMARY KEY (clinic_id, on_day),
  constraint clinic_date_clinic_id_pcn_id_fkey FOREIGN KEY (clinic_id, pcn_id) REFERENCES shared_clinic(id, pcn_id),
  constraint clinic_date_kind_check CHECK ((kind = ANY (ARRAY['SKIPPED'::text, 'ADDED'::text]))),
  constraint clinic_date_reason_check CHECK (((length(reason) >= 1) AND (length(reason) <= 200)))
);
comment on table clinic_date is 'days on which a series differs from its rule';
alter table clinic_date enable row level security;
create policy clinic_date_delete on clinic_date for delete
  using (pcn_id = ANY (ids_each_row(app.pcns)));
create policy clinic_date_insert on clinic_date for insert
  with check (pcn_id = ANY (ids_each_row(app.pcns)));
create policy clinic_date_read on clinic_date for select
  using (pcn_id = ANY (ids_each_row(app.pcns)));
create policy clinic_date_update on clinic_date for update
  using (pcn_id = ANY (ids_each_row(app.pcns)))
  with check (pcn_id = ANY (ids_each_row(app.pcns)));
CREATE TRIGGER clinic_date_audit_delete AFTER DELETE ON clinic_date REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_statement('clinic_id,on_day', '', '');
CREATE TRIGGER clinic_date_audit_insert AFTER INSERT ON clinic_date REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_statement('clinic_id,on_day', '', '');
CREATE TRIGGER clinic_date_audit_update AFTER UPDATE ON clinic_date REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_statement('clinic_id,on_day', '', '');
grant delete, insert, select on clinic_date to pcn_app;

create table clinic_fixed_share (
  clinic_id uuid not null,
  pcn_id uuid not null,
  practice_id uuid not null,
  weight numeric(12,4) not null,
  constraint clinic_fixed_share_pkey PRIMARY KEY (clinic_id, practice_id),
  constraint clinic_fixed_share_clinic_id_fkey FOREIGN KEY (clinic_id, pcn_id) REFERENCES shared_clinic(id, pcn_id),
  constraint clinic_fixed_share_practice_id_fkey FOREIGN KEY (practice_id) REFERENCES organisation(id),
  constraint clinic_fixed_share_weight_check CHECK ((weight >= (0)::numeric))
);
alter table clinic_fixed_share enable row level security;
create policy clinic_fixed_share_delete on clinic_fixed_share for delete
  using (pcn_id = ANY (ids(app.pcns)));
create policy clinic_fixed_share_insert on clinic_fixed_share for insert
  with check (pcn_id = ANY (ids(app.pcns)));
create policy clinic_fixed_share_read on clinic_fixed_share for select
  using (pcn_id = ANY (ids(app.pcns)));
create policy clinic_fixed_share_update on clinic_fixed_share for update
  using (pcn_id = ANY (ids(app.pcns)))
  with check (pcn_id = ANY (ids(app.pcns)));
CREATE TRIGGER clinic_fixed_share_audit_delete AFTER DELETE ON clinic_fixed_share REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_statement('clinic_id,practice_id', '', '');
CREATE TRIGGER clinic_fixed_share_audit_insert AFTER INSERT ON clinic_fixed_share REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_statement('clinic_id,practice_id', '', '');
CREATE TRIGGER clinic_fixed_share_audit_update AFTER UPDATE ON clinic_fixed_share REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_statement('clinic_id,practice_id', '', '');
grant delete, insert, select, update on clinic_fixed_share to pcn_app;

create table clinic_host (
  clinic_id uuid not null,
  pcn_id uuid not null,
  "position" integer not null,
  site_id uuid not null,
  room_id uuid,
  weight integer default 1 not null,
  constraint clinic_host_pkey PRIMARY KEY (clinic_id, "position"),
  constraint clinic_host_clinic_id_fkey FOREIGN KEY (clinic_id, pcn_id) REFERENCES shared_clinic(id, pcn_id),
  constraint clinic_host_room_id_fkey FOREIGN KEY (room_id) REFERENCES room(id),
  constraint clinic_host_site_id_fkey FOREIGN KEY (site_id) REFERENCES site(id),
  constraint clinic_host_position_check CHECK (("position" >= 1)),
  constraint clinic_host_weight_check CHECK (((weight >= 1) AND (weight <= 1000)))
);
alter table clinic_host enable row level security;
create policy clinic_host_delete on clinic_host for delete
  using (pcn_id = ANY (ids(app.pcns)));
create policy clinic_host_insert on clinic_host for insert
  with check (pcn_id = ANY (ids(app.pcns)));
create policy clinic_host_read on clinic_host for select
  using (pcn_id = ANY (ids(app.pcns)));
create policy clinic_host_update on clinic_host for update
  using (pcn_id = ANY (ids(app.pcns)))
  with check (pcn_id = ANY (ids(app.pcns)));
CREATE TRIGGER clinic_host_audit_delete AFTER DELETE ON clinic_host REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_statement('clinic_id,position', '', '');
CREATE TRIGGER clinic_host_audit_insert AFTER INSERT ON clinic_host REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_statement('clinic_id,position', '', '');
CREATE TRIGGER clinic_host_audit_update AFTER UPDATE ON clinic_host REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_statement('clinic_id,position', '', '');
grant delete, insert, select, update on clinic_host to pcn_app;

create table clinic_release_wave (
  clinic_id uuid not null,
  pcn_id uuid not null,
  "position" integer not null,
  slots integer not null,
  days_before integer not null,
  release_time time without time zone not null,
  constraint clinic_release_wave_pkey PRIMARY KEY (clinic_id, "position"),
  constraint clinic_release_wave_clinic_id_fkey FOREIGN KEY (clinic_id, pcn_id) REFERENCES shared_clinic(id, pcn_id),
  constraint clinic_release_wave_days_before_check CHECK (((days_before >= 0) AND (days_before <= 400))),
  constraint clinic_release_wave_position_check CHECK (("position" >= 1)),
  constraint clinic_release_wave_slots_check CHECK ((slots >= 1))
);
alter table clinic_release_wave enable row level security;
create policy clinic_release_wave_delete on clinic_release_wave for delete
  using (pcn_id = ANY (ids(app.pcns)));
create policy clinic_release_wave_insert on clinic_release_wave for insert
  with check (pcn_id = ANY (ids(app.pcns)));
create policy clinic_release_wave_read on clinic_release_wave for select
  using (pcn_id = ANY (ids(app.pcns)));
create policy clinic_release_wave_update on clinic_release_wave for update
  using (pcn_id = ANY (ids(app.pcns)))
  with check (pcn_id = ANY (ids(app.pcns)));
CREATE TRIGGER clinic_release_wave_audit_delete AFTER DELETE ON clinic_release_wave REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_statement('clinic_id,position', '', '');
CREATE TRIGGER clinic_release_wave_audit_insert AFTER INSERT ON clinic_release_wave REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_statement('clinic_id,position', '', '');
CREATE TRIGGER clinic_release_wave_audit_update AFTER UPDATE ON clinic_release_wave REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_statement('clinic_id,position', '', '');
grant delete, insert, select, update on clinic_release_wave to pcn_app;

create table clinic_staffing_line (
  clinic_id uuid not null,
  pcn_id uuid not null,
  "position" integer not null,
  role_code text not null,
  count integer not null,
  slots_per_post integer not null,
  constraint clinic_staffing_line_pkey PRIMARY KEY (clinic_id, "position"),
  constraint clinic_staffing_line_clinic_id_fkey FOREIGN KEY (clinic_id, pcn_id) REFERENCES shared_clinic(id, pcn_id),
  constraint clinic_staffing_line_role_code_fkey FOREIGN KEY (role_code) REFERENCES staff_role(code),
  constraint clinic_staffing_line_count_check CHECK (((count >= 1) AND (count <= 50))),
  constraint clinic_staffing_line_position_check CHECK (("position" >= 1)),
  constraint clinic_staffing_line_slots_per_post_check CHECK (((slots_per_post >= 0) AND (slots_per_post <= 200)))
);
alter table clinic_staffing_line enable row level security;
create policy clinic_staffing_line_delete on clinic_staffing_line for delete
  using (pcn_id = ANY (ids(app.pcns)));
create policy clinic_staffing_line_insert on clinic_staffing_line for insert
  with check (pcn_id = ANY (ids(app.pcns)));
create policy clinic_staffing_line_read on clinic_staffing_line for select
  using (pcn_id = ANY (ids(app.pcns)));
create policy clinic_staffing_line_update on clinic_staffing_line for update
  using (pcn_id = ANY (ids(app.pcns)))
  with check (pcn_id = ANY (ids(app.pcns)));
CREATE TRIGGER clinic_staffing_line_audit_delete AFTER DELETE ON clinic_staffing_line REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_statement('clinic_id,position', '', '');
CREATE TRIGGER clinic_staffing_line_audit_insert AFTER INSERT ON clinic_staffing_line REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_statement('clinic_id,position', '', '');
CREATE TRIGGER clinic_staffing_line_audit_update AFTER UPDATE ON clinic_staffing_line REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_statement('clinic_id,position', '', '');
grant delete, insert, select, update on clinic_staffing_line to pcn_app;

create table clinician (
  id uuid default gen_random_uuid() not null,
  code text not null,
  registered_by_id uuid not null,
  name text collate by_name not null,
  synthetic boolean default false not null,
  role_code text not null,
  skills text[] default '{}'::text[] not null,
  languages text[] default '{en}'::text[] not null,
  supervisor_id uuid,
  working_time_opt_out boolean default false not null,
  constraint clinician_pkey PRIMARY KEY (id),
  constraint clinician_code_key UNIQUE (code),
  constraint clinician_registered_by_id_fkey FOREIGN KEY (registered_by_id) REFERENCES organisation(id),
  constraint clinician_role_code_fkey FOREIGN KEY (role_code) REFERENCES staff_role(code),
  constraint clinician_supervisor_id_fkey FOREIGN KEY (supervisor_id) REFERENCES clinician(id),
  constraint clinician_check CHECK ((supervisor_id <> id)),
  constraint clinician_code_check CHECK ((code ~ '^[A-Z0-9-]{3,20}$'::text)),
  constraint clinician_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200)))
);
comment on column clinician.languages is 'ISO 639-1 codes';
comment on column clinician.supervisor_id is 'the named GP supervisor of a role that needs one';
alter table clinician enable row level security;
create policy clinician_delete on clinician for delete
  using ((registered_by_id = ANY (ids(app.organisations))) OR (EXISTS ( SELECT
   FROM pool_release r
  WHERE r.clinician_id = clinician.id AND (r.pcn_id = ANY (ids(app.pcns))))) OR (EXISTS ( SELECT
   FROM employment e
  WHERE e.clinician_id = clinician.id AND e.state = 'ACCEPTED'::text AND (e.employer_id = ANY (ids(app.organisations))))) OR (id = ANY (ids(app.clinicians))));
create policy clinician_insert on clinician for insert
  with check (registered_by_id = ANY (ids_each_row(app.organisations)));
create policy clinician_read on clinician for select
  using ((registered_by_id = ANY (ids(app.organisations))) OR (EXISTS ( SELECT
   FROM pool_release r
  WHERE r.clinician_id = clinician.id AND (r.pcn_id = ANY (ids(app.pcns))) AND r.state <> 'DECLINED'::text)) OR (EXISTS ( SELECT
   FROM employment e
  WHERE e.clinician_id = clinician.id AND e.state = 'ACCEPTED'::text AND (e.employer_id = ANY (ids(app.organisations))))) OR (id = ANY (ids(app.clinicians))));
create policy clinician_update on clinician for update
  using ((registered_by_id = ANY (ids(app.organisations))) OR (EXISTS ( SELECT
   FROM pool_release r
  WHERE r.clinician_id = clinician.id AND (r.pcn_id = ANY (ids(app.pcns))))) OR (EXISTS ( SELECT
   FROM employment e
  WHERE e.clinician_id = clinician.id AND e.state = 'ACCEPTED'::text AND (e.employer_id = ANY (ids(app.organisations))))) OR (id = ANY (ids(app.clinicians))))
  with check ((registered_by_id = ANY (ids_each_row(app.organisations))) OR (EXISTS ( SELECT
   FROM employment e
  WHERE e.clinician_id = clinician.id AND e.state = 'ACCEPTED'::text AND (e.employer_id = ANY (ids_each_row(app.organisations))) AND true)) OR (id = ANY (ids_each_row(app.clinicians))));
CREATE TRIGGER clinician_audit_delete AFTER DELETE ON clinician REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_statement('id', '', '', 'clinician:id,network:registered_by_id');
CREATE TRIGGER clinician_audit_insert AFTER INSERT ON clinician REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_statement('id', '', '', 'clinician:id,network:registered_by_id');
CREATE TRIGGER clinician_audit_update AFTER UPDATE ON clinician REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_statement('id', '', '', 'clinician:id,network:registered_by_id');
CREATE TRIGGER clinician_supervisor_is_seen BEFORE INSERT OR UPDATE OF supervisor_id ON clinician FOR EACH ROW EXECUTE FUNCTION people_are_seen('supervisor_id');
grant insert, select on clinician to pcn_app;
grant update (name, skills, languages, supervisor_id, working_time_opt_out) on clinician to pcn_app;

create table closing_effect (
  id uuid default gen_random_uuid() not null,
  organisation_id uuid not null,
  closed_on date not null,
  fact text not null,
  row_id uuid not null,
  was jsonb not null,
  constraint closing_effect_pkey PRIMARY KEY (id),
  constraint closing_effect_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id),
  constraint closing_effect_fact_check CHECK ((fact = ANY (ARRAY['membership'::text, 'commissioning'::text, 'site_operation'::text])))
);
comment on table closing_effect is 'rows of other tables as they were before an organisation''s closing ended or dropped them';
CREATE INDEX closing_effect_organisation ON public.closing_effect USING btree (organisation_id);

create table commissioning (
  id uuid default gen_random_uuid() not null,
  organisation_id uuid not null,
  commissioner_id uuid not null,
  valid_from date not null,
  valid_to date,
  source text not null,
  constraint commissioning_pkey PRIMARY KEY (id),
  constraint commissioning_commissioner_id_fkey FOREIGN KEY (commissioner_id) REFERENCES organisation(id),
  constraint commissioning_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id),
  constraint commissioning_one_commissioner EXCLUDE USING gist (organisation_id WITH =, daterange(valid_from, valid_to) WITH &&),
  constraint commissioning_check CHECK ((valid_to > valid_from)),
  constraint commissioning_check1 CHECK ((organisation_id <> commissioner_id))
);
CREATE INDEX commissioning_commissioner ON public.commissioning USING btree (commissioner_id);
alter table commissioning enable row level security;
create policy commissioning_read on commissioning for select
  using (true);
create policy commissioning_update on commissioning for update
  using (viewer_commissions(organisation_id))
  with check (viewer_commissions(organisation_id));
CREATE TRIGGER commissioning_audit_delete AFTER DELETE ON commissioning REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_statement('id', '', '', 'organisation:organisation_id');
CREATE TRIGGER commissioning_audit_insert AFTER INSERT ON commissioning REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_statement('id', '', '', 'organisation:organisation_id');
CREATE TRIGGER commissioning_audit_update AFTER UPDATE ON commissioning REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_statement('id', '', '', 'organisation:organisation_id');
grant select on commissioning to pcn_app;
grant update (valid_to) on commissioning to pcn_app;

create table commitment (
  id uuid default gen_random_uuid() not null,
  clinician_id uuid not null,
  declared_by_id uuid,
  kind text not null,
  starts_at timestamp with time zone,
  ends_at timestamp with time zone,
  weekday integer,
  from_time time without time zone,
  to_time time without time zone,
  valid_from date,
  valid_to date,
  working_minutes integer not null,
  constraint commitment_pkey PRIMARY KEY (id),
  constraint commitment_clinician_id_fkey FOREIGN KEY (clinician_id) REFERENCES clinician(id),
  constraint commitment_declared_by_id_fkey FOREIGN KEY (declared_by_id) REFERENCES organisation(id),
  constraint commitment_check CHECK ((ends_at > starts_at)),
  constraint commitment_check1 CHECK ((to_time > from_time)),
  constraint commitment_check2 CHECK ((valid_to > valid_from)),
  constraint commitment_check3 CHECK (
CASE kind
    WHEN 'RANGE'::text THEN ((starts_at IS NOT NULL) AND (ends_at IS NOT NULL) AND (weekday IS NULL))
    ELSE ((weekday IS NOT NULL) AND (from_time IS NOT NULL) AND (to_time IS NOT NULL) AND (valid_from IS NOT NULL) AND (starts_at IS NULL))
END),
  constraint commitment_kind_check CHECK ((kind = ANY (ARRAY['RANGE'::text, 'WEEKLY'::text]))),
  constraint commitment_weekday_check CHECK (((weekday >= 1) AND (weekday <= 7))),
  constraint commitment_working_minutes_check CHECK ((working_minutes >= 0))
);
comment on table commitment is 'work elsewhere: when and how long, never what';
comment on column commitment.declared_by_id is 'null when the clinician said so in person';
CREATE INDEX commitment_clinician ON public.commitment USING btree (clinician_id);
alter table commitment enable row level security;
create policy commitment_delete on commitment for delete
  using ((declared_by_id = ANY (ids(app.organisations))) OR (clinician_id = ANY (ids(app.clinicians))));
create policy commitment_insert on commitment for insert
  with check ((clinician_id = ANY (ids_each_row(app.clinicians))) OR (declared_by_id = ANY (ids_each_row(app.organisations))) AND (EXISTS ( SELECT
   FROM employment e
  WHERE e.clinician_id = commitment.clinician_id AND e.state = 'ACCEPTED'::text AND (e.employer_id = ANY (ids_each_row(app.organisations))) AND true)));
create policy commitment_read on commitment for select
  using ((declared_by_id = ANY (ids(app.organisations))) OR (clinician_id = ANY (ids(app.clinicians))));
create policy commitment_update on commitment for update
  using ((declared_by_id = ANY (ids(app.organisations))) OR (clinician_id = ANY (ids(app.clinicians))))
  with check ((clinician_id = ANY (ids_each_row(app.clinicians))) OR (declared_by_id = ANY (ids_each_row(app.organisations))) AND (EXISTS ( SELECT
   FROM employment e
  WHERE e.clinician_id = commitment.clinician_id AND e.state = 'ACCEPTED'::text AND (e.employer_id = ANY (ids_each_row(app.organisations))) AND true)));
CREATE TRIGGER commitment_audit_delete AFTER DELETE ON commitment REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_statement('id', '', '', 'network:declared_by_id');
CREATE TRIGGER commitment_audit_insert AFTER INSERT ON commitment REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_statement('id', '', '', 'network:declared_by_id');
CREATE TRIGGER commitment_audit_update AFTER UPDATE ON commitment REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_statement('id', '', '', 'network:declared_by_id');
grant delete, insert, select, update on commitment to pcn_app;

create table contract (
  id uuid default gen_random_uuid() not null,
  practice_id uuid not null,
  type text not null,
  holder_id uuid not null,
  caretaker boolean default false not null,
  valid_from date not null,
  valid_to date,
  notice_given_on date,
  notice_ends_on date,
  certainty text default 'STATED'::text not null,
  source text not null,
  term_ends_on date,
  change_reason text,
  constraint contract_pkey PRIMARY KEY (id),
  constraint contract_holder_id_fkey FOREIGN KEY (holder_id) REFERENCES organisation(id),
  constraint contract_practice_id_fkey FOREIGN KEY (practice_id) REFERENCES organisation(id),
  constraint contract_one_holder EXCLUDE USING gist (practice_id WITH =, daterange(valid_from, valid_to) WITH &&),
  constraint contract_certainty_check CHECK ((certainty = ANY (ARRAY['STATED'::text, 'INFERRED'::text]))),
  constraint contract_change_reason_check CHECK (((length(change_reason) >= 1) AND (length(change_reason) <= 200))),
  constraint contract_check CHECK ((valid_to > valid_from)),
  constraint contract_check1 CHECK ((notice_ends_on > notice_given_on)),
  constraint contract_check2 CHECK (((notice_given_on IS NULL) = (notice_ends_on IS NULL))),
  constraint contract_type_check CHECK ((type = ANY (ARRAY['GMS'::text, 'PMS'::text, 'APMS'::text])))
);
comment on column contract.term_ends_on is 'while it is under notice: the end that it has without the notice';
comment on column contract.change_reason is 'why the award was corrected, or the notice changed or withdrawn, last';
CREATE INDEX contract_holder ON public.contract USING btree (holder_id);
alter table contract enable row level security;
create policy contract_insert on contract for insert
  with check (viewer_commissions(practice_id) OR viewer_commissions(holder_id) AND viewer_commissions_holder(practice_id));
create policy contract_read on contract for select
  using (true);
create policy contract_update on contract for update
  using (true)
  with check (viewer_keeps(practice_id) OR viewer_commissions(holder_id) AND viewer_commissions_holder(practice_id));
CREATE TRIGGER contract_audit_delete AFTER DELETE ON contract REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_statement('id', '', '', 'organisation:practice_id,organisation:holder_id');
CREATE TRIGGER contract_audit_insert AFTER INSERT ON contract REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_statement('id', '', '', 'organisation:practice_id,organisation:holder_id');
CREATE TRIGGER contract_audit_update AFTER UPDATE ON contract REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_statement('id', '', '', 'organisation:practice_id,organisation:holder_id');
grant insert, select on contract to pcn_app;
grant update (type, holder_id, caretaker, valid_from, valid_to, notice_given_on, notice_ends_on, term_ends_on, change_reason) on contract to pcn_app;

create table employment (
  id uuid default gen_random_uuid() not null,
  clinician_id uuid not null,
  employer_id uuid not null,
  contracted_minutes_per_week integer not null,
  session_minutes integer not null,
  working_time_status text not null,
  valid_from date not null,
  valid_to date,
  state text default 'ACCEPTED'::text not null,
  decided_at timestamp with time zone,
  decided_by text,
  decline_reason text,
  constraint employment_pkey PRIMARY KEY (id),
  constraint employment_id_clinician_id_employer_id_key UNIQUE (id, clinician_id, employer_id),
  constraint employment_clinician_id_fkey FOREIGN KEY (clinician_id) REFERENCES clinician(id),
  constraint employment_employer_id_fkey FOREIGN KEY (employer_id) REFERENCES organisation(id),
  constraint employment_once EXCLUDE USING gist (clinician_id WITH =, employer_id WITH =, daterange(valid_from, valid_to) WITH &&) WHERE ((state = ANY (ARRAY['OFFERED'::text, 'ACCEPTED'::text]))),
  constraint employment_check CHECK ((valid_to > valid_from)),
  constraint employment_contracted_minutes_per_week_check CHECK (((contracted_minutes_per_week >= 0) AND (contracted_minutes_per_week <= 10080))),
  constraint employment_decided CHECK ((((decided_at IS NULL) = (decided_by IS NULL)) AND
CASE state
    WHEN 'OFFERED'::text THEN (decided_at IS NULL)
    WHEN 'ACCEPTED'::text THEN true
    ELSE (decided_at IS NOT NULL)
END AND ((state = 'DECLINED'::text) = (decline_reason IS NOT NULL)))),
  constraint employment_session_minutes_check CHECK (((session_minutes >= 30) AND (session_minutes <= 720))),
  constraint employment_state_check CHECK ((state = ANY (ARRAY['OFFERED'::text, 'ACCEPTED'::text, 'DECLINED'::text, 'WITHDRAWN'::text]))),
  constraint employment_working_time_status_check CHECK ((working_time_status = ANY (ARRAY['WORKER'::text, 'PARTNER'::text, 'SELF_EMPLOYED'::text])))
);
comment on column employment.decided_by is 'null where nobody had to decide: the person is the employer''s own already';
CREATE INDEX employment_employer ON public.employment USING btree (employer_id);
alter table employment enable row level security;
create policy employment_delete on employment for delete
  using (employer_id = ANY (ids(app.organisations)));
create policy employment_insert on employment for insert
  with check ((employer_id = ANY (ids_each_row(app.organisations))) AND (state = 'OFFERED'::text OR state = 'ACCEPTED'::text AND job_stands_at_once(clinician_id, valid_from)));
create policy employment_read on employment for select
  using ((employer_id = ANY (ids(app.organisations))) OR (EXISTS ( SELECT
   FROM pool_release r
  WHERE r.employment_id = employment.id AND (r.pcn_id = ANY (ids(app.pcns))) AND r.state <> 'DECLINED'::text)) OR (clinician_id = ANY (ids(app.clinicians))));
create policy employment_update on employment for update
  using ((employer_id = ANY (ids_each_row(app.organisations))) OR (clinician_id = ANY (ids_each_row(app.clinicians))))
  with check ((employer_id = ANY (ids_each_row(app.organisations))) OR (clinician_id = ANY (ids_each_row(app.clinicians))));
CREATE TRIGGER employment_audit_delete AFTER DELETE ON employment REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_statement('id', '', '', 'employment:id,network:employer_id');
CREATE TRIGGER employment_audit_insert AFTER INSERT ON employment REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_statement('id', '', '', 'employment:id,network:employer_id');
CREATE TRIGGER employment_audit_update AFTER UPDATE ON employment REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_statement('id', '', '', 'employment:id,network:employer_id');
CREATE TRIGGER employment_is_decided_by_clinician BEFORE UPDATE ON employment FOR EACH ROW EXECUTE FUNCTION decided_by_clinician();
grant insert, select on employment to pcn_app;
grant update (valid_to, state, decided_at, decided_by, decline_reason) on employment to pcn_app;

create table example_load (
  only_row boolean default true not null,
  around date not null,
  completed_at timestamp with time zone not null,
  constraint example_load_pkey PRIMARY KEY (only_row),
  constraint example_load_only_row_check CHECK (only_row)
);
grant select on example_load to pcn_app;

create table function_text (
  file text not null,
  hash text not null,
  former text[] default '{}'::text[] not null,
  created_at timestamp with time zone default clock_timestamp() not null,
  constraint function_text_pkey PRIMARY KEY (file)
);
comment on table function_text is 'the texts of migrations/functions/<file>.sql that were created last; kept by migrate';
comment on column function_text.hash is 'of the file, by SHA-256; empty when a step was taken back and nobody knows';
comment on column function_text.former is 'hashes that it had before: a release with one of them is an older one';

create table hosting_ledger (
  id bigint generated always as identity not null,
  pcn_id uuid not null,
  clinic_id uuid not null,
  site_id uuid not null,
  kind text not null,
  session_id uuid,
  on_day date not null,
  entitled numeric(24,12) not null,
  hosted integer not null,
  entered_at timestamp with time zone not null,
  constraint hosting_ledger_pkey PRIMARY KEY (id),
  constraint hosting_ledger_clinic_id_fkey FOREIGN KEY (clinic_id, pcn_id) REFERENCES shared_clinic(id, pcn_id),
  constraint hosting_ledger_pcn_id_fkey FOREIGN KEY (pcn_id) REFERENCES organisation(id),
  constraint hosting_ledger_session_id_fkey FOREIGN KEY (session_id, pcn_id) REFERENCES session(id, pcn_id),
  constraint hosting_ledger_site_id_fkey FOREIGN KEY (site_id) REFERENCES site(id),
  constraint hosting_ledger_hosted_check CHECK (((hosted >= '-1'::integer) AND (hosted <= 1))),
  constraint hosting_ledger_kind_check CHECK ((kind = ANY (ARRAY['PUBLISHED'::text, 'CANCELLED'::text, 'REINSTATED'::text, 'CHANGED'::text, 'HAND_OVER'::text]))),
  constraint hosting_ledger_session CHECK (((kind = 'HAND_OVER'::text) = (session_id IS NULL)))
);
CREATE INDEX hosting_ledger_clinic ON public.hosting_ledger USING btree (clinic_id, site_id) INCLUDE (entitled, hosted);
CREATE UNIQUE INDEX hosting_ledger_published_once ON public.hosting_ledger USING btree (session_id, site_id) WHERE (kind = 'PUBLISHED'::text);
CREATE INDEX hosting_ledger_session_id ON public.hosting_ledger USING btree (session_id);
alter table hosting_ledger enable row level security;
create policy hosting_ledger_delete on hosting_ledger for delete
  using (pcn_id = ANY (ids(app.pcns)));
create policy hosting_ledger_insert on hosting_ledger for insert
  with check (pcn_id = ANY (ids(app.pcns)));
create policy hosting_ledger_read on hosting_ledger for select
  using (pcn_id = ANY (ids(app.pcns)));
create policy hosting_ledger_update on hosting_ledger for update
  using (pcn_id = ANY (ids(app.pcns)))
  with check (pcn_id = ANY (ids(app.pcns)));
CREATE TRIGGER hosting_ledger_audit_delete AFTER DELETE ON hosting_ledger REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_statement('id', '', '');
CREATE TRIGGER hosting_ledger_audit_insert AFTER INSERT ON hosting_ledger REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_statement('id', '', '');
CREATE TRIGGER hosting_ledger_audit_update AFTER UPDATE ON hosting_ledger REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_statement('id', '', '');
grant insert, select on hosting_ledger to pcn_app;

create table idempotency_key (
  subject text not null,
  organisation_code text not null,
  mutation text not null,
  key text not null,
  input_hash text not null,
  outcome jsonb,
  created_at timestamp with time zone not null,
  constraint idempotency_key_pkey PRIMARY KEY (subject, organisation_code, mutation, key)
);
CREATE INDEX idempotency_key_age ON public.idempotency_key USING btree (created_at);
alter table idempotency_key enable row level security;
create policy idempotency_key_own on idempotency_key for all
  using (subject = (( SELECT current_setting('app.actor'::text, true) AS current_setting)))
  with check (subject = (( SELECT current_setting('app.actor'::text, true) AS current_setting)));
grant delete, insert, select, update on idempotency_key to pcn_app;

create table job_task (
  name text not null,
  constraint job_task_pkey PRIMARY KEY (name)
);

create table kysely_migration (
  name character varying(255) not null,
  "timestamp" character varying(255) not null,
  constraint kysely_migration_pkey PRIMARY KEY (name)
);

create table kysely_migration_lock (
  id character varying(255) not null,
  is_locked integer default 0 not null,
  constraint kysely_migration_lock_pkey PRIMARY KEY (id)
);

create table leave (
  id uuid default gen_random_uuid() not null,
  clinician_id uuid not null,
  kind text not null,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  state text not null,
  decided_by text,
  decided_at timestamp with time zone,
  late_reason text,
  constraint leave_pkey PRIMARY KEY (id),
  constraint leave_clinician_id_fkey FOREIGN KEY (clinician_id) REFERENCES clinician(id),
  constraint leave_once EXCLUDE USING gist (clinician_id WITH =, tstzrange(starts_at, ends_at) WITH &&) WHERE ((state = ANY (ARRAY['REQUESTED'::text, 'APPROVED'::text]))),
  constraint leave_check CHECK ((ends_at > starts_at)),
  constraint leave_kind_check CHECK ((kind = ANY (ARRAY['ANNUAL'::text, 'STUDY'::text, 'SICK'::text, 'PARENTAL'::text, 'OTHER'::text]))),
  constraint leave_late_reason_check CHECK (((length(late_reason) >= 1) AND (length(late_reason) <= 200))),
  constraint leave_state_check CHECK ((state = ANY (ARRAY['REQUESTED'::text, 'APPROVED'::text, 'REFUSED'::text, 'WITHDRAWN'::text])))
);
comment on table leave is 'for employers and the clinician; networks see approved leave as busy time, without its kind';
alter table leave enable row level security;
create policy leave_delete on leave for delete
  using ((EXISTS ( SELECT
   FROM employment e
  WHERE e.clinician_id = leave.clinician_id AND e.state = 'ACCEPTED'::text AND (e.employer_id = ANY (ids(app.organisations))))) OR (clinician_id = ANY (ids(app.clinicians))));
create policy leave_insert on leave for insert
  with check ((EXISTS ( SELECT
   FROM employment e
  WHERE e.clinician_id = leave.clinician_id AND e.state = 'ACCEPTED'::text AND (e.employer_id = ANY (ids_each_row(app.organisations))) AND daterange(e.valid_from, e.valid_to) && daterange((leave.starts_at AT TIME ZONE 'Europe/London'::text)::date, (leave.ends_at AT TIME ZONE 'Europe/London'::text)::date, '[]'::text))) OR (clinician_id = ANY (ids_each_row(app.clinicians))));
create policy leave_read on leave for select
  using ((EXISTS ( SELECT
   FROM employment e
  WHERE e.clinician_id = leave.clinician_id AND e.state = 'ACCEPTED'::text AND (e.employer_id = ANY (ids_each_row(app.organisations))) AND daterange(e.valid_from, e.valid_to) && daterange((leave.starts_at AT TIME ZONE 'Europe/London'::text)::date, (leave.ends_at AT TIME ZONE 'Europe/London'::text)::date, '[]'::text))) OR (clinician_id = ANY (ids_each_row(app.clinicians))));
create policy leave_update on leave for update
  using ((EXISTS ( SELECT
   FROM employment e
  WHERE e.clinician_id = leave.clinician_id AND e.state = 'ACCEPTED'::text AND (e.employer_id = ANY (ids_each_row(app.organisations))) AND daterange(e.valid_from, e.valid_to) && daterange((leave.starts_at AT TIME ZONE 'Europe/London'::text)::date, (leave.ends_at AT TIME ZONE 'Europe/London'::text)::date, '[]'::text))) OR (clinician_id = ANY (ids_each_row(app.clinicians))))
  with check ((EXISTS ( SELECT
   FROM employment e
  WHERE e.clinician_id = leave.clinician_id AND e.state = 'ACCEPTED'::text AND (e.employer_id = ANY (ids_each_row(app.organisations))) AND daterange(e.valid_from, e.valid_to) && daterange((leave.starts_at AT TIME ZONE 'Europe/London'::text)::date, (leave.ends_at AT TIME ZONE 'Europe/London'::text)::date, '[]'::text))) OR (clinician_id = ANY (ids_each_row(app.clinicians))));
CREATE TRIGGER leave_audit_delete AFTER DELETE ON leave REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_statement('id', '', '', 'employer:clinician_id');
CREATE TRIGGER leave_audit_insert AFTER INSERT ON leave REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_statement('id', '', '', 'employer:clinician_id');
CREATE TRIGGER leave_audit_update AFTER UPDATE ON leave REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_statement('id', '', '', 'employer:clinician_id');
grant insert, select, update on leave to pcn_app;

create table membership (
  id uuid default gen_random_uuid() not null,
  practice_id uuid not null,
  pcn_id uuid not null,
  valid_from date not null,
  valid_to date,
  source text not null,
  constraint membership_pkey PRIMARY KEY (id),
  constraint membership_pcn_id_fkey FOREIGN KEY (pcn_id) REFERENCES organisation(id),
  constraint membership_practice_id_fkey FOREIGN KEY (practice_id) REFERENCES organisation(id),
  constraint membership_one_pcn EXCLUDE USING gist (practice_id WITH =, daterange(valid_from, valid_to) WITH &&),
  constraint membership_check CHECK ((valid_to > valid_from))
);
CREATE INDEX membership_pcn ON public.membership USING btree (pcn_id);
alter table membership enable row level security;
create policy membership_insert on membership for insert
  with check (viewer_commissions(practice_id) AND viewer_commissions(pcn_id));
create policy membership_read on membership for select
  using (true);
create policy membership_update on membership for update
  using (viewer_commissions(practice_id))
  with check (viewer_commissions(practice_id));
CREATE TRIGGER membership_audit_delete AFTER DELETE ON membership REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_statement('id', '', '');
CREATE TRIGGER membership_audit_insert AFTER INSERT ON membership REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_statement('id', '', '');
CREATE TRIGGER membership_audit_update AFTER UPDATE ON membership REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_statement('id', '', '');
grant insert, select on membership to pcn_app;
grant update (valid_to) on membership to pcn_app;

create table network_agreement (
  id uuid default gen_random_uuid() not null,
  pcn_id uuid not null,
  title text collate by_name not null,
  drafted_on date not null,
  starts_on date not null,
  in_force_from date,
  ended_on date,
  discarded_because text,
  constraint network_agreement_pkey PRIMARY KEY (id),
  constraint network_agreement_of_network UNIQUE (id, pcn_id),
  constraint network_agreement_pcn_id_fkey FOREIGN KEY (pcn_id) REFERENCES organisation(id),
  constraint network_agreement_one_in_force EXCLUDE USING gist (pcn_id WITH =, daterange(in_force_from, ended_on) WITH &&) WHERE ((in_force_from IS NOT NULL)),
  constraint network_agreement_check CHECK ((in_force_from >= starts_on)),
  constraint network_agreement_check1 CHECK ((ended_on >= drafted_on)),
  constraint network_agreement_discarded CHECK (((discarded_because IS NULL) OR (((length(discarded_because) >= 1) AND (length(discarded_because) <= 200)) AND (in_force_from IS NULL) AND (ended_on IS NOT NULL)))),
  constraint network_agreement_title_check CHECK (((length(title) >= 1) AND (length(title) <= 200)))
);
comment on column network_agreement.in_force_from is 'the first day on which every member had signed';
alter table network_agreement enable row level security;
create policy network_agreement_delete on network_agreement for delete
  using (pcn_id = ANY (ids(app.pcns)));
create policy network_agreement_insert on network_agreement for insert
  with check (pcn_id = ANY (ids(app.pcns)));
create policy network_agreement_read on network_agreement for select
  using (pcn_id = ANY (ids(app.pcns)));
create policy network_agreement_update on network_agreement for update
  using (pcn_id = ANY (ids(app.pcns)))
  with check (pcn_id = ANY (ids(app.pcns)));
CREATE TRIGGER network_agreement_audit_delete AFTER DELETE ON network_agreement REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_statement('id', '', '');
CREATE TRIGGER network_agreement_audit_insert AFTER INSERT ON network_agreement REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_statement('id', '', '');
CREATE TRIGGER network_agreement_audit_update AFTER UPDATE ON network_agreement REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_statement('id', '', '');
grant insert, select, update on network_agreement to pcn_app;

create table official_import (
  id uuid default gen_random_uuid() not null,
  batch_id text not null,
  kind text not null,
  file_name text not null,
  sha256 text not null,
  edition_on date,
  rows_read bigint not null,
  rows_new bigint not null,
  rows_changed bigint not null,
  rows_unchanged bigint not null,
  rows_left_out bigint not null,
  rows_refused bigint not null,
  imported_at timestamp with time zone not null,
  constraint official_import_pkey PRIMARY KEY (id),
  constraint official_import_sha256_check CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text))
);
comment on column official_import.edition_on is 'the day up to which the file tells the facts; null where each row has a day of its own';
CREATE INDEX official_import_edition ON public.official_import USING btree (kind, edition_on DESC);
grant select on official_import to pcn_app;

create table organisation (
  id uuid default gen_random_uuid() not null,
  ods_code text,
  kind text not null,
  opened_on date,
  closed_on date,
  unknown boolean default false not null,
  source text not null,
  constraint organisation_pkey PRIMARY KEY (id),
  constraint organisation_ods_code_key UNIQUE (ods_code),
  constraint organisation_check CHECK (((closed_on IS NULL) OR (opened_on IS NULL) OR (closed_on >= opened_on))),
  constraint organisation_kind_check CHECK ((kind = ANY (ARRAY['ICB'::text, 'SUB_ICB'::text, 'PCN'::text, 'PRACTICE'::text, 'HUB'::text, 'TRUST'::text, 'COMMUNITY_PROVIDER'::text, 'VOLUNTARY'::text, 'CONTRACT_HOLDER'::text]))),
  constraint organisation_ods_code_check CHECK ((ods_code ~ '^[A-Z0-9]{3,10}$'::text))
);
comment on column organisation.unknown is 'a placeholder: our sources say that it exists and not who it is';
CREATE INDEX organisation_kind ON public.organisation USING btree (kind, ods_code);
alter table organisation enable row level security;
create policy organisation_read on organisation for select
  using (true);
create policy organisation_update on organisation for update
  using (true)
  with check (viewer_commissions(id));
CREATE TRIGGER organisation_audit_delete AFTER DELETE ON organisation REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_statement('id', '', '', 'organisation:id');
CREATE TRIGGER organisation_audit_insert AFTER INSERT ON organisation REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_statement('id', '', '', 'organisation:id');
CREATE TRIGGER organisation_audit_update AFTER UPDATE ON organisation REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_statement('id', '', '', 'organisation:id');
grant select on organisation to pcn_app;
grant update (closed_on) on organisation to pcn_app;

create table organisation_name (
  id uuid default gen_random_uuid() not null,
  organisation_id uuid not null,
  name text collate by_name not null,
  valid_from date not null,
  valid_to date,
  constraint organisation_name_pkey PRIMARY KEY (id),
  constraint organisation_name_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id),
  constraint organisation_name_once EXCLUDE USING gist (organisation_id WITH =, daterange(valid_from, valid_to) WITH &&),
  constraint organisation_name_check CHECK ((valid_to > valid_from)),
  constraint organisation_name_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200)))
);
alter table organisation_name enable row level security;
create policy organisation_name_insert on organisation_name for insert
  with check (viewer_commissions(organisation_id));
create policy organisation_name_read on organisation_name for select
  using (true);
create policy organisation_name_update on organisation_name for update
  using (viewer_commissions(organisation_id))
  with check (viewer_commissions(organisation_id));
CREATE TRIGGER organisation_name_audit_delete AFTER DELETE ON organisation_name REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_statement('id', '', '', 'organisation:organisation_id');
CREATE TRIGGER organisation_name_audit_insert AFTER INSERT ON organisation_name REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_statement('id', '', '', 'organisation:organisation_id');
CREATE TRIGGER organisation_name_audit_update AFTER UPDATE ON organisation_name REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_statement('id', '', '', 'organisation:organisation_id');
grant insert, select on organisation_name to pcn_app;
grant update (valid_to) on organisation_name to pcn_app;

create table participation (
  id uuid default gen_random_uuid() not null,
  pcn_id uuid not null,
  practice_id uuid not null,
  service_id uuid not null,
  state text not null,
  valid_from date not null,
  valid_to date,
  constraint participation_pkey PRIMARY KEY (id),
  constraint participation_pcn_id_fkey FOREIGN KEY (pcn_id) REFERENCES organisation(id),
  constraint participation_practice_id_fkey FOREIGN KEY (practice_id) REFERENCES organisation(id),
  constraint participation_service_id_fkey FOREIGN KEY (service_id) REFERENCES service(id),
  constraint participation_one_state EXCLUDE USING gist (practice_id WITH =, pcn_id WITH =, service_id WITH =, daterange(valid_from, valid_to) WITH &&),
  constraint participation_check CHECK ((valid_to > valid_from)),
  constraint participation_state_check CHECK ((state = ANY (ARRAY['IN'::text, 'OUT'::text, 'PILOT'::text])))
);
alter table participation enable row level security;
create policy participation_delete on participation for delete
  using (pcn_id = ANY (ids(app.pcns)));
create policy participation_insert on participation for insert
  with check (pcn_id = ANY (ids(app.pcns)));
create policy participation_read on participation for select
  using (pcn_id = ANY (ids(app.pcns)));
create policy participation_update on participation for update
  using (pcn_id = ANY (ids(app.pcns)))
  with check (pcn_id = ANY (ids(app.pcns)));
CREATE TRIGGER participation_audit_delete AFTER DELETE ON participation REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_statement('id', '', '');
CREATE TRIGGER participation_audit_insert AFTER INSERT ON participation REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_statement('id', '', '');
CREATE TRIGGER participation_audit_update AFTER UPDATE ON participation REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_statement('id', '', '');
CREATE TRIGGER participation_service_is_of_network BEFORE INSERT OR UPDATE OF service_id, pcn_id ON participation FOR EACH ROW EXECUTE FUNCTION service_is_of_network();
grant insert, select, update on participation to pcn_app;

create table place (
  session_id uuid not null,
  number integer not null,
  pcn_id uuid not null,
  owner_id uuid,
  given_to_id uuid,
  taken_until timestamp with time zone,
  constraint place_pkey PRIMARY KEY (session_id, number),
  constraint place_given_to_id_fkey FOREIGN KEY (given_to_id) REFERENCES organisation(id),
  constraint place_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES organisation(id),
  constraint place_session_id_fkey FOREIGN KEY (session_id, pcn_id) REFERENCES session(id, pcn_id),
  constraint place_number_check CHECK ((number >= 1))
) with (fillfactor=80);
comment on column place.owner_id is 'the practice whose right it is; null is the pool';
comment on column place.given_to_id is 'the practice whose share it was at publication';
alter table place enable row level security;
create policy place_delete on place for delete
  using (pcn_id = ANY (ids(app.pcns)));
create policy place_insert on place for insert
  with check (pcn_id = ANY (ids(app.pcns)));
create policy place_read on place for select
  using (pcn_id = ANY (ids(app.pcns)));
create policy place_update on place for update
  using (pcn_id = ANY (ids(app.pcns)))
  with check (pcn_id = ANY (ids(app.pcns)));
CREATE TRIGGER place_audit_delete AFTER DELETE ON place REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_statement('session_id,number', '', 'taken_until');
CREATE TRIGGER place_audit_insert AFTER INSERT ON place REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_statement('session_id,number', '', 'taken_until');
CREATE TRIGGER place_audit_update AFTER UPDATE ON place REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_statement('session_id,number', '', 'taken_until');
grant delete, select on place to pcn_app;
grant insert (session_id, number, pcn_id, owner_id, given_to_id) on place to pcn_app;
grant update (owner_id, given_to_id) on place to pcn_app;

create table pool_release (
  id uuid default gen_random_uuid() not null,
  employment_id uuid not null,
  clinician_id uuid not null,
  employer_id uuid not null,
  pcn_id uuid not null,
  minutes_per_week integer not null,
  valid_from date not null,
  valid_to date,
  state text default 'ACCEPTED'::text not null,
  decided_at timestamp with time zone,
  decided_by text,
  decline_reason text,
  change_reason text,
  constraint pool_release_pkey PRIMARY KEY (id),
  constraint pool_release_employment_id_clinician_id_employer_id_fkey FOREIGN KEY (employment_id, clinician_id, employer_id) REFERENCES employment(id, clinician_id, employer_id),
  constraint pool_release_pcn_id_fkey FOREIGN KEY (pcn_id) REFERENCES organisation(id),
  constraint pool_release_once EXCLUDE USING gist (employment_id WITH =, pcn_id WITH =, daterange(valid_from, valid_to) WITH &&) WHERE ((state <> 'DECLINED'::text)),
  constraint pool_release_change_reason_check CHECK (((length(change_reason) >= 1) AND (length(change_reason) <= 200))),
  constraint pool_release_check CHECK ((valid_to > valid_from)),
  constraint pool_release_decided CHECK ((((decided_at IS NULL) = (decided_by IS NULL)) AND
CASE state
    WHEN 'OFFERED'::text THEN (decided_at IS NULL)
    WHEN 'DECLINED'::text THEN (decided_at IS NOT NULL)
    ELSE true
END AND ((state = 'DECLINED'::text) = (decline_reason IS NOT NULL)))),
  constraint pool_release_minutes_per_week_check CHECK ((minutes_per_week > 0)),
  constraint pool_release_state_check CHECK ((state = ANY (ARRAY['OFFERED'::text, 'ACCEPTED'::text, 'DECLINED'::text])))
);
comment on column pool_release.decided_by is 'null where nobody had to decide: a member lends to its own network';
comment on column pool_release.change_reason is 'why it was changed or ended, last';
CREATE INDEX pool_release_clinician ON public.pool_release USING btree (clinician_id, pcn_id);
CREATE INDEX pool_release_lender ON public.pool_release USING btree (employer_id);
CREATE INDEX pool_release_pcn ON public.pool_release USING btree (pcn_id, clinician_id);
alter table pool_release enable row level security;
create policy pool_release_delete on pool_release for delete
  using (employer_id = ANY (ids(app.organisations)));
create policy pool_release_insert on pool_release for insert
  with check ((employer_id = ANY (ids(app.organisations))) AND (state = 'OFFERED'::text OR (pcn_id = ANY (ids(app.pcns)))));
create policy pool_release_read on pool_release for select
  using ((pcn_id = ANY (ids(app.pcns))) OR (employer_id = ANY (ids(app.organisations))) OR (clinician_id = ANY (ids(app.clinicians))));
create policy pool_release_update on pool_release for update
  using ((employer_id = ANY (ids(app.organisations))) OR (pcn_id = ANY (ids(app.booking_pcns))))
  with check ((employer_id = ANY (ids(app.organisations))) OR (pcn_id = ANY (ids(app.booking_pcns))));
CREATE TRIGGER pool_release_audit_delete AFTER DELETE ON pool_release REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_statement('id', '', '', 'network:pcn_id,network:employer_id');
CREATE TRIGGER pool_release_audit_insert AFTER INSERT ON pool_release REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_statement('id', '', '', 'network:pcn_id,network:employer_id');
CREATE TRIGGER pool_release_audit_update AFTER UPDATE ON pool_release REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_statement('id', '', '', 'network:pcn_id,network:employer_id');
CREATE TRIGGER pool_release_is_decided_by_network BEFORE UPDATE OF state, decided_at, decided_by, decline_reason ON pool_release FOR EACH ROW EXECUTE FUNCTION decided_by_network();
CREATE TRIGGER pool_release_job_stands BEFORE INSERT ON pool_release FOR EACH ROW EXECUTE FUNCTION released_job_stands();
grant delete, insert, select on pool_release to pcn_app;
grant update (valid_to, state, decided_at, decided_by, decline_reason, change_reason) on pool_release to pcn_app;

create table population (
  id uuid default gen_random_uuid() not null,
  organisation_id uuid not null,
  basis text not null,
  counted_on date not null,
  value numeric(12,2) not null,
  source text not null,
  known_since timestamp with time zone default app_now(),
  constraint population_pkey PRIMARY KEY (id),
  constraint population_once UNIQUE (organisation_id, basis, counted_on),
  constraint population_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id),
  constraint population_basis_check CHECK ((basis = ANY (ARRAY['REGISTERED'::text, 'WEIGHTED'::text, 'PCN_ADJUSTED'::text]))),
  constraint population_value_check CHECK ((value >= (0)::numeric))
);
comment on column population.known_since is 'null for what was recorded before this was kept: since ever';
alter table population enable row level security;
create policy population_insert on population for insert
  with check (viewer_commissions(organisation_id));
create policy population_read on population for select
  using (true);
create policy population_update on population for update
  using (true)
  with check (viewer_commissions(organisation_id));
CREATE TRIGGER population_audit_delete AFTER DELETE ON population REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_statement('id', '', '', 'organisation:organisation_id');
CREATE TRIGGER population_audit_insert AFTER INSERT ON population REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_statement('id', '', '', 'organisation:organisation_id');
CREATE TRIGGER population_audit_update AFTER UPDATE ON population REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_statement('id', '', '', 'organisation:organisation_id');
grant insert, select on population to pcn_app;
grant update (value, source, known_since) on population to pcn_app;

create table population_earlier (
  id uuid default gen_random_uuid() not null,
  population_id uuid not null,
  organisation_id uuid not null,
  value numeric(12,2) not null,
  source text not null,
  known_since timestamp with time zone,
  known_until timestamp with time zone not null,
  reason text not null,
  constraint population_earlier_pkey PRIMARY KEY (id),
  constraint population_earlier_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id),
  constraint population_earlier_population_id_fkey FOREIGN KEY (population_id) REFERENCES population(id),
  constraint population_earlier_known CHECK ((known_since <= known_until)),
  constraint population_earlier_reason_check CHECK (((length(reason) >= 1) AND (length(reason) <= 200))),
  constraint population_earlier_value_check CHECK ((value >= (0)::numeric))
);
CREATE INDEX population_earlier_of ON public.population_earlier USING btree (population_id, known_until);
alter table population_earlier enable row level security;
create policy population_earlier_insert on population_earlier for insert
  with check (viewer_commissions(organisation_id));
create policy population_earlier_read on population_earlier for select
  using (true);
CREATE TRIGGER population_earlier_audit_delete AFTER DELETE ON population_earlier REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_statement('id', '', '', 'organisation:organisation_id');
CREATE TRIGGER population_earlier_audit_insert AFTER INSERT ON population_earlier REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_statement('id', '', '', 'organisation:organisation_id');
CREATE TRIGGER population_earlier_audit_update AFTER UPDATE ON population_earlier REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_statement('id', '', '', 'organisation:organisation_id');
grant insert, select on population_earlier to pcn_app;

create table post (
  session_id uuid not null,
  number integer not null,
  pcn_id uuid not null,
  line integer not null,
  role_code text not null,
  clinician_id uuid,
  constraint post_pkey PRIMARY KEY (session_id, number),
  constraint post_clinician_id_fkey FOREIGN KEY (clinician_id) REFERENCES clinician(id),
  constraint post_role_code_fkey FOREIGN KEY (role_code) REFERENCES staff_role(code),
  constraint post_session_id_fkey FOREIGN KEY (session_id, pcn_id) REFERENCES session(id, pcn_id),
  constraint post_number_check CHECK ((number >= 1))
);
comment on column post.clinician_id is 'kept by a trigger on assignment: who fills it now';
alter table post enable row level security;
create policy post_delete on post for delete
  using (pcn_id = ANY (ids(app.pcns)));
create policy post_insert on post for insert
  with check (pcn_id = ANY (ids(app.pcns)));
create policy post_read on post for select
  using ((pcn_id = ANY (ids(app.pcns))) OR (pcn_id = ANY (ids(app.lent_pcns))) AND serves_lender(session_id));
create policy post_update on post for update
  using (pcn_id = ANY (ids(app.pcns)))
  with check (pcn_id = ANY (ids(app.pcns)));
grant delete, select on post to pcn_app;
grant insert (session_id, number, pcn_id, line, role_code) on post to pcn_app;
grant update (line) on post to pcn_app;

create table registration (
  id uuid default gen_random_uuid() not null,
  clinician_id uuid not null,
  body text not null,
  number text not null,
  valid_from date not null,
  valid_to date,
  end_reason text,
  constraint registration_pkey PRIMARY KEY (id),
  constraint registration_clinician_id_fkey FOREIGN KEY (clinician_id) REFERENCES clinician(id),
  constraint registration_days_once EXCLUDE USING gist (clinician_id WITH =, body WITH =, number WITH =, daterange(valid_from, valid_to) WITH &&),
  constraint registration_number_once EXCLUDE USING gist (body WITH =, number WITH =, clinician_id WITH <>),
  constraint registration_body_check CHECK ((body = ANY (ARRAY['GMC'::text, 'NMC'::text, 'GPHC'::text, 'HCPC'::text]))),
  constraint registration_check CHECK ((valid_to > valid_from)),
  constraint registration_end_reason_check CHECK (((length(end_reason) >= 1) AND (length(end_reason) <= 200)))
);
CREATE INDEX registration_clinician ON public.registration USING btree (clinician_id);
alter table registration enable row level security;
create policy registration_delete on registration for delete
  using ((EXISTS ( SELECT
   FROM employment e
  WHERE e.clinician_id = registration.clinician_id AND e.state = 'ACCEPTED'::text AND (e.employer_id = ANY (string_to_array(current_setting('app.organisations'::text, true), ','::text)::uuid[])))));
create policy registration_insert on registration for insert
  with check ((EXISTS ( SELECT
   FROM clinician c
  WHERE c.id = registration.clinician_id AND (c.registered_by_id = ANY (ids_each_row(app.organisations))))) OR (EXISTS ( SELECT
   FROM employment e
  WHERE e.clinician_id = registration.clinician_id AND e.state = 'ACCEPTED'::text AND (e.employer_id = ANY (ids_each_row(app.organisations))) AND true)));
create policy registration_read on registration for select
  using ((EXISTS ( SELECT
   FROM clinician c
  WHERE c.id = registration.clinician_id)));
create policy registration_update on registration for update
  using ((EXISTS ( SELECT
   FROM employment e
  WHERE e.clinician_id = registration.clinician_id AND e.state = 'ACCEPTED'::text AND (e.employer_id = ANY (ids_each_row(app.organisations))) AND true)))
  with check ((EXISTS ( SELECT
   FROM employment e
  WHERE e.clinician_id = registration.clinician_id AND e.state = 'ACCEPTED'::text AND (e.employer_id = ANY (ids_each_row(app.organisations))) AND true)));
CREATE TRIGGER registration_audit_delete AFTER DELETE ON registration REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_statement('id', '', '', 'clinician:clinician_id');
CREATE TRIGGER registration_audit_insert AFTER INSERT ON registration REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_statement('id', '', '', 'clinician:clinician_id');
CREATE TRIGGER registration_audit_update AFTER UPDATE ON registration REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_statement('id', '', '', 'clinician:clinician_id');
grant delete, insert, select, update on registration to pcn_app;

create table room (
  id uuid default gen_random_uuid() not null,
  site_id uuid not null,
  name text collate by_name not null,
  kind text not null,
  equipment text[] default '{}'::text[] not null,
  step_free boolean not null,
  places integer default 1 not null,
  closed_on date,
  closed_because text,
  constraint room_pkey PRIMARY KEY (id),
  constraint room_site_id_name_key UNIQUE (site_id, name),
  constraint room_site_id_fkey FOREIGN KEY (site_id) REFERENCES site(id),
  constraint room_closed CHECK (
CASE
    WHEN (closed_on IS NULL) THEN (closed_because IS NULL)
    ELSE ((length(closed_because) >= 1) AND (length(closed_because) <= 200))
END),
  constraint room_kind_check CHECK ((kind = ANY (ARRAY['CONSULTING'::text, 'TREATMENT'::text, 'GROUP'::text, 'TELEPHONE'::text]))),
  constraint room_name_check CHECK (((length(name) >= 1) AND (length(name) <= 100))),
  constraint room_places_check CHECK (((places >= 1) AND (places <= 200)))
);
comment on column room.places is 'how many people can work with patients there at once; a session has the room alone';
alter table room enable row level security;
create policy room_insert on room for insert
  with check (viewer_keeps_site(site_id) OR is_new_site(site_id));
create policy room_read on room for select
  using (true);
create policy room_update on room for update
  using (true)
  with check (viewer_keeps_site(site_id));
CREATE TRIGGER room_audit_delete AFTER DELETE ON room REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_statement('id', '', '', 'site:site_id');
CREATE TRIGGER room_audit_insert AFTER INSERT ON room REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_statement('id', '', '', 'site:site_id');
CREATE TRIGGER room_audit_update AFTER UPDATE ON room REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_statement('id', '', '', 'site:site_id');
grant insert, select on room to pcn_app;
grant update (name, kind, equipment, step_free, places, closed_on, closed_because) on room to pcn_app;

create table service (
  id uuid default gen_random_uuid() not null,
  pcn_id uuid,
  code text not null,
  name text collate by_name not null,
  roles text[] not null,
  skills text[] default '{}'::text[] not null,
  slot_minutes integer not null,
  delivery_modes text[] not null,
  appointment_category text not null,
  room_kind text,
  equipment text[] default '{}'::text[] not null,
  undifferentiated boolean default false not null,
  triage boolean default false not null,
  gp_on_site boolean default false not null,
  needs text[] default '{}'::text[] not null,
  retired_on date,
  retired_because text,
  constraint service_pkey PRIMARY KEY (id),
  constraint service_code_once UNIQUE NULLS NOT DISTINCT (pcn_id, code),
  constraint service_pcn_id_fkey FOREIGN KEY (pcn_id) REFERENCES organisation(id),
  constraint service_code_check CHECK (((code ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text) AND (length(code) <= 60))),
  constraint service_delivery_modes_check CHECK (((cardinality(delivery_modes) > 0) AND (delivery_modes <@ ARRAY['FACE_TO_FACE'::text, 'TELEPHONE'::text, 'VIDEO'::text, 'HOME_VISIT'::text]))),
  constraint service_name_check CHECK (((length(name) >= 1) AND (length(name) <= 120))),
  constraint service_needs_check CHECK ((needs <@ ARRAY['NEW_PROBLEM'::text, 'FOLLOW_UP'::text, 'LONG_TERM_CONDITION_REVIEW'::text, 'MEDICATION_REVIEW'::text, 'MUSCULOSKELETAL'::text, 'MENTAL_HEALTH'::text, 'SOCIAL_SUPPORT'::text, 'SCREENING_OR_VACCINATION'::text, 'TEST_OR_PROCEDURE'::text, 'OTHER_CODED'::text])),
  constraint service_retired CHECK (
CASE
    WHEN (retired_on IS NULL) THEN (retired_because IS NULL)
    ELSE ((length(retired_because) >= 1) AND (length(retired_because) <= 200))
END),
  constraint service_roles_check CHECK ((cardinality(roles) > 0)),
  constraint service_room_kind_check CHECK ((room_kind = ANY (ARRAY['CONSULTING'::text, 'TREATMENT'::text, 'GROUP'::text, 'TELEPHONE'::text]))),
  constraint service_slot_minutes_check CHECK (((slot_minutes >= 5) AND (slot_minutes <= 240)))
);
comment on table service is 'without a PCN: the common catalogue; with one: that network''s own';
alter table service enable row level security;
create policy service_delete on service for delete
  using (pcn_id = ANY (ids(app.pcns)));
create policy service_insert on service for insert
  with check (pcn_id = ANY (ids(app.pcns)));
create policy service_read on service for select
  using (pcn_id IS NULL OR (pcn_id = ANY (ids(app.pcns))) OR (pcn_id = ANY (ids(app.lent_pcns))) AND service_serves_lender(id));
create policy service_update on service for update
  using (pcn_id = ANY (ids(app.pcns)))
  with check (pcn_id = ANY (ids(app.pcns)));
CREATE TRIGGER service_audit_delete AFTER DELETE ON service REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_statement('id', '', '');
CREATE TRIGGER service_audit_insert AFTER INSERT ON service REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_statement('id', '', '');
CREATE TRIGGER service_audit_update AFTER UPDATE ON service REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_statement('id', '', '');
grant insert, select, update on service to pcn_app;

create table session (
  id uuid default gen_random_uuid() not null,
  pcn_id uuid not null,
  clinic_id uuid not null,
  service_id uuid not null,
  occurrence_on date not null,
  session_on date not null,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  site_id uuid not null,
  room_id uuid,
  state text not null,
  cancelled_reason text,
  pool_at timestamp with time zone not null,
  bookable_unstaffed boolean not null,
  published_at timestamp with time zone not null,
  replaced boolean default false not null,
  to_111_at timestamp with time zone,
  constraint session_pkey PRIMARY KEY (id),
  constraint session_of_network UNIQUE (id, pcn_id),
  constraint session_time UNIQUE (id, starts_at, ends_at),
  constraint session_clinic_id_fkey FOREIGN KEY (clinic_id, pcn_id) REFERENCES shared_clinic(id, pcn_id),
  constraint session_pcn_id_fkey FOREIGN KEY (pcn_id) REFERENCES organisation(id),
  constraint session_room_id_fkey FOREIGN KEY (room_id) REFERENCES room(id),
  constraint session_service_id_fkey FOREIGN KEY (service_id) REFERENCES service(id),
  constraint session_site_id_fkey FOREIGN KEY (site_id) REFERENCES site(id),
  constraint session_room_free EXCLUDE USING gist (room_id WITH =, tstzrange(starts_at, ends_at) WITH &&) WHERE ((state = 'PUBLISHED'::text)) DEFERRABLE INITIALLY DEFERRED,
  constraint session_check CHECK ((ends_at > starts_at)),
  constraint session_check1 CHECK (((state = 'CANCELLED'::text) = (cancelled_reason IS NOT NULL))),
  constraint session_check2 CHECK (((NOT replaced) OR (state = 'CANCELLED'::text))),
  constraint session_state_check CHECK ((state = ANY (ARRAY['PUBLISHED'::text, 'CANCELLED'::text]))),
  constraint session_to_111_on_its_day CHECK ((((to_111_at AT TIME ZONE 'Europe/London'::text))::date = session_on))
);
comment on column session.occurrence_on is 'the day the series gave it; session_on is the day it is held';
CREATE UNIQUE INDEX session_once_per_occurrence ON public.session USING btree (clinic_id, occurrence_on) WHERE (NOT replaced);
CREATE INDEX session_pcn_start ON public.session USING btree (pcn_id, starts_at, id);
CREATE INDEX session_published ON public.session USING btree (pcn_id, starts_at, id) WHERE (state = 'PUBLISHED'::text);
CREATE INDEX session_site_start ON public.session USING btree (site_id, starts_at);
alter table session enable row level security;
create policy session_delete on session for delete
  using (pcn_id = ANY (ids(app.pcns)));
create policy session_insert on session for insert
  with check (pcn_id = ANY (ids(app.pcns)));
create policy session_read on session for select
  using ((pcn_id = ANY (ids(app.pcns))) OR (pcn_id = ANY (ids(app.lent_pcns))) AND serves_lender(id));
create policy session_update on session for update
  using (pcn_id = ANY (ids(app.pcns)))
  with check (pcn_id = ANY (ids(app.pcns)));
CREATE TRIGGER session_audit_delete AFTER DELETE ON session REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_statement('id', '', '');
CREATE TRIGGER session_audit_insert AFTER INSERT ON session REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_statement('id', '', '');
CREATE TRIGGER session_audit_update AFTER UPDATE ON session REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_statement('id', '', '');
CREATE TRIGGER session_notify_insert AFTER INSERT ON session REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION notify_availability();
CREATE TRIGGER session_notify_update AFTER UPDATE ON session REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION notify_availability();
CREATE TRIGGER session_service_is_of_network BEFORE INSERT OR UPDATE OF service_id, pcn_id ON session FOR EACH ROW EXECUTE FUNCTION service_is_of_network();
grant insert, select, update on session to pcn_app;

create table session_share (
  session_id uuid not null,
  pcn_id uuid not null,
  practice_id uuid not null,
  weight numeric(14,4) not null,
  weight_source text not null,
  entitlement numeric(14,6) not null,
  places integer not null,
  constraint session_share_pkey PRIMARY KEY (session_id, practice_id),
  constraint session_share_practice_id_fkey FOREIGN KEY (practice_id) REFERENCES organisation(id),
  constraint session_share_session_id_fkey FOREIGN KEY (session_id, pcn_id) REFERENCES session(id, pcn_id),
  constraint session_share_places_check CHECK ((places >= 0))
);
alter table session_share enable row level security;
create policy session_share_delete on session_share for delete
  using (pcn_id = ANY (ids(app.pcns)));
create policy session_share_insert on session_share for insert
  with check (pcn_id = ANY (ids(app.pcns)));
create policy session_share_read on session_share for select
  using (pcn_id = ANY (ids(app.pcns)));
create policy session_share_update on session_share for update
  using (pcn_id = ANY (ids(app.pcns)))
  with check (pcn_id = ANY (ids(app.pcns)));
CREATE TRIGGER session_share_audit_delete AFTER DELETE ON session_share REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_statement('session_id,practice_id', '', '');
CREATE TRIGGER session_share_audit_insert AFTER INSERT ON session_share REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_statement('session_id,practice_id', '', '');
CREATE TRIGGER session_share_audit_update AFTER UPDATE ON session_share REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_statement('session_id,practice_id', '', '');
grant insert, select, update on session_share to pcn_app;

create table share_account (
  id uuid default gen_random_uuid() not null,
  pcn_id uuid not null,
  service_id uuid not null,
  slot_minutes integer not null,
  constraint share_account_pkey PRIMARY KEY (id),
  constraint share_account_of_network UNIQUE (id, pcn_id),
  constraint share_account_once UNIQUE (pcn_id, service_id, slot_minutes),
  constraint share_account_pcn_id_fkey FOREIGN KEY (pcn_id) REFERENCES organisation(id),
  constraint share_account_service_id_fkey FOREIGN KEY (service_id) REFERENCES service(id),
  constraint share_account_slot_minutes_check CHECK (((slot_minutes >= 5) AND (slot_minutes <= 240)))
);
comment on table share_account is 'one ledger of places; its row is what publications lock';
alter table share_account enable row level security;
create policy share_account_delete on share_account for delete
  using (pcn_id = ANY (ids(app.pcns)));
create policy share_account_insert on share_account for insert
  with check (pcn_id = ANY (ids(app.pcns)));
create policy share_account_read on share_account for select
  using (pcn_id = ANY (ids(app.pcns)));
create policy share_account_update on share_account for update
  using (pcn_id = ANY (ids(app.pcns)))
  with check (pcn_id = ANY (ids(app.pcns)));
CREATE TRIGGER share_account_service_is_of_network BEFORE INSERT OR UPDATE OF service_id, pcn_id ON share_account FOR EACH ROW EXECUTE FUNCTION service_is_of_network();
grant insert, select, update on share_account to pcn_app;

create table share_ledger (
  id bigint generated always as identity not null,
  pcn_id uuid not null,
  account_id uuid not null,
  practice_id uuid not null,
  kind text not null,
  session_id uuid,
  on_day date not null,
  entitled numeric(24,12) default 0 not null,
  given integer default 0 not null,
  returned integer default 0 not null,
  reason text,
  entered_at timestamp with time zone not null,
  constraint share_ledger_pkey PRIMARY KEY (id),
  constraint share_ledger_account_id_fkey FOREIGN KEY (account_id, pcn_id) REFERENCES share_account(id, pcn_id),
  constraint share_ledger_pcn_id_fkey FOREIGN KEY (pcn_id) REFERENCES organisation(id),
  constraint share_ledger_practice_id_fkey FOREIGN KEY (practice_id) REFERENCES organisation(id),
  constraint share_ledger_session_id_fkey FOREIGN KEY (session_id, pcn_id) REFERENCES session(id, pcn_id),
  constraint share_ledger_check CHECK (((kind = ANY (ARRAY['LEAVER_SPREAD'::text, 'HAND_OVER'::text])) = (session_id IS NULL))),
  constraint share_ledger_check1 CHECK (((kind <> ALL (ARRAY['CANCELLED'::text, 'OVERRIDE'::text, 'LEAVER_SPREAD'::text, 'HAND_OVER'::text])) OR (reason IS NOT NULL))),
  constraint share_ledger_kind_check CHECK ((kind = ANY (ARRAY['PUBLISHED'::text, 'CANCELLED'::text, 'REINSTATED'::text, 'RETURNED'::text, 'PASSED_ON'::text, 'RECEIVED'::text, 'OVERRIDE'::text, 'CHANGED'::text, 'LEAVER_SPREAD'::text, 'HAND_OVER'::text])))
);
comment on column share_ledger.on_day is 'the day of the session, or from when on the move holds';
comment on column share_ledger.entitled is 'places; drift is the sum of entitled less the sum of given';
CREATE INDEX share_ledger_account ON public.share_ledger USING btree (account_id, practice_id) INCLUDE (entitled, given);
CREATE UNIQUE INDEX share_ledger_published_once ON public.share_ledger USING btree (session_id, practice_id) WHERE (kind = 'PUBLISHED'::text);
CREATE INDEX share_ledger_session ON public.share_ledger USING btree (session_id);
alter table share_ledger enable row level security;
create policy share_ledger_delete on share_ledger for delete
  using (pcn_id = ANY (ids(app.pcns)));
create policy share_ledger_insert on share_ledger for insert
  with check (pcn_id = ANY (ids(app.pcns)));
create policy share_ledger_read on share_ledger for select
  using (pcn_id = ANY (ids(app.pcns)));
create policy share_ledger_update on share_ledger for update
  using (pcn_id = ANY (ids(app.pcns)))
  with check (pcn_id = ANY (ids(app.pcns)));
CREATE TRIGGER share_ledger_audit_delete AFTER DELETE ON share_ledger REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_statement('id', '', '');
CREATE TRIGGER share_ledger_audit_insert AFTER INSERT ON share_ledger REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_statement('id', '', '');
CREATE TRIGGER share_ledger_audit_update AFTER UPDATE ON share_ledger REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_statement('id', '', '');
grant insert, select on share_ledger to pcn_app;

create table shared_clinic (
  id uuid default gen_random_uuid() not null,
  pcn_id uuid not null,
  service_id uuid not null,
  title text collate by_name not null,
  rrule text not null,
  start_time time without time zone not null,
  duration_minutes integer not null,
  starts_on date not null,
  ends_on date,
  hosting text not null,
  sharing_policy text not null,
  bank_holiday_policy text not null,
  slot_minutes integer not null,
  delivery_modes text[] not null,
  held_for_111 integer default 0 not null,
  pool_minutes_before integer not null,
  bookable_unstaffed boolean default false not null,
  published_until date,
  created_at timestamp with time zone not null,
  unused_to_111_from time without time zone,
  unused_to_111_policy text default 'NETWORK_DEFAULT'::text not null,
  break_minutes integer default 0 not null,
  priority integer default 1 not null,
  constraint shared_clinic_pkey PRIMARY KEY (id),
  constraint shared_clinic_of_network UNIQUE (id, pcn_id),
  constraint shared_clinic_pcn_id_fkey FOREIGN KEY (pcn_id) REFERENCES organisation(id),
  constraint shared_clinic_service_id_fkey FOREIGN KEY (service_id) REFERENCES service(id),
  constraint shared_clinic_bank_holiday_policy_check CHECK ((bank_holiday_policy = ANY (ARRAY['SKIP'::text, 'KEEP'::text, 'MOVE'::text]))),
  constraint shared_clinic_break_minutes_check CHECK (((break_minutes >= 0) AND (break_minutes <= 240))),
  constraint shared_clinic_check CHECK ((ends_on >= starts_on)),
  constraint shared_clinic_delivery_modes_check CHECK ((cardinality(delivery_modes) > 0)),
  constraint shared_clinic_duration_minutes_check CHECK (((duration_minutes >= 5) AND (duration_minutes <= 1440))),
  constraint shared_clinic_held_for_111_check CHECK ((held_for_111 >= 0)),
  constraint shared_clinic_hosting_check CHECK ((hosting = ANY (ARRAY['ONE'::text, 'IN_TURN'::text, 'CYCLE'::text]))),
  constraint shared_clinic_pool_minutes_before_check CHECK (((pool_minutes_before >= 0) AND (pool_minutes_before <= ((60 * 24) * 28)))),
  constraint shared_clinic_priority_check CHECK (((priority >= 1) AND (priority <= 9))),
  constraint shared_clinic_sharing_policy_check CHECK ((sharing_policy = ANY (ARRAY['REGISTERED_LIST'::text, 'WEIGHTED_LIST'::text, 'EQUAL'::text, 'FIXED'::text]))),
  constraint shared_clinic_slot_minutes_check CHECK (((slot_minutes >= 5) AND (slot_minutes <= 240))),
  constraint shared_clinic_title_check CHECK (((length(title) >= 1) AND (length(title) <= 200))),
  constraint shared_clinic_unused_to_111_own_time CHECK (((unused_to_111_policy = 'CLINIC_TIME'::text) = (unused_to_111_from IS NOT NULL))),
  constraint shared_clinic_unused_to_111_policy CHECK ((unused_to_111_policy = ANY (ARRAY['CLINIC_TIME'::text, 'NETWORK_DEFAULT'::text, 'NEVER'::text])))
);
comment on column shared_clinic.pool_minutes_before is 'how long before its start a session''s unused places are anyone''s';
comment on column shared_clinic.published_until is 'sessions before this day are published';
comment on column shared_clinic.unused_to_111_from is 'the clinic''s own time: from when, on a session''s day, its free slots are also for NHS 111';
comment on column shared_clinic.break_minutes is 'minutes of rest inside a session, which are not working time';
comment on column shared_clinic.priority is 'which clinic is staffed first where people are short: 1 before 2';
CREATE INDEX shared_clinic_pcn ON public.shared_clinic USING btree (pcn_id, title);
alter table shared_clinic enable row level security;
create policy shared_clinic_delete on shared_clinic for delete
  using (pcn_id = ANY (ids(app.pcns)));
create policy shared_clinic_insert on shared_clinic for insert
  with check (pcn_id = ANY (ids(app.pcns)));
create policy shared_clinic_read on shared_clinic for select
  using ((pcn_id = ANY (ids(app.pcns))) OR (pcn_id = ANY (ids(app.lent_pcns))) AND clinic_serves_lender(id));
create policy shared_clinic_update on shared_clinic for update
  using (pcn_id = ANY (ids(app.pcns)))
  with check (pcn_id = ANY (ids(app.pcns)));
CREATE TRIGGER shared_clinic_audit_delete AFTER DELETE ON shared_clinic REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_statement('id', '', '');
CREATE TRIGGER shared_clinic_audit_insert AFTER INSERT ON shared_clinic REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_statement('id', '', '');
CREATE TRIGGER shared_clinic_audit_update AFTER UPDATE ON shared_clinic REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_statement('id', '', '');
CREATE TRIGGER shared_clinic_service_is_of_network BEFORE INSERT OR UPDATE OF service_id, pcn_id ON shared_clinic FOR EACH ROW EXECUTE FUNCTION service_is_of_network();
grant insert, select, update on shared_clinic to pcn_app;

create table site (
  id uuid default gen_random_uuid() not null,
  code text,
  name text collate by_name not null,
  address text,
  town text collate by_name,
  postcode text,
  latitude double precision,
  longitude double precision,
  coordinate_precision text,
  opened_on date not null,
  closed_on date,
  constraint site_pkey PRIMARY KEY (id),
  constraint site_code_key UNIQUE (code),
  constraint site_check CHECK ((closed_on >= opened_on)),
  constraint site_check1 CHECK ((((latitude IS NULL) = (longitude IS NULL)) AND ((latitude IS NULL) = (coordinate_precision IS NULL)))),
  constraint site_code_check CHECK ((code ~ '^[A-Z0-9-]{3,20}$'::text)),
  constraint site_coordinate_precision_check CHECK ((coordinate_precision = ANY (ARRAY['EXACT'::text, 'POSTCODE'::text, 'TOWN'::text]))),
  constraint site_latitude_check CHECK (((latitude >= ('-90'::integer)::double precision) AND (latitude <= (90)::double precision))),
  constraint site_longitude_check CHECK (((longitude >= ('-180'::integer)::double precision) AND (longitude <= (180)::double precision))),
  constraint site_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200)))
);
CREATE INDEX site_postcode ON public.site USING btree (postcode);
alter table site enable row level security;
create policy site_insert on site for insert
  with check ((( SELECT current_setting('app.role'::text, true) AS current_setting)) = ANY (ARRAY['icb-contract-manager'::text, 'practice-manager'::text, 'provider-manager'::text]));
create policy site_read on site for select
  using (true);
create policy site_update on site for update
  using (viewer_keeps_site(id))
  with check (viewer_keeps_site(id));
CREATE TRIGGER site_audit_delete AFTER DELETE ON site REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_statement('id', '', '', 'site:id');
CREATE TRIGGER site_audit_insert AFTER INSERT ON site REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_statement('id', '', '', 'site:id');
CREATE TRIGGER site_audit_update AFTER UPDATE ON site REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_statement('id', '', '', 'site:id');
grant insert, select on site to pcn_app;
grant update (closed_on) on site to pcn_app;

create table site_operation (
  id uuid default gen_random_uuid() not null,
  site_id uuid not null,
  operator_id uuid not null,
  kind text not null,
  valid_from date not null,
  valid_to date,
  certainty text default 'STATED'::text not null,
  source text not null,
  constraint site_operation_pkey PRIMARY KEY (id),
  constraint site_operation_operator_id_fkey FOREIGN KEY (operator_id) REFERENCES organisation(id),
  constraint site_operation_site_id_fkey FOREIGN KEY (site_id) REFERENCES site(id),
  constraint site_operation_one_operator EXCLUDE USING gist (site_id WITH =, daterange(valid_from, valid_to) WITH &&),
  constraint site_operation_certainty_check CHECK ((certainty = ANY (ARRAY['STATED'::text, 'INFERRED'::text]))),
  constraint site_operation_check CHECK ((valid_to > valid_from)),
  constraint site_operation_kind_check CHECK ((kind = ANY (ARRAY['MAIN'::text, 'BRANCH'::text, 'HUB'::text])))
);
CREATE INDEX site_operation_operator ON public.site_operation USING btree (operator_id);
alter table site_operation enable row level security;
create policy site_operation_insert on site_operation for insert
  with check (viewer_keeps(operator_id) AND (viewer_keeps_site(site_id) OR is_new_site(site_id)));
create policy site_operation_read on site_operation for select
  using (true);
create policy site_operation_update on site_operation for update
  using (viewer_keeps(operator_id))
  with check (viewer_keeps(operator_id));
CREATE TRIGGER site_operation_audit_delete AFTER DELETE ON site_operation REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_statement('id', '', '', 'site:site_id,organisation:operator_id');
CREATE TRIGGER site_operation_audit_insert AFTER INSERT ON site_operation REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_statement('id', '', '', 'site:site_id,organisation:operator_id');
CREATE TRIGGER site_operation_audit_update AFTER UPDATE ON site_operation REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_statement('id', '', '', 'site:site_id,organisation:operator_id');
grant insert, select on site_operation to pcn_app;
grant update (operator_id, kind, valid_to) on site_operation to pcn_app;

create table slot (
  session_id uuid not null,
  number integer not null,
  pcn_id uuid not null,
  post_number integer not null,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  delivery_modes text[] not null,
  released_at timestamp with time zone not null,
  held_for_111 boolean default false not null,
  taken_until timestamp with time zone,
  constraint slot_pkey PRIMARY KEY (session_id, number),
  constraint slot_session_id_fkey FOREIGN KEY (session_id, pcn_id) REFERENCES session(id, pcn_id),
  constraint slot_session_id_post_number_fkey FOREIGN KEY (session_id, post_number) REFERENCES post(session_id, number),
  constraint slot_check CHECK ((ends_at > starts_at)),
  constraint slot_number_check CHECK ((number >= 1))
) with (fillfactor=80);
comment on column slot.taken_until is 'kept by a trigger on booking: infinity when booked, the expiry when held, else null';
alter table slot enable row level security;
create policy slot_delete on slot for delete
  using (pcn_id = ANY (ids(app.pcns)));
create policy slot_insert on slot for insert
  with check (pcn_id = ANY (ids(app.pcns)));
create policy slot_read on slot for select
  using ((pcn_id = ANY (ids(app.pcns))) OR (pcn_id = ANY (ids(app.lent_pcns))) AND serves_lender(session_id));
create policy slot_update on slot for update
  using (pcn_id = ANY (ids(app.pcns)))
  with check (pcn_id = ANY (ids(app.pcns)));
grant delete, select on slot to pcn_app;
grant insert (session_id, number, pcn_id, post_number, starts_at, ends_at, delivery_modes, released_at, held_for_111) on slot to pcn_app;
grant update (starts_at, ends_at, delivery_modes, released_at, held_for_111) on slot to pcn_app;

create table staff_role (
  code text not null,
  name text collate by_name not null,
  registration_body text,
  reimbursable boolean not null,
  supervision text not null,
  may_see_undifferentiated boolean not null,
  may_triage boolean not null,
  source text not null,
  constraint staff_role_pkey PRIMARY KEY (code),
  constraint staff_role_code_check CHECK ((code ~ '^[A-Z]+(_[A-Z]+)*$'::text)),
  constraint staff_role_registration_body_check CHECK ((registration_body = ANY (ARRAY['GMC'::text, 'NMC'::text, 'GPHC'::text, 'HCPC'::text]))),
  constraint staff_role_supervision_check CHECK ((supervision = ANY (ARRAY['NONE'::text, 'GP_ON_SITE'::text, 'NAMED_GP'::text])))
);
comment on column staff_role.reimbursable is 'paid through the Additional Roles Reimbursement Scheme (ARRS)';
grant select on staff_role to pcn_app;

create table succession (
  id uuid default gen_random_uuid() not null,
  predecessor_id uuid not null,
  successor_id uuid not null,
  valid_from date not null,
  source text not null,
  constraint succession_pkey PRIMARY KEY (id),
  constraint succession_once UNIQUE (predecessor_id),
  constraint succession_predecessor_id_fkey FOREIGN KEY (predecessor_id) REFERENCES organisation(id),
  constraint succession_successor_id_fkey FOREIGN KEY (successor_id) REFERENCES organisation(id),
  constraint succession_check CHECK ((predecessor_id <> successor_id))
);
CREATE INDEX succession_successor ON public.succession USING btree (successor_id);
alter table succession enable row level security;
create policy succession_insert on succession for insert
  with check (viewer_commissions(predecessor_id) AND viewer_commissions(successor_id));
create policy succession_read on succession for select
  using (true);
CREATE TRIGGER succession_audit_delete AFTER DELETE ON succession REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_statement('id', '', '', 'organisation:predecessor_id,organisation:successor_id');
CREATE TRIGGER succession_audit_insert AFTER INSERT ON succession REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_statement('id', '', '', 'organisation:predecessor_id,organisation:successor_id');
CREATE TRIGGER succession_audit_update AFTER UPDATE ON succession REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_statement('id', '', '', 'organisation:predecessor_id,organisation:successor_id');
grant insert, select on succession to pcn_app;

create table travel_time (
  from_site_id uuid not null,
  to_site_id uuid not null,
  minutes integer not null,
  assumed boolean not null,
  source text not null,
  constraint travel_time_pkey PRIMARY KEY (from_site_id, to_site_id),
  constraint travel_time_from_site_id_fkey FOREIGN KEY (from_site_id) REFERENCES site(id),
  constraint travel_time_to_site_id_fkey FOREIGN KEY (to_site_id) REFERENCES site(id),
  constraint travel_time_check CHECK ((from_site_id <> to_site_id)),
  constraint travel_time_minutes_check CHECK (((minutes >= 0) AND (minutes <= 600)))
);
alter table travel_time enable row level security;
create policy travel_time_read on travel_time for select
  using (true);
CREATE TRIGGER travel_time_audit_delete AFTER DELETE ON travel_time REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_statement('from_site_id,to_site_id', '', '', 'site:from_site_id,site:to_site_id');
CREATE TRIGGER travel_time_audit_insert AFTER INSERT ON travel_time REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_statement('from_site_id,to_site_id', '', '', 'site:from_site_id,site:to_site_id');
CREATE TRIGGER travel_time_audit_update AFTER UPDATE ON travel_time REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_statement('from_site_id,to_site_id', '', '', 'site:from_site_id,site:to_site_id');
grant select on travel_time to pcn_app;

create table unused_to_111_default (
  id uuid default gen_random_uuid() not null,
  pcn_id uuid not null,
  unused_to_111_from time without time zone,
  valid_from date not null,
  valid_to date,
  constraint unused_to_111_default_pkey PRIMARY KEY (id),
  constraint unused_to_111_default_pcn_id_fkey FOREIGN KEY (pcn_id) REFERENCES organisation(id),
  constraint unused_to_111_default_one_a_day EXCLUDE USING gist (pcn_id WITH =, daterange(valid_from, valid_to) WITH &&),
  constraint unused_to_111_default_check CHECK ((valid_to > valid_from))
);
comment on table unused_to_111_default is 'the days are those on which sessions are held';
comment on column unused_to_111_default.unused_to_111_from is 'null for no default on these days';
alter table unused_to_111_default enable row level security;
create policy unused_to_111_default_delete on unused_to_111_default for delete
  using (pcn_id = ANY (ids_each_row(app.pcns)));
create policy unused_to_111_default_insert on unused_to_111_default for insert
  with check (pcn_id = ANY (ids_each_row(app.pcns)));
create policy unused_to_111_default_read on unused_to_111_default for select
  using (pcn_id = ANY (ids_each_row(app.pcns)));
create policy unused_to_111_default_update on unused_to_111_default for update
  using (pcn_id = ANY (ids_each_row(app.pcns)))
  with check (pcn_id = ANY (ids_each_row(app.pcns)));
CREATE TRIGGER unused_to_111_default_audit_delete AFTER DELETE ON unused_to_111_default REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_statement('id', '', '');
CREATE TRIGGER unused_to_111_default_audit_insert AFTER INSERT ON unused_to_111_default REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_statement('id', '', '');
CREATE TRIGGER unused_to_111_default_audit_update AFTER UPDATE ON unused_to_111_default REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_statement('id', '', '');
grant insert, select, update on unused_to_111_default to pcn_app;

create table waiting_entry (
  id uuid default gen_random_uuid() not null,
  pcn_id uuid not null,
  practice_id uuid not null,
  service_id uuid not null,
  reference text not null,
  channel text not null,
  need text not null,
  access_needs text[] default '{}'::text[] not null,
  delivery_mode text,
  from_on date not null,
  to_on date not null,
  state text not null,
  offered_booking_id uuid,
  created_at timestamp with time zone not null,
  constraint waiting_entry_pkey PRIMARY KEY (id),
  constraint waiting_entry_offered_booking_id_fkey FOREIGN KEY (offered_booking_id) REFERENCES booking(id),
  constraint waiting_entry_pcn_id_fkey FOREIGN KEY (pcn_id) REFERENCES organisation(id),
  constraint waiting_entry_practice_id_fkey FOREIGN KEY (practice_id) REFERENCES organisation(id),
  constraint waiting_entry_service_id_fkey FOREIGN KEY (service_id) REFERENCES service(id),
  constraint waiting_entry_check CHECK ((to_on > from_on)),
  constraint waiting_entry_delivery_mode_check CHECK ((delivery_mode = ANY (ARRAY['FACE_TO_FACE'::text, 'TELEPHONE'::text, 'VIDEO'::text, 'HOME_VISIT'::text]))),
  constraint waiting_entry_reference_check CHECK (((length(reference) >= 1) AND (length(reference) <= 64))),
  constraint waiting_entry_state_check CHECK ((state = ANY (ARRAY['WAITING'::text, 'OFFERED'::text, 'BOOKED'::text, 'WITHDRAWN'::text])))
);
CREATE INDEX waiting_entry_offer ON public.waiting_entry USING btree (offered_booking_id) WHERE (offered_booking_id IS NOT NULL);
CREATE UNIQUE INDEX waiting_entry_once ON public.waiting_entry USING btree (practice_id, service_id, reference) WHERE (state = ANY (ARRAY['WAITING'::text, 'OFFERED'::text]));
CREATE INDEX waiting_entry_queue ON public.waiting_entry USING btree (pcn_id, service_id, created_at) WHERE (state = ANY (ARRAY['WAITING'::text, 'OFFERED'::text]));
alter table waiting_entry enable row level security;
create policy waiting_entry_delete on waiting_entry for delete
  using ((pcn_id = ANY (ids(app.booking_pcns))) OR (practice_id = ANY (ids(app.organisations))));
create policy waiting_entry_insert on waiting_entry for insert
  with check ((pcn_id = ANY (ids_each_row(app.pcns))) AND ((pcn_id = ANY (ids_each_row(app.booking_pcns))) OR (practice_id = ANY (ids_each_row(app.organisations)))));
create policy waiting_entry_read on waiting_entry for select
  using ((pcn_id = ANY (ids(app.booking_pcns))) OR (practice_id = ANY (ids(app.organisations))));
create policy waiting_entry_update on waiting_entry for update
  using ((pcn_id = ANY (ids(app.booking_pcns))) OR (practice_id = ANY (ids(app.organisations))))
  with check ((pcn_id = ANY (ids(app.booking_pcns))) OR (practice_id = ANY (ids(app.organisations))));
CREATE TRIGGER waiting_entry_audit_delete AFTER DELETE ON waiting_entry REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_statement('id', 'reference', '');
CREATE TRIGGER waiting_entry_audit_insert AFTER INSERT ON waiting_entry REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_statement('id', 'reference', '');
CREATE TRIGGER waiting_entry_audit_update AFTER UPDATE ON waiting_entry REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_statement('id', 'reference', '');
CREATE TRIGGER waiting_entry_offer_is_of_practice BEFORE INSERT OR UPDATE OF offered_booking_id, practice_id ON waiting_entry FOR EACH ROW EXECUTE FUNCTION offer_is_of_practice();
CREATE TRIGGER waiting_entry_service_is_of_network BEFORE INSERT OR UPDATE OF service_id, pcn_id ON waiting_entry FOR EACH ROW EXECUTE FUNCTION service_is_of_network();
grant insert, select on waiting_entry to pcn_app;
grant update (state, offered_booking_id) on waiting_entry to pcn_app;

create table working_pattern (
  id uuid default gen_random_uuid() not null,
  employment_id uuid not null,
  clinician_id uuid not null,
  weekday integer not null,
  from_time time without time zone not null,
  to_time time without time zone not null,
  valid_from date not null,
  valid_to date,
  constraint working_pattern_pkey PRIMARY KEY (id),
  constraint working_pattern_clinician_id_fkey FOREIGN KEY (clinician_id) REFERENCES clinician(id),
  constraint working_pattern_employment_id_fkey FOREIGN KEY (employment_id) REFERENCES employment(id),
  constraint working_pattern_check CHECK ((to_time > from_time)),
  constraint working_pattern_check1 CHECK ((valid_to > valid_from)),
  constraint working_pattern_weekday_check CHECK (((weekday >= 1) AND (weekday <= 7)))
);
CREATE INDEX working_pattern_clinician ON public.working_pattern USING btree (clinician_id);
alter table working_pattern enable row level security;
create policy working_pattern_delete on working_pattern for delete
  using ((EXISTS ( SELECT
   FROM employment e
  WHERE e.id = working_pattern.employment_id AND e.clinician_id = working_pattern.clinician_id AND (e.state = 'ACCEPTED'::text AND (e.employer_id = ANY (ids_each_row(app.organisations))) OR (e.clinician_id = ANY (ids_each_row(app.clinicians)))))));
create policy working_pattern_insert on working_pattern for insert
  with check ((EXISTS ( SELECT
   FROM employment e
  WHERE e.id = working_pattern.employment_id AND e.clinician_id = working_pattern.clinician_id AND (e.state = 'ACCEPTED'::text AND (e.employer_id = ANY (ids_each_row(app.organisations))) OR (e.clinician_id = ANY (ids_each_row(app.clinicians)))))));
create policy working_pattern_read on working_pattern for select
  using ((EXISTS ( SELECT
   FROM employment e
  WHERE e.id = working_pattern.employment_id)));
create policy working_pattern_update on working_pattern for update
  using ((EXISTS ( SELECT
   FROM employment e
  WHERE e.id = working_pattern.employment_id AND e.clinician_id = working_pattern.clinician_id AND (e.state = 'ACCEPTED'::text AND (e.employer_id = ANY (ids_each_row(app.organisations))) OR (e.clinician_id = ANY (ids_each_row(app.clinicians)))))))
  with check ((EXISTS ( SELECT
   FROM employment e
  WHERE e.id = working_pattern.employment_id AND e.clinician_id = working_pattern.clinician_id AND (e.state = 'ACCEPTED'::text AND (e.employer_id = ANY (ids_each_row(app.organisations))) OR (e.clinician_id = ANY (ids_each_row(app.clinicians)))))));
CREATE TRIGGER working_pattern_audit_delete AFTER DELETE ON working_pattern REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_statement('id', '', '', 'employment:employment_id');
CREATE TRIGGER working_pattern_audit_insert AFTER INSERT ON working_pattern REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_statement('id', '', '', 'employment:employment_id');
CREATE TRIGGER working_pattern_audit_update AFTER UPDATE ON working_pattern REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_statement('id', '', '', 'employment:employment_id');
grant delete, insert, select, update on working_pattern to pcn_app;

-- Views

create view sharing_right with (security_invoker=true) as
 SELECT m.practice_id,
    m.pcn_id,
    s.id AS service_id,
    m.days * (COALESCE(a.in_force, '{}'::datemultirange) - COALESCE(p."out", '{}'::datemultirange) + COALESCE(a.signed, '{}'::datemultirange) * COALESCE(p.pilot, '{}'::datemultirange)) AS days
   FROM ( SELECT membership.practice_id,
            membership.pcn_id,
            range_agg(daterange(membership.valid_from, membership.valid_to)) AS days
           FROM membership
          GROUP BY membership.practice_id, membership.pcn_id) m
     JOIN service s ON s.pcn_id IS NULL OR s.pcn_id = m.pcn_id
     CROSS JOIN LATERAL ( SELECT range_agg(daterange(g.signed_on, n.ended_on)) FILTER (WHERE n.ended_on IS NULL OR n.ended_on > g.signed_on) AS signed,
            range_agg(
                CASE
                    WHEN n.ended_on IS NULL OR n.ended_on > GREATEST(n.in_force_from, g.signed_on) THEN daterange(GREATEST(n.in_force_from, g.signed_on), n.ended_on)
                    ELSE NULL::daterange
                END) FILTER (WHERE n.in_force_from IS NOT NULL) AS in_force
           FROM agreement_signature g
             JOIN network_agreement n ON n.id = g.agreement_id
          WHERE g.practice_id = m.practice_id AND n.pcn_id = m.pcn_id) a
     CROSS JOIN LATERAL ( SELECT range_agg(daterange(t.valid_from, t.valid_to)) FILTER (WHERE t.state = 'OUT'::text) AS "out",
            range_agg(daterange(t.valid_from, t.valid_to)) FILTER (WHERE t.state = 'PILOT'::text) AS pilot
           FROM participation t
          WHERE t.practice_id = m.practice_id AND t.pcn_id = m.pcn_id AND t.service_id = s.id) p;
grant select on sharing_right to pcn_app;

-- Functions

-- function app_now()
--   returns timestamp with time zone
--   sql, stable, security definer, set search_path=pg_catalog, public, pg_temp
grant execute on function app_now() to pcn_app;
grant execute on function app_now() to public;
-- migrations/functions/app_now.sql

-- function audit_make_months(p_ahead integer)
--   returns integer
--   plpgsql, volatile, set search_path=pg_catalog, public, pg_temp
-- nobody but the owner calls it
-- migrations/functions/audit_make_months.sql

-- function audit_statement()
--   returns trigger
--   plpgsql, volatile, security definer, set search_path=pg_catalog, public, pg_temp
-- nobody but the owner calls it
-- migrations/functions/audit_statement.sql

-- function audit_tenants(p_rules text[], p_row jsonb)
--   returns uuid[]
--   plpgsql, stable, set search_path=pg_catalog, public, pg_temp
-- nobody but the owner calls it
-- migrations/functions/audit_tenants.sql

-- function booking_rights(p_practice uuid)
--   returns TABLE(holder_id uuid, pcn_id uuid, service_id uuid, days datemultirange)
--   sql, stable, rows 10
grant execute on function booking_rights(uuid) to public;
-- migrations/functions/booking_rights.sql

-- function business_ahead(p_organisation uuid, p_from date)
--   returns TABLE(pcn_id uuid, bookings integer, waiting integer, room_offers integer)
--   sql, stable, security definer, set search_path=pg_catalog, public, pg_temp
grant execute on function business_ahead(uuid,date) to pcn_app;
-- migrations/functions/business_ahead.sql

-- function busy_times(p_clinician_ids uuid[], p_from timestamp with time zone, p_to timestamp with time zone)
--   returns TABLE(clinician_id uuid, starts_at timestamp with time zone, ends_at timestamp with time zone, kind text, own boolean)
--   sql, stable, security definer, set search_path=pg_catalog, public, pg_temp
grant execute on function busy_times(uuid[],timestamp with time zone,timestamp with time zone) to pcn_app;
-- migrations/functions/busy_times.sql

-- function carry_waiting_list(p_practice uuid, p_from_pcn uuid, p_to_pcn uuid, p_day date)
--   returns integer
--   plpgsql, volatile, security definer, set search_path=pg_catalog, public, pg_temp
grant execute on function carry_waiting_list(uuid,uuid,uuid,date) to pcn_app;
-- migrations/functions/carry_waiting_list.sql

-- function clinic_serves_lender(p_clinic uuid)
--   returns boolean
--   sql, stable, security definer, cost 1, set search_path=pg_catalog, public, pg_temp
grant execute on function clinic_serves_lender(uuid) to pcn_app;
-- migrations/functions/clinic_serves_lender.sql

-- function code_proposed_to(p_employment uuid)
--   returns text
--   sql, stable, security definer, set search_path=pg_catalog, public, pg_temp
grant execute on function code_proposed_to(uuid) to pcn_app;
-- migrations/functions/code_proposed_to.sql

-- function decided_by_clinician()
--   returns trigger
--   plpgsql, volatile, set search_path=pg_catalog, public, pg_temp
-- nobody but the owner calls it
-- migrations/functions/decided_by_clinician.sql

-- function decided_by_network()
--   returns trigger
--   plpgsql, volatile, set search_path=pg_catalog, public, pg_temp
-- nobody but the owner calls it
-- migrations/functions/decided_by_network.sql

-- function enqueue(task text, payload json, job_key text DEFAULT NULL::text, run_at timestamp with time zone DEFAULT NULL::timestamp with time zone)
--   returns void
--   plpgsql, volatile, security definer, set search_path=pg_catalog, public, pg_temp
grant execute on function enqueue(text,json,text,timestamp with time zone) to pcn_app;
-- migrations/functions/enqueue.sql

-- function enter_own_scope(p_role text, p_code text, p_actor text, p_request text)
--   returns TABLE(organisation_id uuid, organisation_kind text, clinician_id uuid, pcn_ids text, booking_pcn_ids text, today text)
--   plpgsql, volatile, security definer, set search_path=pg_catalog, public, pg_temp
-- nobody but the owner calls it
-- migrations/functions/enter_own_scope.sql

-- function enter_scope(p_role text, p_code text, p_actor text, p_request text)
--   returns TABLE(organisation_id uuid, organisation_kind text, clinician_id uuid, pcn_ids text, booking_pcn_ids text, today text, organisation_ids text, lent_pcn_ids text)
--   plpgsql, volatile, security definer, set search_path=pg_catalog, public, pg_temp
grant execute on function enter_scope(text,text,text,text) to pcn_app;
-- migrations/functions/enter_scope.sql

-- function expire_holds(p_session uuid, p_slot integer, p_place integer)
--   returns void
--   sql, volatile, security definer, set search_path=pg_catalog, public, pg_temp
grant execute on function expire_holds(uuid,integer,integer) to pcn_app;
-- migrations/functions/expire_holds.sql

-- function find_clinician(p_code text, p_registration text)
--   returns TABLE(id uuid, role_code text)
--   sql, stable, security definer, set search_path=pg_catalog, public, pg_temp
grant execute on function find_clinician(text,text) to pcn_app;
-- migrations/functions/find_clinician.sql

-- function heirs_of(p_practice uuid)
--   returns TABLE(holder_id uuid, days daterange)
--   sql, stable, rows 1
grant execute on function heirs_of(uuid) to pcn_app;
grant execute on function heirs_of(uuid) to public;
-- migrations/functions/heirs_of.sql

-- function is_free(p_taken_until timestamp with time zone, p_at timestamp with time zone)
--   returns boolean
--   sql, immutable, parallel safe
grant execute on function is_free(timestamp with time zone,timestamp with time zone) to public;
-- migrations/functions/is_free.sql

-- function is_new_site(p_site uuid)
--   returns boolean
--   sql, stable, security definer, set search_path=pg_catalog, public, pg_temp
grant execute on function is_new_site(uuid) to pcn_app;
-- migrations/functions/is_new_site.sql

-- function job_stands_at_once(p_clinician uuid, p_from date)
--   returns boolean
--   sql, stable, security definer, set search_path=pg_catalog, public, pg_temp
grant execute on function job_stands_at_once(uuid,date) to pcn_app;
-- migrations/functions/job_stands_at_once.sql

-- function lent_by_viewer(p_clinician uuid, p_pcn uuid, p_day date)
--   returns boolean
--   sql, stable, security definer, cost 1, set search_path=pg_catalog, public, pg_temp
grant execute on function lent_by_viewer(uuid,uuid,date) to pcn_app;
-- migrations/functions/lent_by_viewer.sql

-- function london_today()
--   returns date
--   sql, stable, set search_path=pg_catalog, public, pg_temp
grant execute on function london_today() to public;
-- migrations/functions/london_today.sql

-- function maintain_audit_trail(p_years integer)
--   returns TABLE(made integer, dropped integer)
--   plpgsql, volatile, security definer, set search_path=pg_catalog, public, pg_temp, lock_timeout=3s
grant execute on function maintain_audit_trail(integer) to pcn_app;
-- migrations/functions/maintain_audit_trail.sql

-- function notify_availability()
--   returns trigger
--   plpgsql, volatile, security definer, set search_path=pg_catalog, public, pg_temp
-- nobody but the owner calls it
-- migrations/functions/notify_availability.sql

-- function notify_session(p_session uuid)
--   returns void
--   sql, volatile, security definer, set search_path=pg_catalog, public, pg_temp
grant execute on function notify_session(uuid) to pcn_app;
-- migrations/functions/notify_session.sql

-- function offer_is_of_practice()
--   returns trigger
--   plpgsql, volatile, security definer, set search_path=pg_catalog, public, pg_temp
-- nobody but the owner calls it
-- migrations/functions/offer_is_of_practice.sql

-- function open_assignments(p_clinician uuid, p_from timestamp with time zone, p_to timestamp with time zone, p_reason text)
--   returns TABLE(session_id uuid, pcn_id uuid, starts_at timestamp with time zone, ends_at timestamp with time zone, taken integer)
--   plpgsql, volatile, security definer, set search_path=pg_catalog, public, pg_temp
grant execute on function open_assignments(uuid,timestamp with time zone,timestamp with time zone,text) to pcn_app;
-- migrations/functions/open_assignments.sql

-- function open_work(p_clinician uuid, p_starts timestamp with time zone[], p_reason text)
--   returns integer
--   plpgsql, volatile, security definer, set search_path=pg_catalog, public, pg_temp
grant execute on function open_work(uuid,timestamp with time zone[],text) to pcn_app;
-- migrations/functions/open_work.sql

-- function organisation_is_mine(p_organisation uuid)
--   returns boolean
--   sql, stable, set search_path=pg_catalog, public, pg_temp
-- nobody but the owner calls it
-- migrations/functions/organisation_is_mine.sql

-- function people_are_seen()
--   returns trigger
--   plpgsql, volatile, set search_path=pg_catalog, public, pg_temp
-- nobody but the owner calls it
-- migrations/functions/people_are_seen.sql

-- function place_is_open(p_owner uuid, p_taken_until timestamp with time zone, p_pool_at timestamp with time zone, p_holder uuid, p_at timestamp with time zone)
--   returns boolean
--   sql, immutable, parallel safe
grant execute on function place_is_open(uuid,timestamp with time zone,timestamp with time zone,uuid,timestamp with time zone) to public;
-- migrations/functions/place_is_open.sql

-- function post_follows_assignment()
--   returns trigger
--   plpgsql, volatile, security definer, set search_path=pg_catalog, public, pg_temp
-- nobody but the owner calls it
-- migrations/functions/post_follows_assignment.sql

-- function post_is_staffed(p_clinician uuid, p_bookable_unstaffed boolean)
--   returns boolean
--   sql, immutable, parallel safe
grant execute on function post_is_staffed(uuid,boolean) to public;
-- migrations/functions/post_is_staffed.sql

-- function practice_may_share(p_practice uuid, p_pcn uuid, p_service uuid, p_day date)
--   returns boolean
--   sql, stable
grant execute on function practice_may_share(uuid,uuid,uuid,date) to public;
-- migrations/functions/practice_may_share.sql

-- function purge_idempotency_keys()
--   returns bigint
--   sql, volatile, security definer, set search_path=pg_catalog, public, pg_temp
grant execute on function purge_idempotency_keys() to pcn_app;
-- migrations/functions/purge_idempotency_keys.sql

-- function released_job_stands()
--   returns trigger
--   plpgsql, volatile, set search_path=pg_catalog, public, pg_temp
-- nobody but the owner calls it
-- migrations/functions/released_job_stands.sql

-- function role_fits_kind(p_role text, p_kind text)
--   returns boolean
--   sql, immutable, set search_path=pg_catalog, pg_temp
-- nobody but the owner calls it
-- migrations/functions/role_fits_kind.sql

-- function room_busy_times(p_room_ids uuid[], p_from timestamp with time zone, p_to timestamp with time zone)
--   returns TABLE(room_id uuid, starts_at timestamp with time zone, ends_at timestamp with time zone, session_id uuid)
--   sql, stable, security definer, set search_path=pg_catalog, public, pg_temp
grant execute on function room_busy_times(uuid[],timestamp with time zone,timestamp with time zone) to pcn_app;
-- migrations/functions/room_busy_times.sql

-- function serves_lender(p_session uuid)
--   returns boolean
--   sql, stable, security definer, cost 1, set search_path=pg_catalog, public, pg_temp
grant execute on function serves_lender(uuid) to pcn_app;
-- migrations/functions/serves_lender.sql

-- function service_is_of_network()
--   returns trigger
--   plpgsql, volatile, security definer, set search_path=pg_catalog, public, pg_temp
-- nobody but the owner calls it
-- migrations/functions/service_is_of_network.sql

-- function service_serves_lender(p_service uuid)
--   returns boolean
--   sql, stable, security definer, cost 1, set search_path=pg_catalog, public, pg_temp
grant execute on function service_serves_lender(uuid) to pcn_app;
-- migrations/functions/service_serves_lender.sql

-- function services_waited_for()
--   returns TABLE(pcn_code text, service_id uuid)
--   sql, stable, security definer, set search_path=pg_catalog, public, pg_temp
grant execute on function services_waited_for() to pcn_app;
-- migrations/functions/services_waited_for.sql

-- function session_is_seen()
--   returns trigger
--   plpgsql, volatile, set search_path=pg_catalog, public, pg_temp
-- nobody but the owner calls it
-- migrations/functions/session_is_seen.sql

-- function session_openings(p_session uuid, p_state text, p_pool_at timestamp with time zone, p_to_111_at timestamp with time zone, p_bookable_unstaffed boolean, p_holder uuid, p_at timestamp with time zone, p_for_111 boolean, p_own_share_only boolean, p_role text, p_language text, p_delivery_modes text[])
--   returns TABLE(own integer, pool integer, others integer, bookable integer, numbers integer[], starts bigint[], ends bigint[], modes text[], roles text[])
--   sql, stable, rows 1
grant execute on function session_openings(uuid,text,timestamp with time zone,timestamp with time zone,boolean,uuid,timestamp with time zone,boolean,boolean,text,text,text[]) to public;
-- migrations/functions/session_openings.sql

-- function sessions_at_site(p_site uuid, p_from date)
--   returns TABLE(session_id uuid, pcn_id uuid, session_on date, starts_at timestamp with time zone, ends_at timestamp with time zone)
--   sql, stable, security definer, set search_path=pg_catalog, public, pg_temp
grant execute on function sessions_at_site(uuid,date) to pcn_app;
-- migrations/functions/sessions_at_site.sql

-- function sessions_in_room(p_room uuid, p_from date)
--   returns TABLE(session_id uuid, pcn_id uuid, session_on date, starts_at timestamp with time zone, ends_at timestamp with time zone, booked integer)
--   sql, stable, security definer, set search_path=pg_catalog, public, pg_temp
grant execute on function sessions_in_room(uuid,date) to pcn_app;
-- migrations/functions/sessions_in_room.sql

-- function shared_availability(p_practice uuid, p_from timestamp with time zone, p_to timestamp with time zone, p_limit integer DEFAULT NULL::integer, p_after_start timestamp with time zone DEFAULT NULL::timestamp with time zone, p_after_id uuid DEFAULT NULL::uuid, p_for_111 boolean DEFAULT false, p_own_share_only boolean DEFAULT false, p_session uuid DEFAULT NULL::uuid, p_service uuid DEFAULT NULL::uuid, p_step_free boolean DEFAULT false, p_role text DEFAULT NULL::text, p_delivery_modes text[] DEFAULT NULL::text[], p_language text DEFAULT NULL::text, p_latitude double precision DEFAULT NULL::double precision, p_longitude double precision DEFAULT NULL::double precision, p_within_km double precision DEFAULT NULL::double precision, p_need text DEFAULT NULL::text, p_at timestamp with time zone DEFAULT NULL::timestamp with time zone)
--   returns TABLE(id uuid, pcn_id uuid, clinic_id uuid, service_id uuid, session_on date, starts_at timestamp with time zone, ends_at timestamp with time zone, site_id uuid, pool_at timestamp with time zone, own_places_free integer, pool_places_free integer, other_places_free integer, bookable integer, distance_km double precision, step_free boolean, slot_numbers integer[], slot_starts bigint[], slot_ends bigint[], slot_modes text[], slot_roles text[], holder_id uuid)
--   sql, stable, rows 100
comment on function shared_availability is 'the rule of availability; slot_barred and place_is_open say what is open';
grant execute on function shared_availability(uuid,timestamp with time zone,timestamp with time zone,integer,timestamp with time zone,uuid,boolean,boolean,uuid,uuid,boolean,text,text[],text,double precision,double precision,double precision,text,timestamp with time zone) to pcn_app;
-- migrations/functions/shared_availability.sql

-- function shared_availability_backward(p_practice uuid, p_from timestamp with time zone, p_to timestamp with time zone, p_limit integer DEFAULT NULL::integer, p_after_start timestamp with time zone DEFAULT NULL::timestamp with time zone, p_after_id uuid DEFAULT NULL::uuid, p_for_111 boolean DEFAULT false, p_own_share_only boolean DEFAULT false, p_session uuid DEFAULT NULL::uuid, p_service uuid DEFAULT NULL::uuid, p_step_free boolean DEFAULT false, p_role text DEFAULT NULL::text, p_delivery_modes text[] DEFAULT NULL::text[], p_language text DEFAULT NULL::text, p_latitude double precision DEFAULT NULL::double precision, p_longitude double precision DEFAULT NULL::double precision, p_within_km double precision DEFAULT NULL::double precision, p_need text DEFAULT NULL::text, p_at timestamp with time zone DEFAULT NULL::timestamp with time zone)
--   returns TABLE(id uuid, pcn_id uuid, clinic_id uuid, service_id uuid, session_on date, starts_at timestamp with time zone, ends_at timestamp with time zone, site_id uuid, pool_at timestamp with time zone, own_places_free integer, pool_places_free integer, other_places_free integer, bookable integer, distance_km double precision, step_free boolean, slot_numbers integer[], slot_starts bigint[], slot_ends bigint[], slot_modes text[], slot_roles text[], holder_id uuid)
--   sql, stable, rows 100
grant execute on function shared_availability_backward(uuid,timestamp with time zone,timestamp with time zone,integer,timestamp with time zone,uuid,boolean,boolean,uuid,uuid,boolean,text,text[],text,double precision,double precision,double precision,text,timestamp with time zone) to pcn_app;
-- migrations/functions/shared_availability_backward.sql

-- function slot_barred(p_session_state text, p_starts_at timestamp with time zone, p_may_share boolean, p_held_for_111 boolean, p_by_practice boolean, p_by_111 boolean, p_to_111_at timestamp with time zone, p_released_at timestamp with time zone, p_staffed boolean, p_taken_until timestamp with time zone, p_at timestamp with time zone)
--   returns text
--   sql, immutable, parallel safe
grant execute on function slot_barred(text,timestamp with time zone,boolean,boolean,boolean,boolean,timestamp with time zone,timestamp with time zone,boolean,timestamp with time zone,timestamp with time zone) to public;
-- migrations/functions/slot_barred.sql

-- function staff_ahead(p_organisation uuid, p_from date)
--   returns integer
--   sql, stable, security definer, set search_path=pg_catalog, public, pg_temp
grant execute on function staff_ahead(uuid,date) to pcn_app;
-- migrations/functions/staff_ahead.sql

-- function taken_follows_booking()
--   returns trigger
--   plpgsql, volatile, security definer, set search_path=pg_catalog, public, pg_temp
-- nobody but the owner calls it
-- migrations/functions/taken_follows_booking.sql

-- function used_places(p_account_ids uuid[], p_from date, p_to date)
--   returns TABLE(account_id uuid, practice_id uuid, used integer)
--   sql, stable, security definer, set search_path=pg_catalog, public, pg_temp
grant execute on function used_places(uuid[],date,date) to pcn_app;
-- migrations/functions/used_places.sql

-- function viewer_commissions(p_organisation uuid)
--   returns boolean
--   sql, stable, set search_path=pg_catalog, public, pg_temp
grant execute on function viewer_commissions(uuid) to pcn_app;
-- migrations/functions/viewer_commissions.sql

-- function viewer_commissions_holder(p_practice uuid)
--   returns boolean
--   sql, stable, security definer, set search_path=pg_catalog, public, pg_temp
grant execute on function viewer_commissions_holder(uuid) to pcn_app;
-- migrations/functions/viewer_commissions_holder.sql

-- function viewer_keeps(p_organisation uuid)
--   returns boolean
--   sql, stable, set search_path=pg_catalog, public, pg_temp
grant execute on function viewer_keeps(uuid) to pcn_app;
-- migrations/functions/viewer_keeps.sql

-- function viewer_keeps_site(p_site uuid)
--   returns boolean
--   sql, stable, security definer, set search_path=pg_catalog, public, pg_temp
grant execute on function viewer_keeps_site(uuid) to pcn_app;
-- migrations/functions/viewer_keeps_site.sql

-- function work_of_clinician(p_clinician uuid, p_from date)
--   returns TABLE(session_id uuid, pcn_id uuid, session_on date, starts_at timestamp with time zone, ends_at timestamp with time zone, skills text[], taken integer, over boolean)
--   sql, stable, security definer, set search_path=pg_catalog, public, pg_temp
grant execute on function work_of_clinician(uuid,date) to pcn_app;
-- migrations/functions/work_of_clinician.sql

-- Rights on the job queue

grant delete, insert, select, update on graphile_worker._private_job_queues to pcn_worker;
grant delete, insert, select, update on graphile_worker._private_jobs to pcn_worker;
grant delete, insert, select, update on graphile_worker._private_known_crontabs to pcn_worker;
grant delete, insert, select, update on graphile_worker._private_tasks to pcn_worker;
grant select, usage on graphile_worker.job_queues_id_seq to pcn_worker;
grant delete, insert, select, update on graphile_worker.jobs to pcn_worker;
grant select, usage on graphile_worker.jobs_id_seq1 to pcn_worker;
grant delete, insert, select, update on graphile_worker.migrations to pcn_worker;
grant select, usage on graphile_worker.tasks_id_seq to pcn_worker;
grant execute on function graphile_worker.add_job(text,json,text,timestamp with time zone,integer,text,integer,text[],text) to pcn_worker;
grant execute on function graphile_worker.add_jobs(graphile_worker.job_spec[],boolean) to pcn_worker;
grant execute on function graphile_worker.complete_jobs(bigint[]) to pcn_worker;
grant execute on function graphile_worker.force_unlock_workers(text[]) to pcn_worker;
grant execute on function graphile_worker.permanently_fail_jobs(bigint[],text) to pcn_worker;
grant execute on function graphile_worker.remove_job(text) to pcn_worker;
grant execute on function graphile_worker.reschedule_jobs(bigint[],timestamp with time zone,integer,integer,integer) to pcn_worker;
