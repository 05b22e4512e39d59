// What kinds of messages the page has, and the words of a language made of its Project Fluent messages. Rule: the schema
// (the other files here) says which there are and what each names; a message's id is its way through the schema, joined by
// `-`; it is formatted when it is asked for, and once if it names nothing.
import { FluentBundle, type FluentVariable, type Message, type TextTransform } from '@fluent/bundle';

/** A message that names these; `#` stands before a number. */
export const of = <const Names extends string[]>(...names: Names): Names => names;

/** A message that names nothing. */
export const word = of();
export type Word = typeof word;

/** Several of them. */
export const words = <const Key extends string>(...keys: Key[]): Record<Key, Word> => each(keys, word);

/** The same messages for each key. */
export function each<const Key extends string, Part>(keys: readonly Key[], part: Part): Record<Key, Part> {
  return Object.fromEntries(keys.map((key) => [key, part])) as Record<Key, Part>;
}

/** The same messages for each value of `key`, in this order. */
export function choices<const Key extends string, const Value extends string | number, Part>(key: Key, values: Value[], part: Part): Choices<Key, Value, Part> {
  return new Choices(key, values, part);
}

class Choices<Key, Value, Part> {
  constructor(readonly key: Key, readonly values: Value[], readonly part: Part) {}
}

/** Messages that a language has all or none of: then there is `null`. */
export const optional = <Part>(part: Part): Optional<Part> => new Optional(part);

class Optional<Part> {
  constructor(readonly part: Part) {}
}

type Given<Names extends readonly string[]> = { -readonly [N in keyof Names]: Names[N] extends `#${string}` ? number : string };

/** What components read of a part of the schema. */
export type Said<Part> = Part extends readonly []
  ? string
  : Part extends readonly string[]
    ? (...given: Given<Part>) => string
    : Part extends Choices<infer Key extends string, infer Value, infer Of>
      ? ({ readonly [K in Key]: Value } & Said<Of>)[]
      : Part extends Optional<infer Of>
        ? Said<Of> | null
        : { readonly [Key in keyof Part]: Said<Part[Key]> };

/** The id of each message, and what it says. */
export type Messages = [id: string, value: Message['value']][];

/** How a made-up language changes what is said: each piece between what a message names, and then the whole. */
export interface Changes {
  piece?: TextTransform;
  whole?: (said: string) => string;
}

/** The words that `messages` are, with numbers as `tag` (BCP 47) writes them. */
export function wordsIn<Schema>(schema: Schema, tag: string, messages: Messages, { piece, whole = (said) => said }: Changes = {}): Said<Schema> {
  // As in the app: all our languages run from left to right, and names are cleaned of marks before they come here.
  const bundle = new FluentBundle(tag, { useIsolating: false, transform: piece });
  bundle.addResource({ body: messages.map(([id, value]) => ({ id, value, attributes: {} })) });
  const say = (id: string, given?: Record<string, FluentVariable>): string => {
    const pattern = bundle.getMessage(id)?.value;
    return pattern == null ? id : whole(bundle.formatPattern(pattern, given, []));
  };
  const said = (part: unknown, id: string): unknown => {
    if (part instanceof Choices) return part.values.map((value) => ({ [part.key]: value, ...(said(part.part, way(id, value)) as object) }));
    if (part instanceof Optional) return [...named(part.part, id).keys()].some((one) => bundle.hasMessage(one)) ? said(part.part, id) : null;
    if (Array.isArray(part)) {
      const names = part.map(bare);
      if (names.length === 0) return say(id);
      return (...given: FluentVariable[]) => say(id, Object.fromEntries(given.map((one, n) => [names[n], one])));
    }
    return lazily(part as object, (key, inner) => said(inner, way(id, key)));
  };
  return said(schema, '') as Said<Schema>;
}

/** The ids of all messages, and what each names. */
export function named(part: unknown, id = ''): Map<string, readonly string[]> {
  if (Array.isArray(part)) return new Map([[id, part]]);
  if (part instanceof Optional) return named(part.part, id);
  const inner = part instanceof Choices ? part.values.map((value) => [value, part.part]) : Object.entries(part as object);
  return new Map(inner.flatMap(([key, one]) => [...named(one, way(id, key))]));
}

const way = (id: string, key: string | number): string => (id === '' ? `${key}` : `${id}-${key}`);

/** What a message calls it. */
export const bare = (name: string): string => name.replace('#', '');

/** The same keys, each made once, when it is first asked for. */
function lazily(parts: object, make: (key: string, part: unknown) => unknown): object {
  const all = {};
  for (const [key, part] of Object.entries(parts)) {
    const keep = (value: unknown): unknown => (Object.defineProperty(all, key, { value, enumerable: true }), value);
    Object.defineProperty(all, key, { get: () => keep(make(key, part)), enumerable: true, configurable: true });
  }
  return all;
}
