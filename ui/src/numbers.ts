// Numbers as people read them.
import { once } from './locale';

/** A number with its thousands set apart. */
export function count(n: number): string {
  return once('count', (tag) => new Intl.NumberFormat(tag)).format(n);
}
