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
  const median = (list) => list.sort((a, b) => a - b)[list.length >> 1].toFixed(1);
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
  const list = document.querySelector('[role=grid]');
  const scrolled = [];
  for (let n = 0; n < 120; n++) {
    const start = performance.now();
    list.scrollTop += 1500;
    await frame();
    scrolled.push(performance.now() - start);
  }
  return { typed: median(typed), moved: median(moved), scrolled: median(scrolled), worst: Math.max(...scrolled).toFixed(1) };
});
console.log(`keystroke to painted rows ${told.typed} ms (two frames), arrow ${told.moved} ms, scrolled frame ${told.scrolled} ms, worst ${told.worst} ms`);
await browser.close();
site.close();
