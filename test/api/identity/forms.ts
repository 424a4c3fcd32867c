import {
  getNamedType,
  getNullableType,
  type GraphQLInputField,
  GraphQLInputObjectType,
  type GraphQLInputType,
  isListType,
} from 'graphql';
import { committedSchema } from '../../support/graphql/committed-schema.js';
import { codesOf, nodeId, rowsOf } from '../../support/network/networks.js';
import { guards } from './text-guards.js';

const a = rowsOf('A');
const c = codesOf('A');

/**
 * What a mutation may be given beside its usual input: the other members of a one-of, and fields that may be left out
 * and name something. A new one of either kind has a line here.
 */
export const samples: Readonly<Record<string, unknown>> = {
  'AssignClinicianInput.post': nodeId('Post', `${a.openSession}/1`),
  'AssignClinicianInput.supervisor': nodeId('Clinician', a.gp),
  'BookableInput.hold': nodeId('Booking', a.booking),
  'ClinicPlaceInput.site': nodeId('Site', a.siteOne),
  'ClinicianBy.code': c.ann,
  'ClinicianBy.id': nodeId('Clinician', a.ann),
  'CommitmentTimeInput.weekly': { weekday: 'SUNDAY', startTime: '09:00', endTime: '12:00', from: '2026-12-01' },
  'CloseRoomInput.sessionsTo': nodeId('Room', a.roomBranch),
  'CorrectAwardInput.holder': { odsCode: c.two },
  'EmployClinicianInput.registrationNumber': 'PH000001',
  'HandOverToInput.holder': { holder: { odsCode: c.two }, type: 'GMS' },
  'LeaveNetworkInput.joins': c.pcn,
  'AssignSeriesInput.supervisor': nodeId('Clinician', a.gp),
  'MoveAssignmentInput.clinician': nodeId('Clinician', a.lent),
  'MoveAssignmentInput.post': nodeId('Post', `${a.openSession}/1`),
  'MoveAssignmentInput.supervisor': nodeId('Clinician', a.gp),
  'MoveSessionInput.to': { room: nodeId('Room', a.roomTwo) },
  'OrganisationBy.id': nodeId('Practice', a.two),
  'RegisterClinicianInput.supervisor': nodeId('Clinician', a.gp),
  'SharingInput.fixedShares': [{ practice: c.one, weight: 1 }],
};

function sampleOf(owner: GraphQLInputObjectType, field: GraphQLInputField): unknown {
  const sample = samples[`${owner.name}.${field.name}`];
  if (sample === undefined) throw new Error(`no sample of ${owner.name}.${field.name}`);
  return sample;
}

/** Whether a field names an object, by id, code or a text that is looked up, itself or further down. */
function names(owner: GraphQLInputObjectType, field: GraphQLInputField): boolean {
  const type = getNamedType(field.type);
  if (type instanceof GraphQLInputObjectType) return Object.values(type.getFields()).some((each) => names(type, each));
  return ['ID', 'OdsCode'].includes(type.name) || guards[`${owner.name}.${field.name}`] === 'looked up, not stored';
}

/**
 * A value in every form that its type allows: each member of a one-of, with and without each field that names
 * something.
 */
function formsOf(type: GraphQLInputType, value: unknown): unknown[] {
  const bare = getNullableType(type);
  if (isListType(bare)) {
    const [first, ...others] = value as unknown[];
    return first === undefined ? [value] : formsOf(bare.ofType, first).map((form) => [form, ...others]);
  }
  if (!(bare instanceof GraphQLInputObjectType)) return [value];
  const given = value as Record<string, unknown>;
  const withField = (field: GraphQLInputField, inner: unknown) =>
    formsOf(field.type, inner).map((form) => ({ [field.name]: form }));
  const fields = Object.values(bare.getFields());
  if (bare.isOneOf) return fields.flatMap((field) => withField(field, given[field.name] ?? sampleOf(bare, field)));
  return fields.reduce<object[]>(
    (forms, field) => {
      if (given[field.name] === undefined && !names(bare, field)) return forms;
      const ways =
        given[field.name] === undefined
          ? [{}, ...withField(field, sampleOf(bare, field))]
          : withField(field, given[field.name]);
      return forms.flatMap((form) => ways.map((way) => ({ ...form, ...way })));
    },
    [{}],
  );
}

/** A mutation's input in every form, the usual one among them. */
export function inputForms(row: string, input: unknown): unknown[] {
  const name = /^Mutation\.(\w)(\w*)/.exec(row);
  const type = committedSchema().getType(`${name?.[1]?.toUpperCase()}${name?.[2]}Input`);
  if (!(type instanceof GraphQLInputObjectType)) throw new Error(`${row} has no input`);
  return formsOf(type, input);
}
