import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from 'graphql';
import { DateTime as LuxonDateTime } from 'luxon';

const refuse = (message: string): never => {
  throw new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });
};

interface TextScalar {
  readonly name: string;
  readonly description: string;
  readonly specifiedByURL: string;
  /** @returns the value to work with, or undefined when the text is not of the form. */
  readonly parse: (text: string) => string | undefined;
  readonly example: string;
  readonly serialize?: (value: unknown) => string;
}

/** A scalar whose values are texts of one form; a wrong one is refused before any resolver runs. */
export const textScalar = ({ name, description, specifiedByURL, parse, example, serialize }: TextScalar) => {
  const parseValue = (value: unknown): string =>
    (typeof value === 'string' ? parse(value) : undefined) ?? refuse(`${name} is written like "${example}".`);
  return new GraphQLScalarType<string, string>({
    name,
    description,
    specifiedByURL,
    serialize: serialize ?? String,
    parseValue,
    parseLiteral: (node: ValueNode) => parseValue(node.kind === Kind.STRING ? node.value : undefined),
  });
};

/**
 * PostgreSQL's text of an instant in UTC (`2026-11-25 09:00:00.123+00`) as RFC 3339, as exact as it was; ISO text and Date
 * pass too.
 */
export const instantText = (value: unknown): string => {
  if (value instanceof Date) return value.toISOString();
  const text = String(value);
  return text.includes('T') ? text : `${text.replace(' ', 'T').replace(/\+00$/, '')}Z`;
};

/** The one form in which clients read an instant, however it came: in UTC, to the second, what is left over cut off. */
const shownInstant = (value: unknown): string => {
  const text = instantText(value);
  const inUtc = /Z$|[+-]00:?00$/.test(text) ? text : new Date(text).toISOString();
  return `${inUtc.slice(0, 19)}Z`;
};

/** An instant. Inside the server it is an ISO text in UTC; from a client it comes to the second, as it is shown. */
export const DateTimeScalar = textScalar({
  name: 'DateTime',
  description:
    'An instant to the second, RFC 3339, answered in UTC: `2026-11-25T09:00:00Z`. An offset is needed on input; fractions of a second are cut off.',
  specifiedByURL: 'https://scalars.graphql.org/andimarek/date-time.html',
  example: '2026-11-25T09:00:00Z',
  parse: (text) => {
    if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/i.test(text)) return undefined;
    const instant = LuxonDateTime.fromISO(text, { zone: 'utc' });
    return instant.isValid ? (instant.startOf('second').toISO() ?? undefined) : undefined;
  },
  serialize: shownInstant,
});

/** A London calendar day, `YYYY-MM-DD`. */
export const DateScalar = textScalar({
  name: 'Date',
  description: 'A calendar day in London: `2026-11-25`.',
  specifiedByURL: 'https://scalars.graphql.org/andimarek/local-date.html',
  example: '2026-11-25',
  parse: (text) =>
    /^(19|20|21)\d{2}-\d{2}-\d{2}$/.test(text) && LuxonDateTime.fromISO(text, { zone: 'utc' }).isValid
      ? text
      : undefined,
});

/** A London wall-clock time, `HH:MM`. */
export const LocalTimeScalar = textScalar({
  name: 'LocalTime',
  description: 'A wall-clock time in London, to the minute: `18:30`.',
  specifiedByURL: 'https://scalars.graphql.org/apollographql/local-time-v0.1.html',
  example: '18:30',
  parse: (text) => (/^([01]\d|2[0-3]):[0-5]\d(:00)?$/.test(text) ? text.slice(0, 5) : undefined),
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
export const durationText = (minutes: number): string => {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  return minutes === 0 ? 'PT0M' : `PT${hours > 0 ? `${hours}H` : ''}${rest > 0 ? `${rest}M` : ''}`;
};
