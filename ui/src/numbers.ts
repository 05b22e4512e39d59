// Numbers as people read them, and the words that stand beside them.
import { once } from './locale';

/** The words for a number, by CLDR's plural categories; a language has those that it tells apart. */
export type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

/** A number with its thousands set apart. */
export function count(n: number): string {
  return once('count', (tag) => new Intl.NumberFormat(tag)).format(n);
}

/** Those of the words that go with `n` in the page's language. */
export function plural(n: number, forms: Forms): string {
  return forms[once('plural', (tag) => new Intl.PluralRules(tag)).select(n)] ?? forms.other;
}
