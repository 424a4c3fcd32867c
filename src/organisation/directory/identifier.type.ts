import { textScalar } from '../../platform/graphql/scalars.js';
import type { Result } from '../../platform/result.js';
import { checkOdsCode } from './rules/ods-code.js';
import { checkPostcode } from './rules/postcode.js';

function valueOf(checked: Result<string>): string | undefined {
  return checked.ok ? checked.value : undefined;
}

/** An Organisation Data Service code; lower case is accepted. */
export const OdsCodeScalar = textScalar({
  name: 'OdsCode',
  description: 'A code of the NHS Organisation Data Service: `E81003` is a practice, `U15644` a PCN, `QHG` an ICB.',
  specifiedByURL: 'https://digital.nhs.uk/services/organisation-data-service',
  example: 'E81003',
  parse: (text) => valueOf(checkOdsCode(text)),
});

/** A United Kingdom postcode; any spacing and lower case are accepted. */
export const PostcodeScalar = textScalar({
  name: 'Postcode',
  description: 'A United Kingdom postcode: `LU7 1AR`.',
  specifiedByURL: 'https://www.gov.uk/government/publications/bulk-data-transfer-for-sponsors-xml-schema',
  example: 'LU7 1AR',
  parse: (text) => valueOf(checkPostcode(text)),
});
