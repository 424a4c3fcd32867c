/** What an opaque global id stands for. */
export interface GlobalId {
  /** The GraphQL type's name. */
  readonly type: string;
  /** The object's own key: a uuid, or several parts joined by `/`. */
  readonly key: string;
  /** The London day on which it was read, for an object read at an explicit `asOf`. */
  readonly asOf?: string;
}

function encoded(text: string): string {
  return Buffer.from(text).toString('base64url');
}

/** @param asOf only if the client asked for a day; without one the id means "as it is today". */
export function globalId(type: string, key: string, asOf?: string): string {
  return encoded(asOf === undefined ? `${type}:${key}` : `${type}:${key}:${asOf}`);
}

const numbers: string[] = [];

/**
 * Ids of objects whose keys consist of another key and a number, such as a session's slots: the shared part is encoded
 * once. `numberedIds('Slot', session)(3)` is `globalId('Slot', `${session}/3`)`.
 */
export function numberedIds(type: string, key: string): (number: number) => string {
  const shared = `${type}:${key}/`;
  // Base64 turns each three characters into four, so only a text that ends on such a boundary can be joined.
  if (shared.length % 3 !== 0) return (number) => globalId(type, `${key}/${number}`);
  const head = Buffer.from(shared).toString('base64url');
  return (number) => head + (number < 1000 ? (numbers[number] ??= encoded(String(number))) : encoded(String(number)));
}

const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const form = new RegExp(`^([A-Z][A-Za-z0-9]*):(${uuid}(?:/(?:\\d{1,9}|${uuid}))?)(?::([12]\\d{3}-\\d{2}-\\d{2}))?$`);
const plainKey = new RegExp(`^${uuid}$`);

/** The second part of a key: its ids end in `/number` or `/uuid`. */
export type SecondPart = 'number' | 'uuid';
const keys: Readonly<Record<SecondPart, RegExp>> = {
  number: new RegExp(`^${uuid}/[1-9]\\d{0,5}$`),
  uuid: new RegExp(`^${uuid}/${uuid}$`),
};

/** Ids come from outside: 30 February must not get as far as the rules. */
function isDay(day: string): boolean {
  const at = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(day);
}

/**
 * @param secondOf the kind of the second part of a type's key; types have none by default.
 * @returns undefined for a text that is not one of our ids.
 */
export function parseGlobalId(
  id: string,
  secondOf: (type: string) => SecondPart | undefined = () => undefined,
): GlobalId | undefined {
  const match = form.exec(Buffer.from(id, 'base64url').toString());
  if (match === null) return undefined;
  const [, type = '', key = '', asOf] = match;
  const second = secondOf(type);
  if (!(second === undefined ? plainKey : keys[second]).test(key)) return undefined;
  if (asOf !== undefined && !isDay(asOf)) return undefined;
  return asOf === undefined ? { type, key } : { type, key, asOf };
}
