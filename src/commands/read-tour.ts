import { readFileSync } from 'node:fs';
import { isRole, type Role } from '../identity/viewer.js';
import { addDays, weekdayOf, weekdays } from '../time/london.js';

/** One stop of docs/tour.md: who asks what, why, and the reply as it is printed there. */
export interface TourStop {
  /** What the page says before the query, in Markdown. */
  readonly words: string;
  readonly operation: string;
  readonly document: string;
  readonly role: Role;
  readonly code: string;
  /** As printed: `filledIn` replaces what is in angle brackets. */
  readonly variables: Record<string, unknown>;
  readonly reply: unknown;
}

interface Block {
  readonly words: string;
  readonly title: string;
  readonly body: string;
}

const sameAsBefore = '# the same document as before\n';

/** The page's fenced blocks that have a title, each with the words above it under the same heading. */
function blocksOf(page: string): Block[] {
  return [...page.matchAll(/([\s\S]*?)^```\w+ (\S.*)\n([\s\S]*?)^```$/gm)].map(
    ([, words = '', title = '', body = '']) => ({
      words: words.split(/^#.*$/m).at(-1)!.trim(),
      title,
      body,
    }),
  );
}

/**
 * The fenced blocks of the tour in order: ```graphql OPERATION as ROLE CODE, ```json variables, ```json reply. A
 * graphql block that only says "# the same document as before" repeats the last one of that operation.
 * @throws Error if a graphql block is not followed by both others, or names no role.
 */
export function readTour(path: string): TourStop[] {
  const blocks = blocksOf(readFileSync(path, 'utf8'));
  const documents: Record<string, string> = {};
  return blocks.flatMap(({ title, words, body }, i) => {
    const [, operation = '', role = '', code = ''] = /^(\S+) as (\S+) (\S+)$/.exec(title) ?? [];
    if (operation === '') return [];
    const [variables, reply] = [blocks[i + 1], blocks[i + 2]];
    if (variables?.title !== 'variables' || reply?.title !== 'reply' || !isRole(role)) {
      throw new Error(`${operation} has no role, no variables or no reply in ${path}.`);
    }
    if (body !== sameAsBefore) documents[operation] = body;
    return [
      {
        words,
        operation,
        document: documents[operation] ?? body,
        role,
        code,
        variables: JSON.parse(variables.body) as Record<string, unknown>,
        reply: JSON.parse(reply.body) as unknown,
      },
    ];
  });
}

/** What fills in the variables of a stop. */
export interface TourFacts {
  /** The London day of the tour. */
  readonly today: string;
  /** The data of the replies so far, by operation. */
  readonly replies: Readonly<Record<string, unknown>>;
  /** A text that no earlier tour has used. */
  readonly newKey: string;
}

/** A day written `today`, `today+7` or, from the Monday of this week, `monday+2`; undefined for anything else. */
function dayOf(text: string, today: string): string | undefined {
  const [, from, count = '0'] = /^(today|monday)(?:\+(\d+))?$/.exec(text) ?? [];
  if (from === undefined) return undefined;
  const begin = from === 'today' ? today : addDays(today, -weekdays.indexOf(weekdayOf(today)));
  return addDays(begin, Number(count));
}

/**
 * The variables with every `<...>` filled in: a day, `<new key>`, or what an earlier reply holds at a path such as
 * `<continuity.continuity.0.from>`. A path that is in no reply becomes undefined.
 */
export function filledIn(variables: unknown, facts: TourFacts): unknown {
  if (typeof variables === 'string') {
    const asked = /^<(.+)>$/.exec(variables)?.[1];
    if (asked === undefined) return variables;
    if (asked === 'new key') return facts.newKey;
    return dayOf(asked, facts.today) ?? atPath(facts.replies, asked);
  }
  if (Array.isArray(variables)) return variables.map((value) => filledIn(value, facts));
  if (variables === null || typeof variables !== 'object') return variables;
  return Object.fromEntries(Object.entries(variables).map(([key, value]) => [key, filledIn(value, facts)]));
}

function atPath(replies: TourFacts['replies'], path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((value, key) => (value as Record<string, unknown> | null | undefined)?.[key], replies);
}

/** The paths in the variables that are in no reply, as printed: `continuity.continuity.0.from`. */
export function unfilled(variables: unknown, facts: TourFacts): string[] {
  if (typeof variables === 'string') {
    return filledIn(variables, facts) === undefined ? [variables.slice(1, -1)] : [];
  }
  if (variables === null || typeof variables !== 'object') return [];
  return Object.values(variables).flatMap((value) => unfilled(value, facts));
}
