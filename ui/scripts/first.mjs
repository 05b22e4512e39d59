// The first picture of the built page: the page must take it over as it is, with the keys that were pressed meanwhile. Rule: the page
// itself is held back until the picture was looked at; what the product puts into the page before all else comes
// from here, and what it tells is the fake host's.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { createServer } from 'vite';
import { changed, launch, serve } from './browser.mjs';

const DIST = fileURLToPath(new URL('../dist', import.meta.url));
const ROWS = 40;
/** Beside it stands what is drawn a moment after the list. */
const LIST = '.main';
/** Steps of 255 that nobody sees, and the share of pixels at the edges of letters and lines that may be drawn otherwise. */
const [NEAR, MOST] = [20, 0.0002];
const CASES = [
  { scene: 'signed-in', theme: 'light', language: 'en' },
  { scene: 'signed-in', theme: 'dark', language: 'de' },
  { scene: 'many', theme: 'light', language: 'ja', width: 760, height: 560 },
  { scene: 'keychain-locked', theme: 'dark', language: 'fr' },
  { scene: 'expired', theme: 'light', language: 'es' },
  { scene: 'awkward', theme: 'light', language: 'en' },
];

const site = await serve('dist');
const browser = await launch();
const context = await browser.newContext({ locale: 'en-GB', timezoneId: 'Europe/London', reducedMotion: 'reduce' });
const vite = await createServer({ mode: 'fake', root: fileURLToPath(new URL('..', import.meta.url)), server: { middlewareMode: true, ws: false }, appType: 'custom', logLevel: 'error' });
Object.assign(globalThis, { location: { search: '' }, navigator: { languages: ['en-GB'] } });
const { FakeHost } = await vite.ssrLoadModule('/src/host.fake.ts');
let [passed, failed] = [0, 0];

for (const one of CASES) await check(`${one.scene} ${one.theme} ${one.language}: the page takes the picture over as it is`, () => isTakenOver(one));
await check('what is clicked in the picture is done', isPressed);
await check('what is typed into the picture is searched for and opened', isHeard);

await vite.close();
await browser.close();
site.close();
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;

async function check(name, work) {
  try {
    await work();
    passed++;
  } catch (thrown) {
    failed++;
    console.log(`FAILED ${name}\n  ${thrown.message}`);
  }
}

function must(holds, what) {
  if (!holds) throw new Error(what);
}

/** A page whose first picture is on the screen, and what lets the page itself come. */
async function pictured({ scene, theme, language, width = 1000, height = 680 }) {
  const host = new FakeHost(scene);
  const opening = await host.opening(ROWS);
  opening.preferences = { ...opening.preferences, theme, language };
  const page = await context.newPage();
  await page.setViewportSize({ width, height });
  const faults = [];
  page.on('pageerror', (error) => faults.push(error.message));
  await page.clock.setFixedTime(Date.now());
  const product = (put) => {
    window.opening = put;
    window.asked = [];
    window.__TAURI_INTERNALS__ = {
      metadata: { currentWindow: { label: 'main' }, currentWebview: { label: 'main' } },
      transformCallback: () => 1,
      invoke: (command, given) => {
        window.asked.push([command, given]);
        return command === 'listing' ? Promise.resolve(put.listing) : new Promise(() => {});
      },
    };
  };
  const words = language === 'en' ? '' : await readFile(`${DIST}/first-${language}.js`, 'utf8');
  const first = await readFile(`${DIST}/first.js`, 'utf8');
  await page.addInitScript({ content: `'use strict'; (${product})(${JSON.stringify(opening)}); { ${words}${first} }` });
  let come;
  const held = new Promise((resolve) => (come = resolve));
  await page.route(/\/assets\/index-.*\.js$/, async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(site.url, { waitUntil: 'commit' });
  await page.waitForSelector(LIST);
  return { page, come, faults, opening };
}

async function isTakenOver(one) {
  const { page, come, faults, opening } = await pictured(one);
  if (opening.listing?.rows.length) await page.waitForSelector('.row');
  must(await page.evaluate(() => document.activeElement?.getAttribute('data-place') === 'search'), 'the search has not the focus');
  must((await page.locator('#app img, #app script, #app iframe').count()) === 0, 'a name has become an element');
  await page.evaluate((list) => (document.querySelector(list).isSame = true), LIST);
  must((await page.evaluate(() => Object.keys(window).filter((name) => name.length < 3))).length === 0, "the script's names have become the page's");
  const tops = await page.locator('.row').evaluateAll((rows) => rows.map((row) => row.getBoundingClientRect().top));
  must(new Set(tops).size === tops.length, 'rows lie upon each other');
  const before = await page.locator(LIST).screenshot({ animations: 'disabled' });
  come();
  // Once the page is there it asks for more.
  await page.waitForFunction(() => window.asked.length > 0);
  must(await page.evaluate((list) => document.querySelector(list).isSame, LIST), 'the page was made anew');
  must((await changed(context, before, await page.locator(LIST).screenshot({ animations: 'disabled' }), NEAR)) <= MOST, 'the list looks different');
  must(faults.length === 0, faults.join('; '));
  await page.close();
}

async function isPressed() {
  const { page, come, faults } = await pictured(CASES[0]);
  await page.locator('.row').nth(1).click();
  await page.getByRole('button', { name: 'Settings' }).click();
  come();
  await page.getByRole('heading', { name: 'Settings', level: 1 }).waitFor();
  await page.getByRole('button', { name: /^Access/ }).click();
  must((await page.locator('.row').nth(1).getAttribute('aria-selected')) === 'true', 'the row is not chosen');
  must(faults.length === 0, faults.join('; '));
  await page.close();
}

async function isHeard() {
  const { page, come, faults } = await pictured(CASES[0]);
  await page.keyboard.type('prod');
  await page.keyboard.press('Enter');
  must((await page.evaluate(() => window.asked.length)) === 0, 'the picture asks for something');
  come();
  await page.waitForFunction(() => window.asked.some(([command]) => command === 'open_console' || command === 'crowd'));
  const searched = await page.evaluate(() => window.asked.filter(([command]) => command === 'listing').map(([, { ask }]) => ask.query));
  must(searched[0] === 'prod', `searched for ${searched}`);
  await page.keyboard.type('u');
  must((await page.locator('[data-place="search"]').inputValue()) === 'produ', 'what was typed is gone');
  must(faults.length === 0, faults.join('; '));
  await page.close();
}
