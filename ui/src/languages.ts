// The languages of the page, and which of them is meant. Rule: English is in the page itself; the others come when they
// are spoken. The pseudo-languages are for tests (`?language=`): `en-XA` is long and bracketed, `ar-XB` runs from right
// to left.
import type { Language as Choice } from './host';
import { setLocale } from './locale';
import { english, speak, textOf, type Text } from './text';

export type Language = Exclude<Choice, 'system'>;
type Pseudo = 'en-XA' | 'ar-XB';

/** Each by its own name. */
export const LANGUAGES: Record<Language, string> = { en: 'English', de: 'Deutsch', fr: 'Français', es: 'Español', ja: '日本語' };

/** The words of each, written as `tag` has it. */
const WORDS: Record<Language | Pseudo, (tag: string) => Promise<Text> | Text> = {
  en: english,
  de: async (tag) => textOf(tag, (await import('#words/de')).default),
  fr: async (tag) => textOf(tag, (await import('#words/fr')).default),
  es: async (tag) => textOf(tag, (await import('#words/es')).default),
  ja: async (tag) => textOf(tag, (await import('#words/ja')).default),
  'en-XA': async (tag) => english(tag, (await import('./text/pseudo')).lengthened),
  'ar-XB': async (tag) => english(tag, (await import('./text/pseudo')).mirrored),
};

/** What is spoken for a choice, where the system prefers `preferred` (tags, the best first). */
export function spokenFor(choice: Choice | null, preferred: readonly string[]): Language {
  if (choice !== null && choice !== 'system') return choice;
  return preferred.map((tag) => tag.slice(0, 2).toLowerCase()).find((tag): tag is Language => Object.hasOwn(LANGUAGES, tag)) ?? 'en';
}

/** By which tag numbers and dates are written: the language, in the region of the system where that speaks it, too. */
export function tagFor(language: Language, preferred: readonly string[]): string {
  const regions = preferred.map((tag) => /^([a-z]{2})(?:-[A-Z][a-z]{3})?(-[A-Z]{2})?\b/.exec(tag)).filter((found) => found?.[1] === language);
  return language + (regions[0]?.[2] ?? (language === 'en' ? '-GB' : ''));
}

/** The language that a test asks for in the address. */
export function asked(search: string): Language | Pseudo | null {
  const word = new URLSearchParams(search).get('language') ?? '';
  return Object.hasOwn(WORDS, word) ? (word as Language | Pseudo) : null;
}

/**
 * Brings a language's words, and the way that a system writes it which prefers `preferred`; gone when nobody wants them any
 * more by then. English stays where they do not come.
 */
export async function bring(language: Language | Pseudo, preferred: readonly string[], wanted: () => boolean): Promise<void> {
  const isReal = Object.hasOwn(LANGUAGES, language);
  const tag = isReal ? tagFor(language as Language, preferred) : 'en-GB';
  const words = await Promise.resolve(WORDS[language](tag)).catch(() => null);
  if (!words || !wanted()) return;
  setLocale(tag);
  speak(words);
  document.documentElement.lang = language;
  document.documentElement.dir = language === 'ar-XB' ? 'rtl' : 'ltr';
}
