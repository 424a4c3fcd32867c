/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
/** What the patient needs in order to be seen, as a code. */
export type AccessNeed =
  /** A chaperone. */
  | 'CHAPERONE'
  /** A spoken-language interpreter. */
  | 'INTERPRETER'
  /** Can only be seen in person. */
  | 'IN_PERSON_ONLY'
  /** Letters in large print. */
  | 'LARGE_PRINT'
  /** More time than usual. */
  | 'LONGER_APPOINTMENT'
  /** Can only be seen by telephone or video. */
  | 'REMOTE_ONLY'
  /** A sign-language interpreter. */
  | 'SIGN_LANGUAGE'
  /** Step-free access. */
  | 'STEP_FREE';

/** The state of a network agreement on a day. */
export type AgreementState =
  /** It was discarded before all had signed. */
  | 'DISCARDED'
  /** Nobody had signed it. */
  | 'DRAFT'
  /** It was over. */
  | 'ENDED'
  /** All members had signed it and it had begun: practices may share services. */
  | 'IN_FORCE'
  /** Some had signed it, or all had but it had not begun. */
  | 'PART_SIGNED';

/** A booking of a shared slot for a patient of a practice. */
export type BookSlotInput = {
  /** What the patient needs in order to be seen. */
  readonly accessNeeds?: ReadonlyArray<AccessNeed>;
  /** How the patient reached the service. */
  readonly channel: BookingChannel;
  /** How it is to be given; default the slot’s first way that suits the patient’s needs. A hold keeps the way that it was made with. */
  readonly deliveryMode?: DeliveryMode | null | undefined;
  /** Your own key for this request, 1 to 100 characters: sent again within 24 hours it answers with the first outcome instead of doing it twice. */
  readonly idempotencyKey?: string | null | undefined;
  /** Why the patient comes. */
  readonly need: Need;
  /** The practice whose patient it is for. */
  readonly practice: string;
  /** The practice’s own opaque reference for the patient, 1 to 64 letters, digits and the marks - _ . / #, with at most 9 digits in all and no full date (day, month and year); a UUID may be as it is. Never an NHS number, a name or a date of birth. */
  readonly reference: string;
  /** The slot or the hold to book. */
  readonly what: BookableInput;
};

/** What to book: a free slot, or one of your holds. */
export type BookableInput =
  {   /** A booking in state HELD, from `holdSlot` or the waiting list. Takes the id of a Booking. */
  readonly hold: string; readonly slot?: never; }
  |  { readonly hold?: never;   /** A slot, from `sharedAvailability`. Takes the id of a Slot. */
  readonly slot: string; };

/** How a patient reached the service. */
export type BookingChannel =
  /** A community pharmacy booked it. */
  | 'COMMUNITY_PHARMACY'
  /** NHS 111 booked it. */
  | 'NHS_111'
  /** Through the NHS App. */
  | 'NHS_APP'
  /** Through the practice’s own online service. */
  | 'ONLINE'
  /** The patient telephoned the practice. */
  | 'PHONE'
  /** Staff booked it without a request, such as for a recall. */
  | 'PRACTICE_STAFF'
  /** At the front desk, with help. */
  | 'WALK_IN_ASSISTED';

/** The state of a booking. */
export type BookingState =
  /** The patient was seen. */
  | 'ATTENDED'
  /** Given up before it began, or its session was cancelled. */
  | 'CANCELLED'
  /** Booked. */
  | 'CONFIRMED'
  /** The patient did not come (DNA). */
  | 'DID_NOT_ATTEND'
  /** A hold that was not booked in time. */
  | 'EXPIRED'
  /** Kept for a few minutes; it ends at `expiresAt` unless it is booked. */
  | 'HELD'
  /** The patient came and left without being seen. */
  | 'LEFT_UNSEEN';

/** Which booking or hold to give up, and why. */
export type CancelBookingInput = {
  /** The booking or hold. Takes the id of a Booking. */
  readonly booking: string;
  /** Your own key for this request, 1 to 100 characters: sent again within 24 hours it answers with the first outcome instead of doing it twice. */
  readonly idempotencyKey?: string | null | undefined;
  /** Why. */
  readonly reason: CancellationReason;
};

/** Why a booking was given up. */
export type CancellationReason =
  /** The patient has another appointment instead. */
  | 'BOOKED_ELSEWHERE'
  /** It was made by mistake. */
  | 'ENTERED_IN_ERROR'
  /** The patient asked for it. */
  | 'PATIENT_CANCELLED'
  /** The practice had to cancel. */
  | 'PRACTICE_CANCELLED';

/** What sort of thing a change by date concerns. */
export type ChangeKind =
  /** A network agreement. */
  | 'AGREEMENT'
  /** Who staffs a session. */
  | 'ASSIGNMENT'
  /** Bookings of patients. */
  | 'BOOKINGS'
  /** A shared clinic: a series of sessions. */
  | 'CLINIC'
  /** A practice’s contract. */
  | 'CONTRACT'
  /** A practice’s days in a network. */
  | 'MEMBERSHIP'
  /** A name. */
  | 'NAME'
  /** An organisation. */
  | 'ORGANISATION'
  /** Places in sessions. */
  | 'PLACES'
  /** A list of patients. */
  | 'POPULATION'
  /** A room of a site. */
  | 'ROOM'
  /** A room that is offered to a network. */
  | 'ROOM_OFFER'
  /** A service that a network offers. */
  | 'SERVICE'
  /** Published sessions. */
  | 'SESSION'
  /** What a practice is owed of shared time, or has had in advance. */
  | 'SHARE_BALANCE'
  /** A site and who runs it. */
  | 'SITE'
  /** Employments. */
  | 'STAFF'
  /** Patients who are waiting for a slot. */
  | 'WAITING_LIST';

/** What there should be exactly one of on every day. */
export type ContinuityAspect =
  /** Who holds the practice’s contract. */
  | 'HOLDER'
  /** The PCN that the practice is in. */
  | 'NETWORK'
  /** Who runs a site. */
  | 'OPERATOR';

/** Whose continuity to check: give exactly one of these. */
export type ContinuityOfInput =
  {   /** All practices that an ICB commissions on these days. */
  readonly icb: string; readonly practice?: never; }
  |  { readonly icb?: never;   /** One practice. */
  readonly practice: string; };

/** The kind of contract under which a practice works. */
export type ContractType =
  /** Alternative Provider Medical Services: awarded for a fixed term. */
  | 'APMS'
  /** General Medical Services: the national contract, with no end date. */
  | 'GMS'
  /** Personal Medical Services: agreed locally, with no end date. */
  | 'PMS';

/** How an appointment is given. */
export type DeliveryMode =
  /** In a room, at the session’s site. */
  | 'FACE_TO_FACE'
  /** At the patient’s home. */
  | 'HOME_VISIT'
  /** By telephone. */
  | 'TELEPHONE'
  /** By video. */
  | 'VIDEO';

/** Which practice is handed over, to whom, and when. */
export type HandOverPracticeInput = {
  /** True to be told what would happen without changing anything. */
  readonly dryRun?: boolean | null | undefined;
  /** The first day under the new practice or holder; tomorrow at the earliest. */
  readonly from: string;
  /** Your own key for this request, 1 to 100 characters: sent again within 24 hours it answers with the first outcome instead of doing it twice. */
  readonly idempotencyKey?: string | null | undefined;
  /** The new name, from that day on, of the practice that continues. */
  readonly newName?: string | null | undefined;
  /** The practice. */
  readonly practice: string;
  /** Where this information comes from; default the person who entered it. */
  readonly source?: string | null | undefined;
  /** Who takes it over. */
  readonly to: HandOverToInput;
};

/** Who takes a practice over: give exactly one of these. */
export type HandOverToInput =
  {   /** A practice; this one becomes its branch surgery. */
  readonly branchOf: string; readonly holder?: never; }
  |  { readonly branchOf?: never;   /** Another holder, who runs the practice without other changes. */
  readonly holder: NewHolderInput; };

/** Which slot to keep for a few minutes, and for whom. */
export type HoldSlotInput = {
  /** How the patient reached the service. */
  readonly channel: BookingChannel;
  /** How it is to be given; default the slot’s first way. */
  readonly deliveryMode?: DeliveryMode | null | undefined;
  /** Your own key for this request, 1 to 100 characters: sent again within 24 hours it answers with the first outcome instead of doing it twice. */
  readonly idempotencyKey?: string | null | undefined;
  /** The practice whose patient it is for. */
  readonly practice: string;
  /** The slot. Takes the id of a Slot. */
  readonly slot: string;
};

/** Why the patient comes, as a code. Nothing about a patient is kept as free text. */
export type Need =
  /** A follow-up of an earlier contact. */
  | 'FOLLOW_UP'
  /** A review of a long-term condition. */
  | 'LONG_TERM_CONDITION_REVIEW'
  /** A review of medicines. */
  | 'MEDICATION_REVIEW'
  /** Mental health. */
  | 'MENTAL_HEALTH'
  /** Joints, back or muscles. */
  | 'MUSCULOSKELETAL'
  /** A new problem. */
  | 'NEW_PROBLEM'
  /** Coded in the practice’s own system. */
  | 'OTHER_CODED'
  /** Screening or vaccination. */
  | 'SCREENING_OR_VACCINATION'
  /** Social prescribing or care co-ordination. */
  | 'SOCIAL_SUPPORT'
  /** A test or a small procedure. */
  | 'TEST_OR_PROCEDURE';

/** Another holder of a practice’s contract. */
export type NewHolderInput = {
  /** True for a caretaker contract, which bridges a gap; default false. */
  readonly caretaker?: boolean | null | undefined;
  /** Who will hold it. An id inside is that of a ContractHolder, a Practice, a PrimaryCareNetwork or a Provider. */
  readonly holder: OrganisationBy;
  /** The kind of contract. */
  readonly type: ContractType;
  /** The first day after it ends. Only for APMS; by default the longest term that the policy allows. */
  readonly until?: string | null | undefined;
};

/** Which organisation: give exactly one of these. */
export type OrganisationBy =
  {   /** By its global id. Takes the id of an IntegratedCareBoard, a SubIntegratedCareBoard, a PrimaryCareNetwork, a Practice, a ContractHolder or a Provider. */
  readonly id: string; readonly odsCode?: never; }
  |  { readonly id?: never;   /** By its ODS code, e.g. `E81003`. */
  readonly odsCode: string; };

/** What a population counts. The three are never mixed in one figure. */
export type PopulationBasis =
  /** The PCN adjusted population, on which the enhanced access requirement is based. */
  | 'PCN_ADJUSTED'
  /** Patients on the practice list. */
  | 'REGISTERED'
  /** The list weighted by need (Carr-Hill), as used for reimbursed roles. */
  | 'WEIGHTED';

/** In what capacity an organisation runs a site. */
export type SiteKind =
  /** A branch surgery. */
  | 'BRANCH'
  /** A hub, shared by a network. */
  | 'HUB'
  /** Its main surgery. */
  | 'MAIN';

/** Why a mutation was refused. Stable: a front end may branch on it. */
export type UserErrorCode =
  /** The slot does not suit what the patient needs in order to be seen. */
  | 'ACCESS_NEED_NOT_MET'
  /** A network has one agreement in force at a time. */
  | 'AGREEMENT_ALREADY_IN_FORCE'
  /** The draft was discarded. */
  | 'AGREEMENT_DISCARDED'
  /** The agreement has ended. */
  | 'AGREEMENT_ENDED'
  /** The agreement is in force, or has been. */
  | 'AGREEMENT_IN_FORCE'
  /** The practice has already signed this agreement. */
  | 'ALREADY_SIGNED'
  /** Another organisation already takes over from this one. */
  | 'ALREADY_SUCCEEDED'
  /** This reference is already waiting for this service. */
  | 'ALREADY_WAITING'
  /** The assignment has already ended. */
  | 'ASSIGNMENT_ENDED'
  /** The contract has begun. */
  | 'AWARD_BEGUN'
  /** Something is in the way of the change and must be settled first. */
  | 'CHANGE_CLASHES'
  /** A booking partner books through its own channels only. */
  | 'CHANNEL_NOT_YOURS'
  /** The clinician is elsewhere, or away, at this time. */
  | 'CLINICIAN_BUSY'
  /** Another clinician has this code. */
  | 'CLINICIAN_CODE_TAKEN'
  /** The clinician is assigned to published sessions at this time. */
  | 'COMMITMENT_CLASHES'
  /** Someone else changed this a moment ago. Read it again and try again. */
  | 'CONFLICT'
  /** This type of contract may not run for these days. */
  | 'CONTRACT_TERM'
  /** The change would leave a day on which nobody holds the practice’s contract. */
  | 'DAY_WITHOUT_HOLDER'
  /** The change would leave a day on which nobody runs a site. */
  | 'DAY_WITHOUT_OPERATOR'
  /** Published sessions depend on this employment after its end. */
  | 'EMPLOYMENT_CLASHES'
  /** The proposed job has already been accepted, declined or withdrawn. */
  | 'EMPLOYMENT_DECIDED'
  /** The employment does not run on these days. */
  | 'EMPLOYMENT_ENDED'
  /** A clinician has one employment with an employer at a time. */
  | 'EMPLOYMENT_OVERLAPS'
  /** The clinician has not accepted this job, so nothing can depend on it. */
  | 'EMPLOYMENT_WAITS'
  /** Your role does not allow this, or not for this organisation. */
  | 'FORBIDDEN'
  /** The hold has expired, and its slot may be gone. */
  | 'HOLD_EXPIRED'
  /** Sessions are published at most 53 weeks ahead. */
  | 'HORIZON_TOO_FAR'
  /** A site is named twice among the hosts. */
  | 'HOSTING_SITE_TWICE'
  /** Weights of hosts are whole numbers from 1 that add up to at most 1,000. */
  | 'HOSTING_WEIGHT'
  /** A shared clinic needs at least one host. */
  | 'HOSTING_WITHOUT_HOST'
  /** The host has not offered a suitable room to the network on this weekday at these times. */
  | 'HOST_NOT_OFFERED'
  /** The value does not have the form that the field requires. */
  | 'INVALID_INPUT'
  /** Published sessions are staffed by the clinician during the leave. */
  | 'LEAVE_CLASHES'
  /** The leave is not waiting for a decision. */
  | 'LEAVE_DECIDED'
  /** The clinician already has leave, asked for or approved, at some of this time. */
  | 'LEAVE_OVERLAPS'
  /** The network has already accepted or declined this. */
  | 'LENDING_DECIDED'
  /** The offer is over. */
  | 'LENDING_ENDED'
  /** A practice has no list of the kind that decides how places are shared. */
  | 'LIST_MISSING'
  /** The practice may not share this service on the day of the session. */
  | 'MAY_NOT_SHARE'
  /** The slot is not given in this way. */
  | 'MODE_NOT_OFFERED'
  /** The service is not given in this way. */
  | 'MODE_NOT_OF_SERVICE'
  /** Notice on this contract has already been given. */
  | 'NOTICE_ALREADY_GIVEN'
  /** The days of the notice cannot be right. */
  | 'NOTICE_PERIOD'
  /** The contract has ended by its notice. */
  | 'NOTICE_TAKEN_EFFECT'
  /** The practice is not in the network on the days concerned. */
  | 'NOT_A_MEMBER'
  /** The practice has fewer free places in this session. */
  | 'NOT_ENOUGH_PLACES'
  /** Nothing with this identifier exists, or you may not see it. */
  | 'NOT_FOUND'
  /** The clinician is not released to this network on the day. */
  | 'NOT_RELEASED'
  /** The practice may not share the service on the day of the session. */
  | 'NOT_SHARING'
  /** The practice has no contract that day. */
  | 'NO_CONTRACT'
  /** No practice may share the service on the day. */
  | 'NO_MEMBERS'
  /** No notice has been given on this contract. */
  | 'NO_NOTICE'
  /** No open post of the session is for this role. */
  | 'NO_OPEN_POST'
  /** The practice has used its share of this session, and no place is open to every practice yet. */
  | 'NO_PLACE_LEFT'
  /** A practice has one contract holder at a time. */
  | 'OVERLAPPING_CONTRACT'
  /** A practice is in one PCN at a time. */
  | 'OVERLAPPING_MEMBERSHIP'
  /** A site is run by one organisation at a time. */
  | 'OVERLAPPING_OPERATOR'
  /** The practices named would not have as many places together as they have now. */
  | 'OVERRIDE_TOTAL'
  /** The text has more than nine digits, so it may be an NHS number, and no patient identity is kept here. */
  | 'PATIENT_REFERENCE_IS_NHS_NUMBER'
  /** The reference is empty or too long, holds a full date, or has characters other than letters, digits and - _ . / #. */
  | 'PATIENT_REFERENCE_MALFORMED'
  /** There is already a figure on this basis for this organisation and day. */
  | 'POPULATION_ALREADY_RECORDED'
  /** Somebody already fills this post. */
  | 'POST_FILLED'
  /** The text is not a recurrence rule (RFC 5545 RRULE). */
  | 'RECURRENCE_MALFORMED'
  /** There must be one recurrence rule, and there are several. */
  | 'RECURRENCE_NOT_ONE_RULE'
  /** The series starts too long before the period. */
  | 'RECURRENCE_START_TOO_EARLY'
  /** The rule repeats within a day; the time of day comes from the clinic. */
  | 'RECURRENCE_TOO_FINE'
  /** The recurrence rule is too long. */
  | 'RECURRENCE_TOO_LONG'
  /** The rule has a part that is not supported. */
  | 'RECURRENCE_UNSUPPORTED'
  /** The period has no day or more than 53 weeks. */
  | 'RECURRENCE_WINDOW'
  /** The rule gives no day at all. */
  | 'RECURRENCE_WITHOUT_DAYS'
  /** The rule names a start or a time zone, which come from the clinic. */
  | 'RECURRENCE_WITH_START'
  /** This reference has another booking at an overlapping time. */
  | 'REFERENCE_BUSY'
  /** The number does not have the form that this register uses. */
  | 'REGISTRATION_MALFORMED'
  /** This role needs a registration with its register. */
  | 'REGISTRATION_NEEDED'
  /** The role's registration is not valid on the day. */
  | 'REGISTRATION_NOT_VALID'
  /** The clinician is already registered there on some of these days. */
  | 'REGISTRATION_OVERLAPS'
  /** A clinician with this registration is already on record. */
  | 'REGISTRATION_TAKEN'
  /** No more than the contracted time can be released to pools. */
  | 'RELEASE_EXCEEDS_CONTRACT'
  /** The employment is already released to this PCN on some of these days. */
  | 'RELEASE_OVERLAPS'
  /** The releases have more slots than begin after them. */
  | 'RELEASE_WAVES_DO_NOT_FIT'
  /** A release needs a number of slots, the days before and a time. */
  | 'RELEASE_WAVE_MALFORMED'
  /** The service or the post is not for this role. */
  | 'ROLE_NOT_PERMITTED'
  /** The network is already offered this room at some of these times. */
  | 'ROOM_ALREADY_OFFERED'
  /** The room is closed on some of these days. */
  | 'ROOM_CLOSED'
  /** The site already has a room with this name. */
  | 'ROOM_NAME_TAKEN'
  /** The room is in use at this time. */
  | 'ROOM_TAKEN'
  /** The room is not of the kind that the service needs, or lacks equipment. */
  | 'ROOM_UNSUITABLE'
  /** The practice that gives and the one that receives are the same. */
  | 'SAME_PRACTICE'
  /** The series must be published up to the day of the change first. */
  | 'SERIES_NOT_PUBLISHED'
  /** The network already has a service with this code. */
  | 'SERVICE_CODE_TAKEN'
  /** The service is of the common catalogue, which no network changes. */
  | 'SERVICE_OF_CATALOGUE'
  /** The service is not offered any more on some of these days. */
  | 'SERVICE_RETIRED'
  /** The session has been cancelled. */
  | 'SESSION_CANCELLED'
  /** The session takes place; it was not cancelled. */
  | 'SESSION_NOT_CANCELLED'
  /** The session has begun or is over. */
  | 'SESSION_OVER'
  /** A session ends on the day on which it starts. */
  | 'SESSION_PAST_MIDNIGHT'
  /** Places are a whole number, zero or more. */
  | 'SHARES_PLACES'
  /** A practice is named twice among the shares. */
  | 'SHARES_PRACTICE_TWICE'
  /** A weight is a number, zero or more. */
  | 'SHARES_WEIGHT'
  /** Nobody has a share: at least one practice needs a weight above zero. */
  | 'SHARES_WITHOUT_WEIGHT'
  /** Another site has this code. */
  | 'SITE_CODE_TAKEN'
  /** The clinician lacks a skill that the service requires. */
  | 'SKILL_MISSING'
  /** The number of slots in a session is none or too large. */
  | 'SLOTS_COUNT'
  /** The slots are longer than the session. */
  | 'SLOTS_DO_NOT_FIT'
  /** More slots are held for 111 than there are. */
  | 'SLOTS_HELD'
  /** A slot lasts whole minutes, at least one. */
  | 'SLOTS_LENGTH'
  /** This slot is kept for NHS 111. */
  | 'SLOT_HELD_FOR_111'
  /** This slot is neither kept for NHS 111 nor open to it yet, and a booking partner can book no others. */
  | 'SLOT_NOT_FOR_111'
  /** This slot is not released yet. */
  | 'SLOT_NOT_RELEASED'
  /** Nobody is assigned to give this slot yet. */
  | 'SLOT_NOT_STAFFED'
  /** This slot has begun or is over. */
  | 'SLOT_PAST'
  /** Somebody else has this slot. */
  | 'SLOT_TAKEN'
  /** The role needs a named GP supervisor. */
  | 'SUPERVISOR_NEEDED'
  /** This person cannot be the named supervisor. */
  | 'SUPERVISOR_NOT_FIT'
  /** This can only be recorded once the slot has begun. */
  | 'TOO_EARLY'
  /** The role may not triage. */
  | 'TRIAGE_NOT_PERMITTED'
  /** There is no valid token with the request. */
  | 'UNAUTHENTICATED'
  /** The role may not see patients whose problem nobody has assessed yet. */
  | 'UNDIFFERENTIATED_NOT_PERMITTED'
  /** Two windows of the pattern cover the same time. */
  | 'WEEKLY_WINDOWS_OVERLAP'
  /** A weekly window needs two times of one day, the second after the first. */
  | 'WEEKLY_WINDOW_MALFORMED'
  /** The state of the booking does not allow this. */
  | 'WRONG_STATE';

export type BookSlotMutationVariables = Exact<{
  input: BookSlotInput;
}>;


export type BookSlotMutation = { readonly bookSlot: { readonly booking: { readonly id: string, readonly state: BookingState, readonly startsAt: string, readonly reference: string | null } | null, readonly userErrors: ReadonlyArray<{ readonly code: UserErrorCode, readonly field: ReadonlyArray<string> | null, readonly message: string }> } | null };

export type ContinuityQueryVariables = Exact<{
  of: ContinuityOfInput;
  from: string;
  to: string;
}>;


export type ContinuityQuery = { readonly continuity: ReadonlyArray<{ readonly aspect: ContinuityAspect, readonly from: string, readonly to: string, readonly count: number, readonly practice: { readonly id: string, readonly odsCode: string | null, readonly name: string }, readonly site: { readonly id: string, readonly name: string } | null }> | null };

export type HandOverPracticeMutationVariables = Exact<{
  input: HandOverPracticeInput;
}>;


export type HandOverPracticeMutation = { readonly handOverPractice: { readonly change: { readonly performed: boolean, readonly from: string, readonly moves: ReadonlyArray<{ readonly kind: ChangeKind, readonly text: string, readonly count: number, readonly on: string | null, readonly id: string | null }>, readonly stays: ReadonlyArray<{ readonly kind: ChangeKind, readonly text: string, readonly count: number, readonly on: string | null, readonly id: string | null }>, readonly offered: ReadonlyArray<{ readonly kind: ChangeKind, readonly text: string, readonly on: string | null, readonly id: string | null }>, readonly clashes: ReadonlyArray<{ readonly kind: ChangeKind, readonly text: string, readonly on: string | null, readonly id: string | null }>, readonly told: ReadonlyArray<{ readonly what: string, readonly organisation:
          | { readonly id: string, readonly name: string }
          | { readonly id: string, readonly name: string }
          | { readonly id: string, readonly name: string }
          | { readonly id: string, readonly name: string }
          | { readonly id: string, readonly name: string }
          | { readonly id: string, readonly name: string }
         }> } | null, readonly userErrors: ReadonlyArray<{ readonly code: UserErrorCode, readonly field: ReadonlyArray<string> | null, readonly message: string }> } | null };

export type NetworkQueryVariables = Exact<{
  pcn: string;
}>;


export type NetworkQuery = { readonly pcn: { readonly id: string, readonly name: string, readonly commissioner:
      | { readonly id: string, readonly odsCode: string | null }
      | { readonly id: string, readonly odsCode: string | null }
      | { readonly id: string, readonly odsCode: string | null }
      | { readonly id: string, readonly odsCode: string | null }
      | { readonly id: string, readonly odsCode: string | null }
      | { readonly id: string, readonly odsCode: string | null }
     | null, readonly members: { readonly totalCount: number, readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly odsCode: string | null, readonly name: string } }> }, readonly populations: ReadonlyArray<{ readonly basis: PopulationBasis, readonly value: number | null, readonly reason: string | null }>, readonly agreements: ReadonlyArray<{ readonly id: string, readonly state: AgreementState }> | null } | null };

export type PracticeThenAndNowQueryVariables = Exact<{
  practice: string;
  then: string;
}>;


export type PracticeThenAndNowQuery = { readonly then: { ' $fragmentRefs'?: { 'StandingFragment': StandingFragment } } | null, readonly now: { ' $fragmentRefs'?: { 'StandingFragment': StandingFragment } } | null };

export type StandingFragment = { readonly id: string, readonly name: string, readonly formerNames: ReadonlyArray<{ readonly name: string, readonly to: string }>, readonly contract: { readonly id: string, readonly type: ContractType, readonly holder:
      | { readonly id: string, readonly name: string }
      | { readonly id: string, readonly name: string }
      | { readonly id: string, readonly name: string }
      | { readonly id: string, readonly name: string }
      | { readonly id: string, readonly name: string }
      | { readonly id: string, readonly name: string }
     } | null, readonly sites: ReadonlyArray<{ readonly id: string, readonly name: string, readonly kind: SiteKind | null }> } & { ' $fragmentName'?: 'StandingFragment' };

export type SharedAvailabilityQueryVariables = Exact<{
  practice: string;
  from: string;
  to: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type SharedAvailabilityQuery = { readonly sharedAvailability: { readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly on: string, readonly startsAt: string, readonly bookableCount: number, readonly ownPlacesFree: number, readonly poolPlacesFree: number, readonly service: { readonly id: string, readonly code: string, readonly name: string }, readonly site: { readonly id: string, readonly name: string }, readonly slots: ReadonlyArray<{ readonly id: string, readonly startTime: string }> } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } | null };

export type WeekQueryVariables = Exact<{
  pcn: string;
  from: string;
  to: string;
  basis: PopulationBasis;
}>;


export type WeekQuery = { readonly rota: { readonly totalCount: number, readonly postCount: number, readonly openPostCount: number, readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly on: string, readonly startTime: string, readonly endTime: string, readonly clinic: { readonly id: string, readonly title: string }, readonly site: { readonly id: string, readonly name: string }, readonly posts: ReadonlyArray<{ readonly id: string, readonly open: boolean, readonly role: { readonly name: string }, readonly clinician: { readonly id: string, readonly name: string } | null }> } }> } | null, readonly capacity: { readonly population: { readonly basis: PopulationBasis, readonly value: number | null, readonly countedFrom: string | null, readonly sources: ReadonlyArray<string>, readonly missing: string | null }, readonly weeks: ReadonlyArray<{ readonly weekOn: string, readonly published: { readonly appointments: number, readonly appointmentsPer1000: number | null }, readonly staffed: { readonly appointments: number }, readonly booked: { readonly appointments: number } }> } | null };

export type BadgeFragment = { readonly odsCode: string | null, readonly name: string } & { ' $fragmentName'?: 'BadgeFragment' };

export type MembersQueryVariables = Exact<{
  pcn: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type MembersQuery = { readonly pcn: { readonly id: string, readonly members: { readonly totalCount: number, readonly edges: ReadonlyArray<{ readonly cursor: string, readonly node: (
          { readonly id: string }
          & { ' $fragmentRefs'?: { 'BadgeFragment': BadgeFragment } }
        ) }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } } | null };

export type PracticeOnQueryVariables = Exact<{
  code: string;
  asOf?: string | null | undefined;
}>;


export type PracticeOnQuery = { readonly practice: { readonly id: string, readonly name: string, readonly network: { readonly id: string, readonly name: string } | null } | null };

export type FreeSlotsQueryVariables = Exact<{
  practice: string;
  from: string;
  to: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type FreeSlotsQuery = { readonly sharedAvailability: { readonly edges: ReadonlyArray<{ readonly cursor: string, readonly node: { readonly id: string, readonly on: string, readonly bookableCount: number, readonly session: { readonly id: string }, readonly slots: ReadonlyArray<{ readonly id: string, readonly startTime: string }> } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly hasPreviousPage: boolean, readonly startCursor: string | null, readonly endCursor: string | null } } | null };

export type HoldMutationVariables = Exact<{
  input: HoldSlotInput;
}>;


export type HoldMutation = { readonly holdSlot: { readonly hold: { readonly id: string, readonly state: BookingState, readonly expiresAt: string | null } | null, readonly userErrors: ReadonlyArray<{ readonly code: UserErrorCode, readonly field: ReadonlyArray<string> | null, readonly message: string }> } | null };

export type CancelMutationVariables = Exact<{
  input: CancelBookingInput;
}>;


export type CancelMutation = { readonly cancelBooking: { readonly booking: { readonly id: string, readonly state: BookingState } | null, readonly userErrors: ReadonlyArray<{ readonly code: UserErrorCode, readonly field: ReadonlyArray<string> | null }> } | null };

export type BookingsQueryVariables = Exact<{
  code: string;
  from: string;
  to: string;
}>;


export type BookingsQuery = { readonly practice: { readonly id: string, readonly bookings: { readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly state: BookingState, readonly reference: string | null } }> } | null } | null };

export type BookingAgainQueryVariables = Exact<{
  id: string;
}>;


export type BookingAgainQuery = { readonly node:
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly state: BookingState, readonly reference: string | null, readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
   | null };

export type AvailabilityChangedSubscriptionVariables = Exact<{
  pcn: string;
}>;


export type AvailabilityChangedSubscription = { readonly availabilityChanged: { readonly sessionIds: ReadonlyArray<string>, readonly version: string } };

export const StandingFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Standing"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Practice"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"formerNames"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"to"}}]}},{"kind":"Field","name":{"kind":"Name","value":"contract"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"holder"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"sites"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}}]}}]}}]} as unknown as DocumentNode<StandingFragment, unknown>;
export const BadgeFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Badge"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Practice"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"odsCode"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]} as unknown as DocumentNode<BadgeFragment, unknown>;
export const BookSlotDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"BookSlot"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"BookSlotInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"bookSlot"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"booking"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"startsAt"}},{"kind":"Field","name":{"kind":"Name","value":"reference"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode<BookSlotMutation, BookSlotMutationVariables>;
export const ContinuityDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Continuity"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"of"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ContinuityOfInput"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"from"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Date"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"to"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Date"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"continuity"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"of"},"value":{"kind":"Variable","name":{"kind":"Name","value":"of"}}},{"kind":"Argument","name":{"kind":"Name","value":"from"},"value":{"kind":"Variable","name":{"kind":"Name","value":"from"}}},{"kind":"Argument","name":{"kind":"Name","value":"to"},"value":{"kind":"Variable","name":{"kind":"Name","value":"to"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"aspect"}},{"kind":"Field","name":{"kind":"Name","value":"from"}},{"kind":"Field","name":{"kind":"Name","value":"to"}},{"kind":"Field","name":{"kind":"Name","value":"count"}},{"kind":"Field","name":{"kind":"Name","value":"practice"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"odsCode"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"site"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]} as unknown as DocumentNode<ContinuityQuery, ContinuityQueryVariables>;
export const HandOverPracticeDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"HandOverPractice"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"HandOverPracticeInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"handOverPractice"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"change"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"performed"}},{"kind":"Field","name":{"kind":"Name","value":"from"}},{"kind":"Field","name":{"kind":"Name","value":"moves"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"count"}},{"kind":"Field","name":{"kind":"Name","value":"on"}},{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"Field","name":{"kind":"Name","value":"stays"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"count"}},{"kind":"Field","name":{"kind":"Name","value":"on"}},{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"Field","name":{"kind":"Name","value":"offered"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"on"}},{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"Field","name":{"kind":"Name","value":"clashes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"on"}},{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"Field","name":{"kind":"Name","value":"told"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"organisation"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"what"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode<HandOverPracticeMutation, HandOverPracticeMutationVariables>;
export const NetworkDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Network"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"pcn"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"OdsCode"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"pcn"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"by"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"odsCode"},"value":{"kind":"Variable","name":{"kind":"Name","value":"pcn"}}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"commissioner"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"odsCode"}}]}},{"kind":"Field","name":{"kind":"Name","value":"members"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"10"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"odsCode"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"populations"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"basis"}},{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}}]}},{"kind":"Field","name":{"kind":"Name","value":"agreements"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}}]}}]}}]}}]} as unknown as DocumentNode<NetworkQuery, NetworkQueryVariables>;
export const PracticeThenAndNowDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"PracticeThenAndNow"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"practice"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"OdsCode"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"then"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Date"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"then"},"name":{"kind":"Name","value":"practice"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"by"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"odsCode"},"value":{"kind":"Variable","name":{"kind":"Name","value":"practice"}}}]}},{"kind":"Argument","name":{"kind":"Name","value":"asOf"},"value":{"kind":"Variable","name":{"kind":"Name","value":"then"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Standing"}}]}},{"kind":"Field","alias":{"kind":"Name","value":"now"},"name":{"kind":"Name","value":"practice"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"by"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"odsCode"},"value":{"kind":"Variable","name":{"kind":"Name","value":"practice"}}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Standing"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Standing"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Practice"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"formerNames"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"to"}}]}},{"kind":"Field","name":{"kind":"Name","value":"contract"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"holder"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"sites"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}}]}}]}}]} as unknown as DocumentNode<PracticeThenAndNowQuery, PracticeThenAndNowQueryVariables>;
export const SharedAvailabilityDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"SharedAvailability"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"practice"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"OdsCode"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"from"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Date"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"to"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Date"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"sharedAvailability"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"practice"},"value":{"kind":"Variable","name":{"kind":"Name","value":"practice"}}},{"kind":"Argument","name":{"kind":"Name","value":"from"},"value":{"kind":"Variable","name":{"kind":"Name","value":"from"}}},{"kind":"Argument","name":{"kind":"Name","value":"to"},"value":{"kind":"Variable","name":{"kind":"Name","value":"to"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"on"}},{"kind":"Field","name":{"kind":"Name","value":"startsAt"}},{"kind":"Field","name":{"kind":"Name","value":"bookableCount"}},{"kind":"Field","name":{"kind":"Name","value":"ownPlacesFree"}},{"kind":"Field","name":{"kind":"Name","value":"poolPlacesFree"}},{"kind":"Field","name":{"kind":"Name","value":"service"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"site"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"slots"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"startTime"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}}]} as unknown as DocumentNode<SharedAvailabilityQuery, SharedAvailabilityQueryVariables>;
export const WeekDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Week"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"pcn"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"OdsCode"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"from"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Date"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"to"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Date"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"basis"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"PopulationBasis"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"rota"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"pcn"},"value":{"kind":"Variable","name":{"kind":"Name","value":"pcn"}}},{"kind":"Argument","name":{"kind":"Name","value":"from"},"value":{"kind":"Variable","name":{"kind":"Name","value":"from"}}},{"kind":"Argument","name":{"kind":"Name","value":"to"},"value":{"kind":"Variable","name":{"kind":"Name","value":"to"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"100"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"postCount"}},{"kind":"Field","name":{"kind":"Name","value":"openPostCount"}},{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"on"}},{"kind":"Field","name":{"kind":"Name","value":"startTime"}},{"kind":"Field","name":{"kind":"Name","value":"endTime"}},{"kind":"Field","name":{"kind":"Name","value":"clinic"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"title"}}]}},{"kind":"Field","name":{"kind":"Name","value":"site"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"posts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"open"}},{"kind":"Field","name":{"kind":"Name","value":"role"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"clinician"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"capacity"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"pcn"},"value":{"kind":"Variable","name":{"kind":"Name","value":"pcn"}}},{"kind":"Argument","name":{"kind":"Name","value":"from"},"value":{"kind":"Variable","name":{"kind":"Name","value":"from"}}},{"kind":"Argument","name":{"kind":"Name","value":"to"},"value":{"kind":"Variable","name":{"kind":"Name","value":"to"}}},{"kind":"Argument","name":{"kind":"Name","value":"basis"},"value":{"kind":"Variable","name":{"kind":"Name","value":"basis"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"population"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"basis"}},{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"countedFrom"}},{"kind":"Field","name":{"kind":"Name","value":"sources"}},{"kind":"Field","name":{"kind":"Name","value":"missing"}}]}},{"kind":"Field","name":{"kind":"Name","value":"weeks"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"weekOn"}},{"kind":"Field","name":{"kind":"Name","value":"published"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"appointments"}},{"kind":"Field","name":{"kind":"Name","value":"appointmentsPer1000"}}]}},{"kind":"Field","name":{"kind":"Name","value":"staffed"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"appointments"}}]}},{"kind":"Field","name":{"kind":"Name","value":"booked"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"appointments"}}]}}]}}]}}]}}]} as unknown as DocumentNode<WeekQuery, WeekQueryVariables>;
export const MembersDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Members"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"pcn"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"OdsCode"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"pcn"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"by"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"odsCode"},"value":{"kind":"Variable","name":{"kind":"Name","value":"pcn"}}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"members"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Badge"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Badge"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Practice"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"odsCode"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]} as unknown as DocumentNode<MembersQuery, MembersQueryVariables>;
export const PracticeOnDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"PracticeOn"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"code"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"OdsCode"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"asOf"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Date"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"practice"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"by"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"odsCode"},"value":{"kind":"Variable","name":{"kind":"Name","value":"code"}}}]}},{"kind":"Argument","name":{"kind":"Name","value":"asOf"},"value":{"kind":"Variable","name":{"kind":"Name","value":"asOf"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"network"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]} as unknown as DocumentNode<PracticeOnQuery, PracticeOnQueryVariables>;
export const FreeSlotsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"FreeSlots"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"practice"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"OdsCode"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"from"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Date"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"to"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Date"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"sharedAvailability"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"practice"},"value":{"kind":"Variable","name":{"kind":"Name","value":"practice"}}},{"kind":"Argument","name":{"kind":"Name","value":"from"},"value":{"kind":"Variable","name":{"kind":"Name","value":"from"}}},{"kind":"Argument","name":{"kind":"Name","value":"to"},"value":{"kind":"Variable","name":{"kind":"Name","value":"to"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"on"}},{"kind":"Field","name":{"kind":"Name","value":"bookableCount"}},{"kind":"Field","name":{"kind":"Name","value":"session"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"Field","name":{"kind":"Name","value":"slots"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"startTime"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"hasPreviousPage"}},{"kind":"Field","name":{"kind":"Name","value":"startCursor"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}}]} as unknown as DocumentNode<FreeSlotsQuery, FreeSlotsQueryVariables>;
export const HoldDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"Hold"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"HoldSlotInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"holdSlot"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hold"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode<HoldMutation, HoldMutationVariables>;
export const CancelDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"Cancel"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CancelBookingInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cancelBooking"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"booking"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"field"}}]}}]}}]}}]} as unknown as DocumentNode<CancelMutation, CancelMutationVariables>;
export const BookingsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Bookings"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"code"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"OdsCode"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"from"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Date"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"to"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Date"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"practice"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"by"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"odsCode"},"value":{"kind":"Variable","name":{"kind":"Name","value":"code"}}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"bookings"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"from"},"value":{"kind":"Variable","name":{"kind":"Name","value":"from"}}},{"kind":"Argument","name":{"kind":"Name","value":"to"},"value":{"kind":"Variable","name":{"kind":"Name","value":"to"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"reference"}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<BookingsQuery, BookingsQueryVariables>;
export const BookingAgainDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"BookingAgain"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Booking"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"reference"}}]}}]}}]}}]} as unknown as DocumentNode<BookingAgainQuery, BookingAgainQueryVariables>;
export const AvailabilityChangedDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"AvailabilityChanged"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"pcn"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"OdsCode"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"availabilityChanged"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"pcn"},"value":{"kind":"Variable","name":{"kind":"Name","value":"pcn"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"sessionIds"}},{"kind":"Field","name":{"kind":"Name","value":"version"}}]}}]}}]} as unknown as DocumentNode<AvailabilityChangedSubscription, AvailabilityChangedSubscriptionVariables>;