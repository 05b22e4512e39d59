// Screens in other languages than English, and what is looked at in the long pseudo-language. Rule: what leads to a
// screen here is a key or a place on the page, never a word.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ANYWHERE, end, fill, find, press, then, toPlan } from './acts.mjs';
import { settle } from './browser.mjs';
import { STATES } from './screens.mjs';

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
const scrolled = (where, nth = 0) => async (page) => {
  await page.locator(where).nth(nth).evaluate((part) => part.scrollIntoView({ block: 'start' }));
};
const sync = click('main header .button.primary');
const part = 'main.settings .part';
/** Has the computer checked: the last part but one. */
const checked = then(go(3), click(`${part} .acts .button`), scrolled(`${part}:has(.said)`));

/** What is come to by an act, in any language. */
const ACTS = [
  ...ANYWHERE,
  { name: 'serve', state: 'signed-in', act: click('.details .group .wide', 1) },
  { name: 'services', state: 'signed-in', act: click('.details [role="combobox"]') },
  { name: 'left', state: 'signed-in', act: click('.card .act') },
  { name: 'no-browser', state: 'no-browser', act: click('.card .act') },
  { name: 'found-unknown', state: 'first-run', act: find('access.partner.example') },
  { name: 'options', state: 'first-run', act: click('summary') },
  { name: 'activity', state: 'journal', act: go(2) },
  { name: 'activity-rows', state: 'journal-broken', act: then(go(2), click('.tools .acts .button'), scrolled('.tools')) },
  { name: 'activity-none', state: 'signed-in', act: go(2) },
  { name: 'profiles', state: 'profiles-drift', act: go(1) },
  { name: 'profiles-none', state: 'signed-in', act: go(1) },
  { name: 'sync', state: 'profiles-drift', act: then(go(1), sync) },
  { name: 'sync-plan', state: 'profiles-drift', act: then(go(1), sync, toPlan) },
  { name: 'explain', state: 'profiles-drift', act: then(go(1), click('.row .icon-button')) },
  { name: 'profile-remove', state: 'profiles', act: then(go(1), click('.row .icon-button', 1)) },
  { name: 'settings', state: 'signed-in', act: go(3) },
  { name: 'settings-fixed', state: 'organisation', act: then(go(3), end('main.settings')) },
  { name: 'settings-end', state: 'signed-in', act: then(go(3), end('main.settings')) },
  { name: 'guardrails', state: 'signed-in', act: then(go(3), scrolled(`${part}:has(.lead)`)) },
  { name: 'guardrails-fixed', state: 'organisation', act: then(go(3), scrolled(`${part}:has(.lead)`)) },
  { name: 'diagnostics', state: 'everything', act: checked },
  { name: 'keychain-sheet', state: 'signed-in', act: then(go(3), click(`${part} .entry > .what + .button[aria-haspopup]`)) },
  { name: 'remove', state: 'signed-in', act: then(go(3), click(`${part} .entry > .what + .button`)) },
  { name: 'picker', state: 'signed-in', path: 'picker.html' },
  { name: 'picker-place', state: 'signed-in', path: 'picker.html', act: fill('prod ec2 eu-west-1') },
  { name: 'picker-signed-out', state: 'signed-out', path: 'picker.html' },
];
const MORE = ['stepped-up', 'link', 'link-admin', 'link-missing', 'link-hostile'];
const ROOM = { width: 1000, height: 680 };
const LITTLE = { width: 720, height: 480 };
const BAR = { width: 640, height: 456 };

/** All of them: light with room, dark with little. */
export function inLanguages() {
  const seen = [...[...STATES, ...MORE].map((state) => ({ name: state, state })), ...ACTS];
  return ['en-XA', 'de', 'fr', 'es', 'ja', 'ar-XB'].flatMap((language) => seen.flatMap((screen) => [
    { ...screen, ...(screen.path ? BAR : ROOM), language, theme: 'light', name: `${language}-${screen.name}-light` },
    { ...screen, ...(screen.path ? BAR : LITTLE), language, theme: 'dark', name: `${language}-${screen.name}-dark` },
  ]));
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

/** In the page: words that are neither bracketed nor data: forgotten ones. */
export function unsaid(data) {
  const faults = [];
  const known = new Set(data);
  // Addresses, pairs and hosts are data whatever they are made of.
  const plain = (words) => words.replace(/\S*[@=]\S*|\S+\.example|(\S)\1{9,}/g, '').toLowerCase().match(/\p{L}{2,}/gu) ?? [];
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
  return [...new Set(faults)].slice(0, 12);
}
