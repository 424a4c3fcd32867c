import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from 'graphql';
import { DateTime as LuxonDateTime } from 'luxon';
import { instantText } from '../instant-text.js';

function refuse(message: string): never {
  throw new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });
}

/**
 * A text of the right form whose value does not exist. It has its own message, so that nobody looks for a fault in the
 * form.
 */
class OutOfRange {
  constructor(readonly message: string) {}
}

interface TextScalar {
  readonly name: string;
  readonly description: string;
  readonly specifiedByURL: string;
  /** @returns the value, the reason if a text of the right form has no value, or undefined if it is not of the form. */
  readonly parse: (text: string) => string | OutOfRange | undefined;
  readonly example: string;
  readonly serialize?: (value: unknown) => string;
}

/** A scalar whose values are texts of one form; a wrong one is refused before any resolver runs. */
export function textScalar({ name, description, specifiedByURL, parse, example, serialize }: TextScalar) {
  const parseValue = (value: unknown): string => {
    const parsed = typeof value === 'string' ? parse(value) : undefined;
    if (parsed instanceof OutOfRange) return refuse(parsed.message);
    return parsed ?? refuse(`${name} is written like "${example}".`);
  };
  return new GraphQLScalarType<string, string>({
    name,
    description,
    specifiedByURL,
    serialize: serialize ?? String,
    parseValue,
    parseLiteral: (node: ValueNode) => parseValue(node.kind === Kind.STRING ? node.value : undefined),
  });
}

/** The one form in which clients read an instant: in UTC, to the second, with fractions cut off. */
function shownInstant(value: unknown): string {
  const text = instantText(value);
  const inUtc = /Z$|[+-]00:?00$/.test(text) ? text : new Date(text).toISOString();
  return `${inUtc.slice(0, 19)}Z`;
}

function isCalendarDay(text: string): boolean {
  return /^(19|20|21)/.test(text) && LuxonDateTime.fromISO(text, { zone: 'utc' }).isValid;
}
function noSuchDay(scalar: string) {
  return new OutOfRange(`${scalar} must be a real calendar day, from 1900-01-01 to 2199-12-31.`);
}

/** An instant. Inside the server it is an ISO text in UTC; input from a client is cut to the second, as it is shown. */
export const DateTimeScalar = textScalar({
  name: 'DateTime',
  description:
    'An instant to the second, RFC 3339, returned in UTC: `2026-11-25T09:00:00Z`. An offset is required on input; fractions of a second are cut off.',
  specifiedByURL: 'https://scalars.graphql.org/andimarek/date-time.html',
  example: '2026-11-25T09:00:00Z',
  parse: (text) => {
    const form = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?(?:Z|[+-](\d{2}):(\d{2}))$/i;
    const [, day = '', hour = '', minute = '', second = '0', offsetHour = '0', offsetMinute = '0'] =
      form.exec(text) ?? [];
    if (day === '') return undefined;
    if (!isCalendarDay(day)) return noSuchDay('DateTime');
    if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) {
      return new OutOfRange(
        'DateTime has times from 00:00:00 to 23:59:59. Midnight is 00:00:00 of the day that begins.',
      );
    }
    if (Number(offsetHour) > 23 || Number(offsetMinute) > 59) {
      return new OutOfRange('DateTime has offsets from -23:59 to +23:59, or Z.');
    }
    return LuxonDateTime.fromISO(text, { zone: 'utc' }).startOf('second').toISO() ?? undefined;
  },
  serialize: shownInstant,
});

/** A London calendar day, `YYYY-MM-DD`. */
export const DateScalar = textScalar({
  name: 'Date',
  description: 'A calendar day in London: `2026-11-25`.',
  specifiedByURL: 'https://scalars.graphql.org/andimarek/local-date.html',
  example: '2026-11-25',
  parse: (text) => {
    if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined;
    return isCalendarDay(text) ? text : noSuchDay('Date');
  },
});

/** A London time, `HH:MM`. */
export const LocalTimeScalar = textScalar({
  name: 'LocalTime',
  description: 'A time in London, to the minute: `18:30`.',
  specifiedByURL: 'https://scalars.graphql.org/apollographql/local-time-v0.1.html',
  example: '18:30',
  parse: (text) => {
    if (!/^\d{2}:\d{2}(:00)?$/.test(text)) return undefined;
    return Number(text.slice(0, 2)) < 24 && Number(text.slice(3, 5)) < 60
      ? text.slice(0, 5)
      : new OutOfRange('LocalTime is from 00:00 to 23:59. The end of a day is 00:00.');
  },
  serialize: (value) => String(value).slice(0, 5),
});

/** A length of time, ISO 8601. */
export const DurationScalar = textScalar({
  name: 'Duration',
  description: 'A length of time, ISO 8601: `PT4H10M`.',
  specifiedByURL: 'https://scalars.graphql.org/apollographql/duration-v0.1.html',
  example: 'PT4H10M',
  parse: (text) => (/^P(?=\d|T\d)(\d+W|(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+S)?)?)$/.test(text) ? text : undefined),
});

/** `PT4H10M` for 250. */
export function durationText(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  return minutes === 0 ? 'PT0M' : `PT${hours > 0 ? `${hours}H` : ''}${rest > 0 ? `${rest}M` : ''}`;
}
