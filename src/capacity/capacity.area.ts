import { CapacityResolver } from './capacity.resolver.js';
import type { Area } from '../platform/areas/area.js';

export const capacityArea: Area = {
  name: 'capacity',
  resolvers: [CapacityResolver],
};
