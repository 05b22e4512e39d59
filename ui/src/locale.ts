// By which language and region the page counts, lists and tells the time. Rule: what the platform's `Intl` makes is made
// here, and once: making it takes longer than drawing a row.

/** British, until the page speaks something else. */
let tag = 'en-GB';
const made = new Map<string, unknown>();

/** From now on everything is written as `next` (BCP 47) has it. */
export function setLocale(next: string): void {
  tag = next;
  made.clear();
}

/** What `make` makes of the locale; the same one for the same name until the locale changes. */
export function once<T>(name: string, make: (tag: string) => T): T {
  if (!made.has(name)) made.set(name, make(tag));
  return made.get(name) as T;
}

/** A moment as the locale writes it. */
export function dated(at: Date, how: Intl.DateTimeFormatOptions): string {
  return once(JSON.stringify(how), (tag) => new Intl.DateTimeFormat(tag, how)).format(at);
}
