// How fluent the list is with 10,000 accounts: `npm run build:fake && node scripts/measure.mjs`. Times are of this
// machine, under its present load; they are told, not asserted.
import { launch, serve } from './browser.mjs';

const site = await serve('dist-fake');
const browser = await launch();
const page = await browser.newPage({ viewport: { width: 1000, height: 680 } });
const begun = Date.now();
await page.goto(`${site.url}?state=many`);
await page.waitForSelector('[role=row][aria-selected]');
console.log(`first rows after ${Date.now() - begun} ms; ${await page.locator('.frame *').count()} elements in the page`);

const told = await page.evaluate(async () => {
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const field = document.querySelector('[role=combobox]');
  const median = (list) => [...list].sort((a, b) => a - b)[list.length >> 1].toFixed(1);
  const typed = [];
  for (const query of ['s', 'se', 'sea', 'sear', 'search', 'search1', 'search12', '']) {
    const start = performance.now();
    field.value = query;
    field.dispatchEvent(new Event('input', { bubbles: true }));
    await frame();
    await frame();
    typed.push(performance.now() - start);
  }
  const moved = [];
  for (let n = 0; n < 60; n++) {
    const start = performance.now();
    field.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true, cancelable: true }));
    await Promise.resolve();
    moved.push(performance.now() - start);
    await frame();
  }
  return { typed: median(typed), moved: median(moved) };
});
console.log(`keystroke to painted rows ${told.typed} ms (two frames), arrow ${told.moved} ms`);

// Scrolling: what the page itself does in a frame, apart from when the frame comes.
for (const [what, step] of [['slowly', 40], ['by a page', 600], ['in leaps', 15_000]]) {
  const { works, late, long, worst, most } = await page.evaluate(scrolling, step);
  console.log(`scrolled ${what}: ${works} ms of work a frame (median), worst ${worst} ms, ${late} of 120 over 16.7 ms, ${long} long tasks, at most ${most} elements`);
}
await browser.close();
site.close();

async function scrolling(step) {
  const list = document.querySelector('[role=grid]');
  const long = [];
  new PerformanceObserver((entries) => long.push(...entries.getEntries())).observe({ type: 'longtask' });
  const works = [];
  let most = 0;
  list.scrollTop = 0;
  for (let n = 0; n < 120; n++) {
    await new Promise((resolve) => requestAnimationFrame(resolve));
    const start = performance.now();
    list.scrollTop += step;
    list.dispatchEvent(new Event('scroll'));
    // The page draws in a microtask; layout is asked for here, so that its time is counted.
    await Promise.resolve();
    await Promise.resolve();
    void list.offsetHeight;
    works.push(performance.now() - start);
    most = Math.max(most, list.querySelectorAll('*').length);
  }
  const sorted = [...works].sort((a, b) => a - b);
  return { works: sorted[60].toFixed(1), worst: sorted.at(-1).toFixed(1), late: works.filter((ms) => ms > 16.7).length, long: long.length, most };
}
