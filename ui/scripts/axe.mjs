// Walks through every screen of the fake-host page and asserts on each: no WCAG 2.2 AA violation by axe, nothing wider
// than the window, nothing in motion, no CSP violation, no script error, in other languages too (languages.mjs); on how the list
// behaves (steady.mjs), and on the journeys by keyboard (walks.mjs). `--screenshots DIR` keeps a picture of each.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createRequire } from 'node:module';
import { launch, minding, serve, settle } from './browser.mjs';
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
const wanted = ({ name }) => name.includes(only);
const named = ([name]) => name.includes(only);
const walking = walks.filter(named);
const visits = alike([...screens(), ...inLanguages()].filter(wanted));
await Promise.all([1, 2, 3].map(worker));
// These look at every frame: nothing else shall be drawn meanwhile.
for (const behaviour of behaviours.filter(named)) await watch(...behaviour);
await browser.close();
site.close();
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;

/** Groups screens that differ in light and dark alone. */
function alike(screens) {
  const visits = new Map();
  for (const screen of screens) {
    const key = screen.name.replace(/-(light|dark)$/, '');
    visits.set(key, [...(visits.get(key) ?? []), screen]);
  }
  return [...visits.values()];
}

/**
 * Looks at one screen after the other until none is left, all in one tab: a new one for each would take most of the time. What
 * differs in light and dark alone is opened once, and the desktop turns dark meanwhile.
 */
async function worker() {
  for (let walk = walking.shift(); walk; walk = walking.shift()) await watch(...walk);
  const context = await browser.newContext({ locale: 'en-GB', timezoneId: 'Europe/London', permissions: ['clipboard-write'] });
  const page = await context.newPage();
  let faults = [];
  page.on('pageerror', (error) => faults.push(`script error: ${error.message}`));
  page.on('console', (line) => line.type() === 'error' && faults.push(`console: ${line.text()}`));
  await page.addInitScript(minding);
  // The window freezes the prototype; so does this.
  await page.addInitScript(() => Object.freeze(Object.prototype));
  await page.addInitScript({ path: AXE });
  for (let visit = visits.shift(); visit; visit = visits.shift()) {
    for (const [nth, screen] of visit.entries()) {
      faults = [];
      const seen = async () => {
        await light(page, screen);
        if (nth === 0) await open(page, screen);
        await look(page, screen, faults);
      };
      await seen().catch((error) => faults.push(String(error)));
      told(screen.name, faults);
    }
  }
  await context.close();
}

/** Runs a behaviour or a walk in a page of its own. */
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

/** Makes the window and the desktop what they are for a screen. */
async function light(page, { theme, width, height, contrast, forced }) {
  await page.setViewportSize({ width, height });
  await page.emulateMedia({
    colorScheme: theme, reducedMotion: 'reduce', contrast: contrast ? 'more' : 'no-preference', forcedColors: forced ? 'active' : 'none',
  });
}

async function open(page, { state, language, text, act, path = '' }) {
  await page.goto(`${site.url}${path}?state=${state}&language=${language ?? ''}`);
  await page.waitForSelector(path ? '.picker' : '.frame:not(.waiting)');
  if (text) await page.evaluate((percent) => (document.documentElement.style.fontSize = `${percent}%`), text);
  await settle(page);
  if (act) await act(page);
}

/** Tells what is wrong with what is on the screen. */
async function look(page, { name, language }, faults) {
  await settle(page);
  faults.push(...(await page.evaluate(overflowing)));
  if (language === 'en-XA') faults.push(...(await page.evaluate(unsaid, data)));
  if (shots) await page.screenshot({ path: join(shots, `${name}.png`) });
  const violations = await page.evaluate(
    async (tags) => (await globalThis.axe.run({ runOnly: tags, resultTypes: ['violations'], preload: false })).violations,
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
  // Words that do not fit, in whatever language.
  for (const box of document.querySelectorAll('body *')) {
    const style = getComputedStyle(box);
    if (box.children.length > 0 || box.closest('.unseen, .folds, pre, svg, select') || !box.textContent.trim()) continue;
    if (style.textOverflow === 'ellipsis' || style.display === 'inline' || style.clipPath !== 'none') continue;
    if (box.scrollWidth > box.clientWidth + 1 || (style.overflowY === 'hidden' && box.scrollHeight > box.clientHeight + 1)) {
      faults.push(`cut off: ${describe(box)}`);
    }
  }
  return [...new Set(faults)].slice(0, 8);

  function describe(box) {
    return `${box.tagName.toLowerCase()}.${box.className} "${(box.textContent ?? '').trim().slice(0, 40)}"`;
  }
}
