// What is done on a page to come to a screen, by keys and places, never by a word: it works in every language. Rule: an act
// waits for what it leads to.
import { settle } from './browser.mjs';

export const press = (...keys) => async (page) => {
  for (const key of keys) await page.keyboard.press(key);
  await settle(page);
};
/** One act after the other. */
export const then = (...acts) => async (page) => {
  for (const act of acts) await act(page);
};
/** Scrolls a box to its end. */
export const end = (where) => async (page) => {
  await page.locator(where).evaluate((box) => (box.scrollTop = box.scrollHeight));
};
export const fill = (words, where = '[role="combobox"]') => async (page) => {
  await page.locator(where).first().fill(words);
  await settle(page);
};
/** Searches the accounts. */
export const type = (words) => fill(words, '[data-place="search"]');
/** Has the form look for a portal. */
export const find = (words) => async (page) => {
  await page.locator('[data-field="words"]').fill(words);
  await press('Enter')(page);
};
/** Scrolls the sheet to what would change. */
export const toPlan = end('dialog .body');

const guard = press('ArrowDown', 'ArrowUp', 'ArrowRight', 'ArrowRight', 'Enter');

/** Screens that every language is looked at on, and every size. */
export const ANYWHERE = [
  { name: 'search', state: 'signed-in', act: type('check prod') },
  { name: 'place-no-role', state: 'signed-in', act: type('arn:aws:sqs:eu-west-1:999999999999:orders') },
  { name: 'no-match', state: 'signed-in', act: type('nothing like this') },
  { name: 'keys', state: 'signed-in', act: press('?') },
  { name: 'guard', state: 'signed-in', act: guard },
  { name: 'guard-strict', state: 'guard-strict', act: guard },
  { name: 'crowded', state: 'crowded', act: press('Enter') },
  { name: 'copied', state: 'signed-in', act: press('ArrowDown', 'ArrowUp', 'ArrowRight', 'Control+c') },
  { name: 'export', state: 'signed-in', act: press('Control+e') },
  { name: 'account', state: 'labelled', act: press('Control+i') },
  { name: 'found', state: 'first-run', act: find('securecart') },
];
