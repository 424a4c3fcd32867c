/**
 * Who may do what, written by hand from what the issues and the domain say, before anything was asked of the server.
 *
 * A row is a root field, a subscription, a node type (read by `node` and `nodes`) or a field that is withheld by role;
 * a name in parentheses tells two rows of one field apart. The columns stand in `askers.ts`: no token; ICB viewer (own,
 * another ICB); contract manager (own, another); clinical director (own, another PCN); rota manager (own, another PCN);
 * practice manager (the practice's, its neighbour's, another PCN's); care navigator (the same three); provider manager
 * (lends to the PCN, to another); booking partner (own ICB's, another's); clinician (the one asked about, a colleague,
 * another PCN's); system (own, another PCN).
 *
 * A cell says what is answered:
 *   + data, or the change is made       - nothing: null or an empty list
 *   F refused, FORBIDDEN                N refused, NOT_FOUND: what others have is not there for you
 *   U refused, UNAUTHENTICATED
 */
export const permissionTable = `
                                      no iv im cd rm pm  cn  pv bp cl  sy

The directory: public facts, for everybody with a token
Query.viewer                          U  ++ ++ ++ ++ +++ +++ ++ ++ +++ ++
Query.staffRoles                      U  ++ ++ ++ ++ +++ +++ ++ ++ +++ ++
Query.icb                             U  ++ ++ ++ ++ +++ +++ ++ ++ +++ ++
Query.pcn                             U  ++ ++ ++ ++ +++ +++ ++ ++ +++ ++
Query.pcns                            U  ++ ++ ++ ++ +++ +++ ++ ++ +++ ++
Query.practice                        U  ++ ++ ++ ++ +++ +++ ++ ++ +++ ++
Query.practices                       U  ++ ++ ++ ++ +++ +++ ++ ++ +++ ++
Query.provider                        U  ++ ++ ++ ++ +++ +++ ++ ++ +++ ++
Query.site                            U  ++ ++ ++ ++ +++ +++ ++ ++ +++ ++
Query.continuity                      U  ++ ++ ++ ++ +++ +++ ++ ++ +++ ++
Query.node                            U  ++ ++ ++ ++ +++ +++ ++ ++ +++ ++
Query.nodes                           U  ++ ++ ++ ++ +++ +++ ++ ++ +++ ++
Query.service                         U  ++ ++ ++ ++ +++ +++ ++ ++ +++ ++
Query.services                        U  ++ ++ ++ ++ +++ +++ ++ ++ +++ ++
Node.IntegratedCareBoard              U  ++ ++ ++ ++ +++ +++ ++ ++ +++ ++
Node.SubIntegratedCareBoard           U  ++ ++ ++ ++ +++ +++ ++ ++ +++ ++
Node.PrimaryCareNetwork               U  ++ ++ ++ ++ +++ +++ ++ ++ +++ ++
Node.Practice                         U  ++ ++ ++ ++ +++ +++ ++ ++ +++ ++
Node.Provider                         U  ++ ++ ++ ++ +++ +++ ++ ++ +++ ++
Node.ContractHolder                   U  ++ ++ ++ ++ +++ +++ ++ ++ +++ ++
Node.Site                             U  ++ ++ ++ ++ +++ +++ ++ ++ +++ ++
Node.SiteOperation                    U  ++ ++ ++ ++ +++ +++ ++ ++ +++ ++
Node.Room                             U  ++ ++ ++ ++ +++ +++ ++ ++ +++ ++
Node.Membership                       U  ++ ++ ++ ++ +++ +++ ++ ++ +++ ++
Node.Contract                         U  ++ ++ ++ ++ +++ +++ ++ ++ +++ ++
Node.Population                       U  ++ ++ ++ ++ +++ +++ ++ ++ +++ ++

The network's papers: its members and its commissioner; a partner and a clinician have no part in them
Node.NetworkAgreement                 U  +- +- +- +- ++- ++- -- -- --- +-
Node.Participation                    U  +- +- +- +- ++- ++- -- -- --- +-
Node.AccommodationOffer               U  +- +- +- +- ++- ++- -- -- --- +-
PrimaryCareNetwork.agreements         U  +F +F +F +F ++F ++F FF FF FFF +F
PrimaryCareNetwork.accommodationOffers U +F +F +F +F ++F ++F +F FF FFF +F
Node.AccommodationOffer (that waits)  U  +- +- +- +- ++- ++- -+ -- --- +-
PrimaryCareNetwork.accommodationAwaiting U +F +F +F +F ++F ++F F+ FF FFF +F
Query.freeRooms                       U  +F +F +F +F ++F ++F FF FF FFF +F
PrimaryCareNetwork.unusedTo111Default U  +F +F +F +F ++F ++F FF FF FFF +F
Practice.participations               U  +F +F +F +F ++F ++F FF FF FFF +F
Practice.agreementStanding            U  +F +F +F +F ++F ++F FF FF FFF +F

What the network offers: everybody who books there, works there or commissions it; whoever lends to it reads what its
rooms and people serve, and nothing here is theirs
Query.services (of a network)         U  +F +F +F +F ++F ++F +F +F ++F +F
Query.session                         U  +N +N +N +N ++N ++N NN +N ++N +N
Node.Service                          U  +- +- +- +- ++- ++- -- +- ++- +-
Node.SharedClinic                     U  +- +- +- +- ++- ++- -- +- ++- +-
Node.Session                          U  +- +- +- +- ++- ++- -- +- ++- +-
Node.Post                             U  +- +- +- +- ++- ++- -- +- ++- +-
Node.Slot                             U  +- +- +- +- ++- ++- -- +- ++- +-
PrimaryCareNetwork.services           U  +F +F +F +F ++F ++F +F +F ++F +F
Site.sessions                         U  +- +- +- +- ++- ++- -- +- ++- +-
Room.sessions                         U  +- +- +- +- ++- ++- -- +- ++- +-
PrimaryCareNetwork.sharedClinics      U  +F +F +F +F ++F ++F -F +F ++F +F

Who works where: not for those who only book
Query.rota                            U  +F +F +F +F ++F FFF -F FF ++F +F
PrimaryCareNetwork.rota               U  +F +F +F +F ++F FFF -F FF ++F +F
Query.rotaGrid                        U  +F +F +F +F ++F FFF +F FF ++F +F
Node.Assignment                       U  +- +- +- +- ++- --- -- -- ++- +-
Post.clinician                        U  +- +- +- +- ++- --- -- -- ++- +-
Post.assignment                       U  +- +- +- +- ++- --- -- -- ++- +-
Clinician.assignments                 U  +- +- +- +- ++- --- -- -- ++- +-

Figures, and for directors the trail of who changed what (each reads the trail of the network they direct)
Query.capacity                        U  +F +F +F +F ++F FFF FF FF FFF +F
Query.fairness                        U  +F +F +F +F ++F ++F FF FF FFF +F
Query.auditTrail                      U  FF FF ++ FF FFF FFF FF FF FFF FF
Node.AuditEntry                       U  -- -- +- -- --- --- -- -- --- --

A clinician's records: the network and the practices that they are released to, their employer, themselves
Query.me                              U  -- -- -- -- --- --- -- -- +++ --
Query.clinician                       U  NN NN +N +N ++N NNN NN NN +NN +N
Query.busy                            U  NN NN +N +N ++N NNN NN NN +NN +N
Query.clinicians                      U  FF FF -- -- +++ FFF ++ FF +++ --
Query.employmentsAwaiting             U  FF FF -- -- --- FFF -+ FF +-- --
Query.clinicians (of a network)       U  FF FF +F +F ++F FFF FF FF FFF +F
Node.Clinician                        U  -- -- +- +- ++- --- -- -- +-- +-
Node.Employment                       U  -- -- +- +- ++- --- -- -- +-- +-
Node.Employment (that waits)          U  -- -- -- -- --- --- -+ -- +-- --
Node.PoolRelease                      U  -- -- +- +- ++- --- -- -- +-- +-
Node.PoolRelease (that waits)         U  -- -- +- +- ++- --- -+ -- --- +-
PrimaryCareNetwork.releasesAwaiting   U  FF FF +F +F ++F FFF F+ FF FFF +F
PrimaryCareNetwork.pool               U  FF FF +F +F ++F FFF FF FF FFF +F
Provider.employees                    U  FF FF FF FF FFF FFF +F FF FFF FF
Practice.employees                    U  FF FF FF FF +FF FFF FF FF FFF FF
Clinician.registrations               U  -- -- +- +- ++- --- -- -- +-- +-
Clinician.employments                 U  -- -- +- +- ++- --- -- -- +-- +-
Clinician.releases                    U  -- -- +- +- ++- --- -- -- +-- +-
Clinician.wholeTimeEquivalent         U  -- -- +- +- ++- --- -- -- +-- +-
Clinician.busy                        U  -- -- +- +- ++- --- -- -- +-- +-
Clinician.supervisor                  U  -- -- +- +- ++- --- -- -- +-- +-
Clinician.workingTimeOptOut           U  -- -- +- +- ++- --- -- -- +-- +-
Leave and other commitments: the employer and the clinician alone
Node.Leave                            U  -- -- -- -- +-- --- -- -- +-- --
Node.Commitment                       U  -- -- -- -- +-- --- -- -- +-- --
Query.leaveRequests                   U  FF FF -- -- +-+ FFF -- FF FFF FF
Clinician.leave                       U  -- -- -- -- +-- --- -- -- +-- --
Clinician.commitments                 U  -- -- -- -- +-- --- -- -- +-- --

Patients: the network of the session and the practice; a partner what it booked
Query.sharedAvailability              U  FF FF +- +- +FF +FF FF +- FFF +-
Subscription.availabilityChanged      U  FF FF +F +F ++F ++F FF +F FFF +F
Node.SharedAvailability               U  FF FF +- +- +FF +FF FF +- FFF +-
Node.Booking                          U  -- -- +- +- +-- +-- -- -- --- +-
Node.Booking (of a partner)           U  -- -- +- +- +-- +-- -- +- --- +-
Query.bookings                        U  FF FF ++ ++ +++ +++ FF ++ FFF ++
Query.bookings (of a practice)        U  FF FF +- +- +FF +FF FF FF FFF +-
Query.bookings (of a network)         U  FF FF +F +F FFF FFF FF +- FFF +F
Session.bookings                      U  -- -- +- +- ++- ++- -- +- --- +-
Slot.booking                          U  -- -- +- +- +-- +-- -- -- --- +-
Node.WaitingEntry                     U  -- -- +- +- +-- +-- -- -- --- +-
Practice.bookings                     U  FF FF +- +- +FF +FF FF FF FFF +-
PrimaryCareNetwork.waitingList        U  FF FF +F +F FFF FFF FF FF FFF +F
Practice.waitingList                  U  FF FF +- +- +FF +FF FF FF FFF +-

The commissioner decides who is where; a practice runs its own sites and gives notice on its own contract
Mutation.joinNetwork                  U  FF +F FF FF FFF FFF FF FF FFF FF
Mutation.awardContract                U  FF +F FF FF FFF FFF FF FF FFF FF
Mutation.correctAward                 U  FF +F FF FF FFF FFF FF FF FFF FF
Mutation.correctPopulation            U  FF +F FF FF FFF FFF FF FF FFF FF
Mutation.recordPopulation             U  FF +F FF FF FFF FFF FF FF FFF FF
Mutation.handOverPractice             U  FF +F FF FF FFF FFF FF FF FFF FF
Mutation.leaveNetwork                 U  FF +F FF FF FFF FFF FF FF FFF FF
Mutation.mergeOrganisations           U  FF +F FF FF FFF FFF FF FF FFF FF
Mutation.giveNotice                   U  FF +F FF FF +FF FFF FF FF FFF FF
Mutation.changeNotice                 U  FF +F FF FF FFF FFF FF FF FFF FF
Mutation.withdrawNotice               U  FF +F FF FF FFF FFF FF FF FFF FF
Mutation.openSite                     U  FF +F FF FF +FF FFF FF FF FFF FF
Mutation.openSite (of a provider)     U  FF +F FF FF FFF FFF +F FF FFF FF
Mutation.closeSite                    U  FF +F FF FF +FF FFF FF FF FFF FF
Mutation.addRoom                      U  FF +F FF FF +FF FFF FF FF FFF FF
Mutation.changeRoom                   U  FF +F FF FF +FF FFF FF FF FFF FF
Mutation.closeRoom                    U  FF +F FF FF +FF FFF FF FF FFF FF
Mutation.withdrawOffer                U  FN FN FN FN +FN FFN NN FN FFN FN
Mutation.offerAccommodation           U  FF FF FF FF +FF FFF FF FF FFF FF

What an outsider lends waits for the network's director
Mutation.acceptAccommodation          U  FN FN +N FN FFN FFN NF FN FFN +N
Mutation.declineAccommodation         U  FN FN +N FN FFN FFN NF FN FFN +N
Mutation.acceptRelease                U  NN NN +N FN NNN NNN NF NN NNN +N
Mutation.declineRelease               U  NN NN +N FN NNN NNN NF NN NNN +N

The network's agreement: its director drafts, each practice signs and takes part for itself
Mutation.draftAgreement               U  FF FF +F FF FFF FFF FF FF FFF +F
Mutation.discardDraftAgreement        U  FN FN +N FN FFN FFN NN FN FFN +N
Mutation.signAgreement                U  FF FF FF FF +FF FFF FF FF FFF FF
Mutation.setParticipation             U  FF FF +F FF +FF FFF FF FF FFF +F
Mutation.setUnusedTo111Default        U  FF FF +F FF FFF FFF FF FF FFF +F

Staff: whoever employs them; the clinician their own time, and whether to take a job that is proposed to them
Mutation.registerClinician            U  FF FF ++ ++ +++ FFF ++ FF FFF FF
Mutation.changeClinician              U  FN FN FN FN +FN FFN NN FN FFN FN
Mutation.addRegistration              U  FN FN FN FN +FN FFN NN FN FFN FN
Mutation.endRegistration              U  FN FN FN FN +FN FFN NN FN FFN FN
Mutation.employClinician              U  FF FF FF FF +FF FFF FF FF FFF FF
Mutation.employClinician (of one who works elsewhere) U FF FF FF FF +FF FFF FF FF FFF FF
Mutation.acceptEmployment             U  NN NN NN NN NNN NNN NF NN +NN NN
Mutation.declineEmployment            U  NN NN NN NN NNN NNN NF NN +NN NN
Mutation.withdrawEmployment           U  NN NN NN NN NNN NNN N+ NN FNN NN
Mutation.releaseToPool                U  NN NN NN NN +NN FNN NN NN NNN NN
Mutation.changeRelease                U  FN FN FN FN +FN FFN NN FN FFN FN
Mutation.endRelease                   U  FN FN FN FN +FN FFN NN FN FFN FN
Mutation.endEmployment                U  FN FN FN FN +FN FFN NN FN FFN FN
Mutation.setWorkingPattern            U  FN FN FN FN +FN FFN NN FN +FN FN
Mutation.declareCommitment            U  FN FN FN FN +FN FFN NN FN +FN FN
Mutation.withdrawCommitment           U  NN NN NN NN +NN FNN NN NN +NN NN
Mutation.requestLeave                 U  FN FN FN FN +FN FFN NN FN +FN FN
Mutation.withdrawLeave                U  NN NN NN NN +NN FNN NN NN +NN NN
Mutation.approveLeave                 U  NN NN NN NN +NN FNN NN NN FNN NN
Mutation.refuseLeave                  U  NN NN NN NN +NN FNN NN NN FNN NN

Sessions: the network's director and rota manager
Mutation.defineService                U  FF FF +F +F FFF FFF FF FF FFF +F
Mutation.changeService                U  FN FN +N +N FFN FFN NN FN FFN +N
Mutation.retireService                U  FN FN +N +N FFN FFN NN FN FFN +N
Query.sharedClinicPreview             U  FF FF +F +F FFF FFF FF FF FFF +F
Mutation.scheduleSharedClinic         U  FF FF +F +F FFF FFF FF FF FFF +F
Mutation.addSession                   U  FF FF +F +F FFF FFF FF FF FFF +F
Mutation.publishSessions              U  FN FN +N +N FFN FFN NN FN FFN +N
Mutation.moveSharedClinicHost         U  FN FN +N +N FFN FFN NN FN FFN +N
Mutation.changeSharedClinic           U  FN FN +N +N FFN FFN NN FN FFN +N
Mutation.renameClinic                 U  FN FN +N +N FFN FFN NN FN FFN +N
Mutation.endSharedClinic              U  FN FN +N +N FFN FFN NN FN FFN +N
Mutation.skipDate                     U  FN FN +N +N FFN FFN NN FN FFN +N
Mutation.setClinicPlanning            U  FN FN +N +N FFN FFN NN FN FFN +N
Mutation.addDate                      U  FN FN +N +N FFN FFN NN FN FFN +N
Mutation.cancelSession                U  FN FN +N +N FFN FFN NN FN FFN +N
Mutation.moveSession                  U  FN FN +N +N FFN FFN NN FN FFN +N
Mutation.reinstateSession             U  FN FN +N +N FFN FFN NN FN FFN +N
Mutation.assignClinician              U  FN FN +N +N FFN FFN NN FN FFN +N
Mutation.unassignClinician            U  FN FN +N +N FFN FFN NN FN FFN +N
Mutation.assignSeries                 U  FN FN +N +N FFN FFN NN FN FFN +N
Mutation.moveAssignment               U  FN FN +N +N FFN FFN NN FN FFN +N
Mutation.overrideShares               U  FN FN +N FN FFN FFN NN FN FFN +N

Places and bookings: the network for any of its practices, a practice for itself, a partner the slots held for it
Mutation.returnPlaces                 U  FN FN +N +N +FN +FN NN FN FFN +N
Mutation.givePlacesTo                 U  FN FN +N +N +FN FFN NN FN FFN +N
Mutation.holdSlot                     U  FN FN +N +N +FN +FN NN +N FFN +N
Mutation.bookSlot                     U  FN FN +N +N +FN +FN NN +N FFN +N
Mutation.moveBooking                  U  NN NN +N +N +NN +NN NN +N NNN +N
Mutation.cancelBooking                U  NN NN +N +N +NN +NN NN +N NNN +N
Mutation.undoCancelBooking            U  NN NN +N +N +NN +NN NN +N NNN +N
Mutation.recordOutcome                U  NN NN +N +N +NN +NN NN NN NNN +N
Mutation.waitForSlot                  U  FF FF +F +F +FF +FF FF FF FFF +F
Mutation.withdrawWait                 U  NN NN +N +N +NN +NN NN NN NNN +N
`;

/** A row's name and its cells in the order of the columns, without the gaps between clusters. */
export const rows: ReadonlyMap<string, string> = new Map(
  permissionTable
    .split('\n')
    .filter((line) => /^(Query|Mutation|Subscription|Node|[A-Z]\w+)\.\w+/.test(line))
    .map((line): [string, string] => {
      const [, name = '', cells = ''] = /^(\S+(?: \(.*?\))?) +(.*)$/.exec(line) ?? [];
      return [name, cells.replaceAll(' ', '')];
    }),
);
