// Every screen that is looked at: states of the fake host, sheets, sizes, themes.
const STATES = [
  'first-run', 'signed-out', 'awaiting', 'signed-in', 'renewing', 'ending', 'expired', 'rejected', 'offline', 'throttled', 'listing',
  'empty', 'keychain-locked', 'keychain-absent', 'problem', 'many', 'local', 'two-portals',
];

const type = (words) => async (page) => {
  await page.getByRole('combobox', { name: 'Search accounts' }).fill(words);
  await page.waitForTimeout(150);
};
const press = (...keys) => async (page) => {
  for (const key of keys) await page.keyboard.press(key);
  await page.waitForTimeout(200);
};
const settings = async (page) => {
  await page.getByRole('button', { name: 'Settings' }).click();
};
const details = async (page) => {
  const button = page.getByRole('button', { name: 'Details' });
  if (await button.count()) await button.click();
};

const SHEETS = [
  { name: 'no-match', state: 'signed-in', act: type('nothing like this') },
  { name: 'search', state: 'signed-in', act: type('check prod') },
  { name: 'search-many', state: 'many', act: type('img src') },
  { name: 'keys', state: 'signed-in', act: press('?') },
  { name: 'export', state: 'signed-in', act: press('Control+e') },
  { name: 'copied', state: 'signed-in', act: press('ArrowDown', 'ArrowUp', 'ArrowRight', 'Control+c') },
  { name: 'folded', state: 'signed-in', act: press('PageDown', 'PageDown', 'ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowRight') },
  { name: 'settings', state: 'signed-in', act: settings },
  {
    name: 'remove', state: 'signed-in',
    act: async (page) => {
      await settings(page);
      await page.getByRole('button', { name: 'Remove SecureCart' }).click();
    },
  },
];

const SIZES = [
  { tag: '', width: 1000, height: 680 },
  { tag: '-small', width: 720, height: 480, theme: 'light' },
  { tag: '-text200', width: 1000, height: 680, text: 200, theme: 'dark' },
];

/** All of them, in a fixed order. */
export function screens() {
  const plain = [...STATES.map((state) => ({ name: state, state, act: undefined })), ...SHEETS];
  const out = [];
  for (const theme of ['light', 'dark']) {
    for (const size of SIZES.filter((size) => !size.theme || size.theme === theme)) for (const screen of plain) out.push({ ...screen, ...size, theme, name: `${screen.name}${size.tag}-${theme}` });
    const signedIn = { state: 'signed-in', theme, width: 1000, height: 680 };
    out.push({ ...signedIn, name: `contrast-${theme}`, contrast: true });
    out.push({ ...signedIn, name: `forced-${theme}`, forced: true });
    out.push({ ...signedIn, name: `large-${theme}`, width: 1600, height: 1000 });
    out.push({ ...signedIn, name: `zoom200-${theme}`, width: 500, height: 340 });
    out.push({ ...signedIn, name: `small-text200-${theme}`, width: 720, height: 480, text: 200 });
    out.push({ ...signedIn, name: `details-small-${theme}`, width: 720, height: 480, act: details });
    out.push({ ...signedIn, name: `details-text200-${theme}`, text: 200, act: details });
  }
  return out;
}
