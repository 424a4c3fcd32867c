import type { Problem } from '../../../platform/result.js';

/** SERVICE_RETIRED at `field` if the service is not offered any more on the day; `retiredOn` is the first such day. */
export function refuseRetired(
  { name, retiredOn }: { readonly name: string; readonly retiredOn: string | null },
  day: string,
  field: string,
): Problem | undefined {
  if (retiredOn === null || day < retiredOn) return undefined;
  const message = `${name} is retired: ${retiredOn} is the first day without it. Choose another service, or earlier days.`;
  return { code: 'SERVICE_RETIRED', field: [field], message };
}
