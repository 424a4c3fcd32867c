/**
 * Each action of the permission table in words, to follow “you may”. A refused read is worded as a read. If one action
 * covers a thing and its undoing, both are named.
 */
export const actionsInWords = {
  readDirectory: 'look up organisations',
  readNetwork: 'see the services, clinics and sessions of a network',
  readNetworkPapers: 'see agreements, participations and other decisions of a network',
  readAccommodation: 'see the rooms offered to a network',
  readRota: 'see a rota',
  readCapacity: 'see the capacity of a network',
  readFairness: 'see how places were shared out',
  readAvailability: 'see free slots',
  readBookings: 'see bookings',
  readWaitingList: 'see a waiting list',
  readWorkforce: 'see clinicians and their records',
  readAuditTrail: 'see who changed what',

  joinNetwork: 'put a practice into a network',
  openSite: 'open a site',
  offerAccommodation: 'offer a room',
  decideAccommodation: 'accept or decline an offered room',
  draftAgreement: 'draft a network agreement',
  signAgreement: 'sign a network agreement',
  setParticipation: 'say whether a practice takes part in a service',
  setUnusedTo111Default: 'set the time of day from which unused slots of a network are also for NHS 111',
  giveNotice: 'give notice on a contract',
  awardContract: 'award a contract',
  recordPopulation: 'record how many people a practice or a network serves',
  handOverPractice: 'hand over a practice',
  leaveNetwork: 'take a practice out of its network',
  mergeOrganisations: 'merge organisations',
  closeSite: 'close a site',

  registerClinician: 'put a clinician on record',
  employClinician: 'record a clinician’s job, or withdraw one that is proposed',
  releaseToPool: 'release a clinician to a network',
  decideRelease: 'accept or decline the release of a clinician',
  decideEmployment: 'accept or decline a job that is proposed',
  endEmployment: 'end a clinician’s job',
  setWorkingPattern: 'set a weekly working pattern',
  declareCommitment: 'declare or withdraw when a clinician works elsewhere',
  requestLeave: 'ask for leave or withdraw it',
  decideLeave: 'approve or refuse leave',

  defineService: 'define a service of a network',
  scheduleSharedClinic: 'plan or preview a shared clinic',
  publishSessions: 'publish sessions',
  moveSharedClinicHost: 'move a shared clinic to another host',
  changeSharedClinic: 'change a shared clinic',
  cancelSession: 'cancel a session',
  assignClinician: 'assign a clinician to a session or take one off',
  returnPlaces: 'return places to the pool',
  overrideShares: 'change how the places of a session are shared out',
  givePlacesTo: 'give places to another practice',

  holdSlot: 'hold a slot',
  bookSlot: 'book a slot',
  moveBooking: 'move a booking',
  cancelBooking: 'cancel a booking',
  recordOutcome: 'record how an appointment ended',
  waitForSlot: 'put a patient on a waiting list or take one off',
} as const;

/** How far a role's right to an action goes, to follow “you may see bookings only”. */
export const reachesInWords = {
  ANYTHING: 'anywhere',
  PCN: 'in a network of yours',
  ORGANISATION: 'for your own organisation',
  ICB: 'where your ICB commissions',
  LENT: 'where you lend to the network',
  SELF: 'where it is about you',
} as const;
