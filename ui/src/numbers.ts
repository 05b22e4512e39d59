// Numbers as people read them.

/** Made once: making one takes longer than drawing a row. */
const NUMBERS = new Intl.NumberFormat('en');

/** A number with its thousands set apart. */
export function count(n: number): string {
  return NUMBERS.format(n);
}
