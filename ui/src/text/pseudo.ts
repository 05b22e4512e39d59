// Languages nobody speaks, made of English by code, so that tests find what was forgotten: a word that is not in the
// catalogue, a place where longer words are cut off, a layout that only runs from left to right. Rule: what a function
// is given (names, numbers) stays as it is.
import type { Text } from '../text';

const PLAIN = 'aceinosuyzACEINOSUYZdglrtDGLRT';
const ACCENTED = 'áçéîñöšúýžÁÇÉÎÑÖŠÚÝŽđğłŕţĐĞŁŔŢ';
/** How much longer other languages are than English, often. */
const MORE = 0.4;

/** `en-XA`: accents, about 40 % longer, in brackets. */
export function lengthened(words: Text): Text {
  return changed(words, (said, given) => {
    const more = '~'.repeat(Math.ceil(said.length * MORE));
    return `[${apart(said, given, accented)}${said.includes(' ') ? more.replace(/~{6}/g, '~~~~~ ') : more}]`;
  });
}

/** `ar-XB`: every word runs from right to left. */
export function mirrored(words: Text): Text {
  return changed(words, (said, given) => apart(said, given, (part) => part.replace(/\p{L}[\p{L}’-]*/gu, '\u202e$&\u202c')));
}

/** How a sentence is changed that was made of `given`. */
type Change = (said: string, given: string[]) => string;

/** The same shape with every sentence changed; an `id` is no word, nor is what is written in braces. */
function changed<T>(words: T, change: Change, given: string[] = []): T {
  if (typeof words === 'string') return (words === '' || /^\{.*\}$/.test(words) ? words : change(words, given)) as T;
  if (typeof words === 'function') {
    return ((...handed: unknown[]) => changed((words as unknown as (...handed: unknown[]) => unknown)(...handed), change, handed.flatMap(named))) as T;
  }
  if (Array.isArray(words)) return words.map((part) => changed(part, change, given)) as T;
  if (typeof words !== 'object' || words === null) return words;
  return Object.fromEntries(Object.entries(words).map(([key, part]) => [key, key === 'id' ? part : changed(part, change, given)])) as T;
}

/** The names among what a function is given. */
function named(handed: unknown): string[] {
  if (typeof handed === 'string') return handed === '' ? [] : [handed];
  return typeof handed === 'object' && handed !== null ? Object.values(handed).flatMap(named) : [];
}

/** Changes what lies between the given names. */
function apart(said: string, given: string[], change: (part: string) => string): string {
  const [name, ...others] = [...given].sort((a, b) => b.length - a.length);
  if (name === undefined) return change(said);
  return said.split(name).map((part) => apart(part, others, change)).join(name);
}

function accented(part: string): string {
  return [...part].map((letter) => ACCENTED[PLAIN.indexOf(letter)] ?? letter).join('');
}
