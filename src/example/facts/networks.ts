/** An organisation that commissions, or a network of practices; `closed` and `to` are the first day without it. */
export interface NetworkFacts {
  readonly code: string;
  readonly name: string;
  readonly opened: string;
  readonly closed: string | null;
}

export const icb: NetworkFacts = {
  code: 'QHG',
  name: 'NHS Bedfordshire, Luton and Milton Keynes Integrated Care Board',
  opened: '2022-07-01',
  closed: null,
};

/** The sub-ICB location; before ICBs existed, it was the clinical commissioning group of the same area. */
export const subIcb = {
  code: 'M1J4Y',
  opened: '2021-04-01',
  names: [
    { name: 'NHS Bedfordshire, Luton and Milton Keynes CCG', from: '2021-04-01', to: '2022-07-01' },
    { name: 'NHS Bedfordshire, Luton and Milton Keynes ICB - M1J4Y', from: '2022-07-01', to: null },
  ],
} as const;

/** The groups that commissioned before 1 April 2021, as the list sizes of January 2021 name them. */
export const formerCommissioners: readonly NetworkFacts[] = [
  { code: '06F', name: 'NHS Bedfordshire CCG', opened: '2013-04-01', closed: '2021-04-01' },
  { code: '06P', name: 'NHS Luton CCG', opened: '2013-04-01', closed: '2021-04-01' },
];

export const leightonPcn: NetworkFacts = {
  code: 'U15644',
  name: 'Leighton Linslade Health Connections PCN',
  opened: '2019-10-01',
  closed: null,
};

export const lutonPcns: readonly NetworkFacts[] = [
  { code: 'U27128', name: 'Phoenix Sunrisers PCN', opened: '2019-10-01', closed: null },
  { code: 'U51229', name: 'Medics PCN', opened: '2019-10-01', closed: null },
  { code: 'U59591', name: 'Oasis PCN', opened: '2019-10-01', closed: null },
  { code: 'U62122', name: 'Equality PCN', opened: '2022-04-01', closed: null },
  { code: 'U64165', name: 'Titan PCN', opened: '2019-10-01', closed: null },
  { code: 'U79932', name: 'Hatters Health PCN', opened: '2019-10-01', closed: null },
  { code: 'U91286', name: 'Lea Vale PCN', opened: '2022-04-01', closed: null },
];

/** Its practices went to Equality and Lea Vale. */
export const closedPcn: NetworkFacts = {
  code: 'U33695',
  name: 'Eden (Luton) PCN',
  opened: '2019-10-01',
  closed: '2022-04-01',
};

export const activePcns: readonly NetworkFacts[] = [leightonPcn, ...lutonPcns];
