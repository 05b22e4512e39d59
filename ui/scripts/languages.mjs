// Screens in other languages than English, and what is looked at in the long pseudo-language. Rule: what leads to a
// screen here is a key or a place on the page, never a word.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { STATES } from './screens.mjs';

const settle = (page) => page.waitForTimeout(250);
const press = (...keys) => async (page) => {
  for (const key of keys) await page.keyboard.press(key);
  await settle(page);
};
/** Goes to the nth page of the window. */
const go = (nth) => async (page) => {
  await page.locator('nav .link').nth(nth).click();
  await settle(page);
};
/** Presses the nth button of a part, when the page has it. */
const click = (where, nth = 0) => async (page) => {
  await page.locator(where).nth(nth).click();
  await settle(page);
};
const then = (...acts) => async (page) => {
  for (const act of acts) await act(page);
};
const end = (where) => async (page) => {
  await page.locator(where).evaluate((box) => (box.scrollTop = box.scrollHeight));
};
const type = (words) => async (page) => {
  await page.locator('[data-place="search"]').fill(words);
  await settle(page);
};

/** The screens that every language is looked at on. */
const MAIN = [
  { name: 'access', state: 'signed-in' },
  { name: 'first-run', state: 'first-run' },
  { name: 'signed-out', state: 'signed-out' },
  { name: 'everything', state: 'everything' },
  { name: 'code', state: 'code' },
  { name: 'problem', state: 'problem' },
  { name: 'keychain-absent', state: 'keychain-absent' },
  { name: 'place-no-role', state: 'signed-in', act: type('arn:aws:sqs:eu-west-1:999999999999:orders') },
  { name: 'activity', state: 'journal', act: go(2) },
  { name: 'profiles', state: 'profiles-drift', act: go(1) },
  { name: 'settings', state: 'signed-in', act: go(3) },
  { name: 'settings-end', state: 'signed-in', act: then(go(3), end('main.settings')) },
  { name: 'account', state: 'labelled', act: press('Control+i') },
  { name: 'keys', state: 'signed-in', act: press('?') },
];
/** More, for the long language alone. */
const MORE = [
  { name: 'guard', state: 'signed-in', act: press('ArrowDown', 'ArrowUp', 'ArrowRight', 'ArrowRight', 'Enter') },
  { name: 'export', state: 'signed-in', act: press('Control+e') },
  { name: 'copied', state: 'signed-in', act: press('ArrowDown', 'ArrowUp', 'ArrowRight', 'Control+c') },
  { name: 'crowded', state: 'crowded', act: press('Enter') },
  { name: 'link', state: 'link' },
  { name: 'link-hostile', state: 'link-hostile' },
  { name: 'no-match', state: 'signed-in', act: type('nothing like this') },
  { name: 'profiles-none', state: 'signed-in', act: go(1) },
  { name: 'sync', state: 'profiles-drift', act: then(go(1), click('main header .button, main .head .button')) },
  { name: 'activity-none', state: 'signed-in', act: go(2) },
  { name: 'settings-fixed', state: 'organisation', act: then(go(3), end('main.settings')) },
];
const ROOM = { width: 1000, height: 680 };
const LITTLE = { width: 720, height: 480 };

/** All of them. */
export function inLanguages() {
  const out = [];
  for (const language of ['de', 'ja', 'ar-XB']) {
    for (const screen of MAIN) {
      out.push({ ...screen, ...ROOM, language, theme: 'light', name: `${language}-${screen.name}-light` });
      out.push({ ...screen, ...LITTLE, language, theme: 'dark', name: `${language}-${screen.name}-small-dark` });
    }
  }
  for (const language of ['fr', 'es']) for (const screen of MAIN) out.push({ ...screen, ...LITTLE, language, theme: 'light', name: `${language}-${screen.name}-small-light` });
  for (const screen of [...STATES.map((state) => ({ name: state, state })), ...MAIN.filter(({ act }) => act), ...MORE]) {
    out.push({ ...screen, ...ROOM, language: 'en-XA', theme: 'light', name: `en-XA-${screen.name}-light` });
    out.push({ ...screen, ...LITTLE, language: 'en-XA', theme: 'dark', name: `en-XA-${screen.name}-small-dark` });
  }
  return out;
}

/** The words of what the fake host answers, which no language translates, and of days and months. */
export function dataWords() {
  const src = fileURLToPath(new URL('../src/', import.meta.url));
  const files = [...readdirSync(`${src}fake`).map((name) => `fake/${name}`), 'host.fake.ts', 'languages.ts'];
  const said = files.flatMap((name) => readFileSync(src + name, 'utf8').match(/'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`/g) ?? []);
  const days = [...Array(12).keys()].flatMap((n) => ['long', 'short'].flatMap((how) => [
    new Date(2026, n, 1).toLocaleDateString('en-GB', { month: how }), new Date(2026, 0, 1 + n).toLocaleDateString('en-GB', { weekday: how }),
  ]));
  return [...new Set([...said, ...days].flatMap((words) => words.toLowerCase().match(/\p{L}+/gu) ?? []))];
}

/** In the page: words that are neither bracketed nor data (forgotten ones), and words that are cut off. */
export function unsaid(data) {
  const faults = [];
  const known = new Set(data);
  // Addresses and pairs are data whatever they are made of.
  const plain = (words) => words.replace(/\S*[@=]\S*|(\S)\1{9,}/g, '').toLowerCase().match(/\p{L}{2,}/gu) ?? [];
  const forgotten = (words) => !/[[\]]/.test(words) && plain(words).some((word) => !known.has(word));
  const all = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = all.nextNode(); node; node = all.nextNode()) {
    const holder = node.parentElement;
    // A sentence cut into pieces has its brackets in others of them; keys are written as on the keyboard.
    const whole = holder.closest('p, li, h1, h2, h3, button, label, legend, option, td, dt, dd, .wrap') ?? holder;
    if (holder.closest('script, style, pre, kbd, code, .mono') || !forgotten(node.data) || !forgotten(whole.textContent)) continue;
    faults.push(`forgotten: "${node.data.trim().slice(0, 60)}"`);
  }
  for (const box of document.querySelectorAll('[aria-label], [title], [placeholder]')) {
    for (const name of ['aria-label', 'title', 'placeholder']) {
      const words = box.getAttribute(name);
      if (words && forgotten(words)) faults.push(`forgotten in ${name}: "${words.slice(0, 60)}"`);
    }
  }
  for (const box of document.querySelectorAll('body *')) {
    const style = getComputedStyle(box);
    if (box.children.length > 0 || box.closest('.unseen, .folds, pre, svg, select') || !box.textContent.trim()) continue;
    if (style.textOverflow === 'ellipsis' || style.display === 'inline' || style.clipPath !== 'none') continue;
    if (box.scrollWidth > box.clientWidth + 1 || (style.overflowY === 'hidden' && box.scrollHeight > box.clientHeight + 1)) {
      faults.push(`cut off: ${box.tagName.toLowerCase()}.${box.className} "${box.textContent.trim().slice(0, 50)}"`);
    }
  }
  return [...new Set(faults)].slice(0, 12);
}
