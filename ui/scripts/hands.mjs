// Somebody at the page with a keyboard and nothing else. Rule: at every step the focus must be seen: it has an outline, is in the
// window and is not covered; and no place keeps it.

/** So many steps lead through any page; more are a trap. */
const MOST = 120;

export class Hands {
  faults = [];

  constructor(page) {
    this.page = page;
  }

  /** What has the focus, by what it is called. */
  at() {
    return this.page.evaluate(focused);
  }

  async press(...keys) {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  type(words) {
    return this.page.keyboard.type(words);
  }

  /** Goes on with Tab until `name` has the focus; `back`: with Shift and Tab. */
  async to(name, back = false) {
    const fits = (called) => (name instanceof RegExp ? name.test(called) : called === name);
    const seen = [];
    for (let step = 0; step < MOST; step++) {
      await this.press(back ? 'Shift+Tab' : 'Tab');
      const here = await this.#see();
      if (fits(here.name)) return here;
      seen.push(here.name);
    }
    throw new Error(`Tab does not lead to ${name}, but to: ${[...new Set(seen)].slice(0, 40).join(' | ')}`);
  }

  /** Walks through all that Tab reaches until it comes round; answers the names. */
  async round() {
    const names = [];
    let before = null;
    let first = null;
    let same = 0;
    for (let step = 0; step < MOST; step++) {
      await this.press('Tab');
      const here = await this.#see();
      if (here.id === first) return names;
      // Within a field for times Tab goes from part to part.
      same = here.id === before ? same + 1 : 0;
      if (same > 3 && here.id !== 0) this.faults.push(`trapped in ${here.tag} "${here.name}"`);
      first ??= here.id;
      before = here.id;
      if (here.id !== 0) names.push(here.name);
    }
    this.faults.push(`no way round: ${names.slice(-3).join(' | ')}`);
    return names;
  }

  /** Waits until these words are on the page. */
  async reads(words) {
    await this.page.getByText(words).first().waitFor({ timeout: 4000 });
  }

  /** A sheet of this title is there and has the focus. */
  async sheet(title) {
    await this.page.getByRole('dialog', { name: title }).waitFor({ timeout: 4000 });
    const inside = await this.page.evaluate(() => document.activeElement?.closest('dialog[open]') !== null);
    if (!inside) this.faults.push(`the sheet ${title} has no focus`);
    await this.#see();
  }

  /** No sheet is there, and `name` has the focus. */
  async back(name) {
    await this.page.waitForFunction(() => document.querySelector('dialog[open]') === null, undefined, { timeout: 4000 });
    const here = await this.#see();
    const fits = name instanceof RegExp ? name.test(here.name) : here.name === name;
    if (!fits) this.faults.push(`the focus is on ${here.tag} "${here.name}" and not on ${name}`);
  }

  async #see() {
    const here = await this.at();
    for (const fault of here.faults) this.faults.push(`${here.tag} "${here.name}": ${fault}`);
    return here;
  }
}

/** In the page: what has the focus, and whether it is seen. */
function focused() {
  const element = document.activeElement;
  const faults = [];
  if (!element || element === document.body) return { id: 0, tag: 'body', name: '', faults };
  const words = (ids) => ids.split(/\s+/).map((id) => document.getElementById(id)?.textContent ?? '').join(' ');
  const label = element.getAttribute('aria-label') ?? (element.hasAttribute('aria-labelledby') ? words(element.getAttribute('aria-labelledby')) : null);
  const name = (label ?? element.labels?.[0]?.querySelector('b')?.textContent ?? element.labels?.[0]?.textContent ?? element.textContent ?? '').replace(/\s+/g, ' ').trim();
  globalThis.stops ??= new Map();
  if (!stops.has(element)) stops.set(element, stops.size + 1);
  // A field is outlined by its frame.
  let outlined = false;
  for (let box = element, n = 0; box && n < 3; box = box.parentElement, n++) {
    const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(box);
    outlined ||= outlineStyle !== 'none' && parseFloat(outlineWidth) > 0 && !/, 0\)$/.test(outlineColor);
  }
  if (!outlined) faults.push('the focus has no outline');
  const { left, top, right, bottom } = element.getBoundingClientRect();
  if (right <= left || bottom <= top) faults.push('what has the focus has no size');
  else if (bottom <= 0 || top >= innerHeight || right <= 0 || left >= innerWidth) faults.push('the focus is outside the window');
  else {
    const clamp = (low, high, most) => (Math.max(low, 0) + Math.min(high, most)) / 2;
    const over = document.elementFromPoint(clamp(left, right, innerWidth), clamp(top, bottom, innerHeight));
    const isOwn = over && (element.contains(over) || over.contains(element) || element.labels?.[0]?.contains(over));
    if (!isOwn) faults.push(`the focus is covered by ${over?.tagName.toLowerCase()}.${over?.className}`);
  }
  return { id: stops.get(element), tag: element.tagName.toLowerCase(), name, faults };
}
