// Walks through every screen of the fake-host page and asserts on each: no WCAG 2.2 AA violation by axe, nothing wider
// than the window, nothing in motion, no CSP violation, no script error, in other languages too (languages.mjs); on how the list
// behaves (steady.mjs), and on the journeys by keyboard (walks.mjs). `--screenshots DIR` keeps a picture of each.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createRequire } from 'node:module';
import { launch, serve } from './browser.mjs';
import { dataWords, inLanguages, unsaid } from './languages.mjs';
import { screens } from './screens.mjs';
import { behaviours } from './steady.mjs';
import { walks } from './walks.mjs';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const at = process.argv.indexOf('--screenshots');
const shots = at > 0 ? process.argv[at + 1] : null;
const only = process.argv.includes('--only') ? process.argv[process.argv.indexOf('--only') + 1] : '';
if (shots) mkdirSync(shots, { recursive: true });

const site = await serve('dist-fake');
const browser = await launch();
let [passed, failed] = [0, 0];

const data = dataWords();
const waiting = [...screens(), ...inLanguages()].filter(({ name }) => name.includes(only));
await Promise.all([1, 2, 3].map(worker));
for (const [name, behave] of [...behaviours, ...walks]) if (name.includes(only)) await watch(name, behave);
await browser.close();
site.close();
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;

/** Looks at one screen after the other until none is left, all in one tab: a new one for each would take most of the time. */
async function worker() {
  const context = await browser.newContext({ locale: 'en-GB', timezoneId: 'Europe/London', permissions: ['clipboard-write'] });
  const page = await context.newPage();
  let faults = [];
  page.on('pageerror', (error) => faults.push(`script error: ${error.message}`));
  page.on('console', (line) => line.type() === 'error' && faults.push(`console: ${line.text()}`));
  // The window freezes the prototype; so does this.
  await page.addInitScript(() => Object.freeze(Object.prototype));
  await page.addInitScript({ path: AXE });
  for (let screen = waiting.shift(); screen; screen = waiting.shift()) {
    faults = [];
    await look(page, screen, faults).catch((error) => faults.push(String(error)));
    told(screen.name, faults);
  }
  await context.close();
}

/** Has the list behave in a page of its own. */
async function watch(name, behave) {
  const page = await browser.newPage({ viewport: { width: 1000, height: 680 }, reducedMotion: 'reduce' });
  const faults = [];
  page.on('pageerror', (error) => faults.push(`script error: ${error.message}`));
  const open = async (state, path = '') => {
    await page.goto(`${site.url}${path}?state=${state}`);
    await page.waitForSelector(path ? '.picker' : '.frame:not(.waiting)');
  };
  faults.push(...(await behave(page, open).catch((error) => [String(error)])));
  told(name, faults);
  await page.close();
}

function told(name, faults) {
  if (faults.length === 0) passed++;
  else failed++;
  if (faults.length > 0) console.log([`FAILED ${name}`, ...faults].join('\n  '));
}

/** Opens one screen and tells what is wrong with it. */
async function look(page, { name, state, theme, language, width, height, text, contrast, forced, act, path = '' }, faults) {
  await page.setViewportSize({ width, height });
  await page.emulateMedia({
    colorScheme: theme, reducedMotion: 'reduce', contrast: contrast ? 'more' : 'no-preference', forcedColors: forced ? 'active' : 'none',
  });
  await page.goto(`${site.url}${path}?state=${state}&theme=${theme}&language=${language ?? ''}`);
  await page.waitForSelector(path ? '.picker' : '.frame:not(.waiting)');
  if (text) await page.evaluate((percent) => (document.documentElement.style.fontSize = `${percent}%`), text);
  await page.waitForTimeout(100);
  if (act) await act(page);
  await page.waitForTimeout(100);
  faults.push(...(await page.evaluate(overflowing)));
  if (language === 'en-XA') faults.push(...(await page.evaluate(unsaid, data)));
  if (shots) await page.screenshot({ path: join(shots, `${name}.png`) });
  const violations = await page.evaluate(
    async (tags) => (await globalThis.axe.run({ runOnly: tags, resultTypes: ['violations'] })).violations,
    TAGS,
  );
  for (const { id, help, nodes } of violations) {
    faults.push(`${id}: ${help}`, ...nodes.slice(0, 3).map((n) => `    ${n.target.join(' ')} ${n.any[0]?.message ?? n.all[0]?.message ?? ''}`));
  }
}

/** In the page: what is wider than its place, and controls cut off by the window's edge. */
function overflowing() {
  const faults = [];
  const root = document.documentElement;
  if (root.scrollWidth > innerWidth || root.scrollHeight > innerHeight) faults.push(`page overflows: ${root.scrollWidth} x ${root.scrollHeight}`);
  // Whoever wants little motion gets none.
  for (const motion of document.getAnimations()) if (motion.playState === 'running') faults.push(`moves: ${describe(motion.effect.target)}`);
  for (const box of document.querySelectorAll('main, main *, aside, aside *, dialog[open], dialog[open] *, .side')) {
    const { overflowX } = getComputedStyle(box);
    // What folds away shows as much as there is room for as a whole.
    if (box.closest('.unseen, .folds, pre, select, svg') || box.tagName === 'INPUT') continue;
    const ellipsis = getComputedStyle(box).textOverflow === 'ellipsis';
    if (!ellipsis && overflowX !== 'visible' && box.scrollWidth > box.clientWidth + 1) faults.push(`clips sideways: ${describe(box)} ${box.scrollWidth} > ${box.clientWidth}`);
    if (box.matches('button, input, select')) {
      const { left, right } = box.getBoundingClientRect();
      if (left < -1 || right > innerWidth + 1) faults.push(`outside the window: ${describe(box)}`);
      if (!ellipsis && box.tagName === 'BUTTON' && box.scrollWidth > box.clientWidth + 1) faults.push(`button too small: ${describe(box)}`);
    }
    if (box.matches('.number') && box.getClientRects().length > 1) faults.push(`account number wraps: ${describe(box)}`);
  }
  return faults.slice(0, 8);

  function describe(box) {
    return `${box.tagName.toLowerCase()}.${box.className} "${(box.textContent ?? '').trim().slice(0, 40)}"`;
  }
}
