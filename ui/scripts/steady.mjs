// How the list behaves in a real browser, where there is layout: `[name, what it shall do]`, each telling what is wrong.
// Rule: nothing here depends on how fast this machine is.

/** Each opens its own scene and is run in a fresh page. */
export const behaviours = [
  ['nothing jumps while a thousand accounts arrive', (page, open) => arriving(page, open, 0)],
  ['nothing jumps while a thousand accounts arrive and the person has scrolled', (page, open) => arriving(page, open, 900)],
  ['ten thousand accounts need no more of the page than some tens', wheeling],
  ['the keys reach every place of ten thousand accounts', keys],
  ['an account that is hidden or starred leaves the others where they are', labels],
  ['the page follows the desktop from light to dark and back, unless the person chose', lighting],
];

async function arriving(page, open, scrollTo) {
  await open('arriving');
  await page.getByRole('button', { name: 'List again' }).click();
  await page.waitForSelector('[role=row][aria-selected]');
  const told = await page.evaluate(watch, scrollTo);
  const faults = told.jumps.map((jump) => `jumped: ${jump}`);
  if (told.changes < 4) faults.push(`only ${told.changes} changes were seen`);
  if (told.total < 1000) faults.push(`only ${told.total} rows in the end`);
  return faults;
}

/** In the page: looks at every frame until all is listed; the first row in sight that is still there must not have moved. */
async function watch(scrollTo) {
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const list = document.querySelector('[role=grid]');
  const seen = () => {
    const edge = list.getBoundingClientRect();
    const rows = [...list.querySelectorAll('[role=row][aria-selected]')].map((row) => [
      `${row.parentElement.getAttribute('aria-label')} ${row.querySelector('.number')?.textContent}`,
      row.getBoundingClientRect().top - edge.top,
    ]);
    return new Map(rows.filter(([, y]) => y > -48 && y < edge.height).sort((a, b) => a[1] - b[1]));
  };
  while (scrollTo > 0 && list.scrollHeight < scrollTo + list.clientHeight) await frame();
  list.scrollTop = scrollTo;
  await frame();
  await frame();
  let before = seen();
  let count = list.getAttribute('aria-rowcount');
  const told = { jumps: [], changes: 0, total: 0 };
  for (let rest = 0; rest < 60; rest++) {
    await frame();
    const after = seen();
    const [same] = [...before.keys()].filter((key) => after.has(key));
    const moved = same === undefined ? 0 : after.get(same) - before.get(same);
    // Above the first row there is nothing to scroll to.
    if (Math.abs(moved) > 0.5 && list.scrollTop > 0) told.jumps.push(`${same} by ${moved} px`);
    if (list.getAttribute('aria-rowcount') !== count) told.changes++;
    if (document.querySelector('progress')) rest = 0;
    count = list.getAttribute('aria-rowcount');
    before = after;
  }
  told.total = Number(count) - list.querySelectorAll('.heading').length;
  return told;
}

async function wheeling(page, open) {
  await open('many');
  await page.getByRole('grid').hover();
  const faults = [];
  for (let n = 0; n < 60; n++) {
    await page.mouse.wheel(0, n < 30 ? 400 : 20_000);
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
    const told = await page.evaluate(() => ({
      elements: document.querySelectorAll('[role=grid] *').length, rows: document.querySelectorAll('[role=grid] [aria-rowindex]').length,
    }));
    if (told.elements > 1500 || told.rows > 60) faults.push(`${told.elements} elements, ${told.rows} rows`);
  }
  await page.waitForFunction(() => document.querySelectorAll('[role=grid] [aria-selected] .number').length > 15);
  const gaps = await page.evaluate(() => {
    const tops = [...document.querySelectorAll('[role=grid] [aria-rowindex]')].map((row) => row.getBoundingClientRect().top).filter((y) => y > 0 && y < 680).sort((a, b) => a - b);
    return tops.filter((y, n) => n > 0 && y - tops[n - 1] > 49).length;
  });
  if (gaps > 0) faults.push(`${gaps} gaps between the rows in sight`);
  return faults.slice(0, 3);
}

async function keys(page, open) {
  await open('many');
  const faults = [];
  const expect = async (what, at) => {
    const found = page.waitForFunction(([what, at]) => {
      const row = document.querySelector('[role=row][aria-selected=true]');
      const { top, bottom } = row?.getBoundingClientRect() ?? {};
      const edge = document.querySelector('[role=grid]').getBoundingClientRect();
      const cell = document.getElementById(document.querySelector('[role=combobox]').getAttribute('aria-activedescendant') ?? '');
      const count = Number(document.querySelector('[role=grid]').getAttribute('aria-rowcount'));
      const isAt = row?.getAttribute('aria-rowindex') === String(at === 'last' ? count : at);
      return isAt && top >= edge.top - 1 && bottom <= edge.bottom + 1 && row.contains(cell) ? what : false;
    }, [what, at], { timeout: 5000 });
    await found.catch(() => faults.push(`${what} does not choose row ${at} in sight`));
  };
  await page.keyboard.press('End');
  await expect('End', 'last');
  await page.keyboard.press('Home');
  await expect('Home', 2);
  for (let n = 0; n < 40; n++) await page.keyboard.press('ArrowDown');
  const index = await page.evaluate(() => Number(document.querySelector('[role=row][aria-selected=true]')?.getAttribute('aria-rowindex')));
  await expect('ArrowDown', index);
  if (index < 42) faults.push(`forty steps lead to row ${index}`);
  return faults;
}

async function labels(page, open) {
  await open('labelled');
  const place = () => page.evaluate(() => {
    const rows = [...document.querySelectorAll('[role=row][aria-selected]')].filter((row) => row.textContent.includes('shop-warehouse-prod'));
    return rows.map((row) => Math.round(row.getBoundingClientRect().top)).filter((y) => y > 40 && y < 640);
  });
  await page.getByRole('grid').evaluate((list) => (list.scrollTop = 420));
  await page.waitForFunction(() => document.querySelector('[role=grid]').scrollTop === 420);
  const before = await place();
  const faults = [];
  const still = async (what) => {
    const after = await place();
    if (String(after) !== String(before)) faults.push(`${what} moved it from ${before} to ${after}`);
  };
  await page.getByRole('button', { name: 'Favourite: shop-search-prod' }).last().click();
  await page.getByText('shop-search-prod is a favourite.').waitFor();
  await page.waitForFunction(() => document.querySelector('[role=grid]').scrollTop > 420);
  await still('a star above');
  return faults;
}

async function lighting(page, open) {
  const faults = [];
  const ground = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const is = async (what, expected) => {
    if (!(await page.waitForFunction((theme) => document.documentElement.dataset.theme === theme, expected, { timeout: 5000 }).catch(() => null))) faults.push(`${what}: not ${expected}`);
  };
  await page.emulateMedia({ colorScheme: 'light' });
  await open('signed-in');
  await is('as it begins', 'light');
  const light = await ground();
  await page.emulateMedia({ colorScheme: 'dark' });
  await is('the desktop went dark', 'dark');
  if ((await ground()) === light) faults.push('the ground is as light as before');
  await page.emulateMedia({ colorScheme: 'light' });
  await is('the desktop went light', 'light');
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('radio', { name: 'Dark' }).check();
  await is('the person chose', 'dark');
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.emulateMedia({ colorScheme: 'light' });
  await is('what the person chose stays', 'dark');
  return faults;
}
