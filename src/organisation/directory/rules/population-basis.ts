export const populationBases = ['REGISTERED', 'WEIGHTED', 'PCN_ADJUSTED'] as const;

export type PopulationBasis = (typeof populationBases)[number];
