// Compares the main screens with the pictures in tests/pictures: a picture fails where more of it has changed than a few letters
// would. `--update` takes them anew, to be looked at before they are committed. Rule: pictures are a quarter as wide and as high as
// the screen, so that how a letter is drawn does not count, and what moved, vanished or changed its colour does.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { changed, launch, minding, serve, settle } from './browser.mjs';
import { screens } from './screens.mjs';

const FOLDER = fileURLToPath(new URL('../tests/pictures/', import.meta.url));
const MAIN = ['first-run', 'signed-in', 'place', 'guard', 'profiles', 'activity-journal', 'settings', 'picker', 'signed-in-small', 'keychain-locked', 'everything'];
/** So much nearer to black or white counts as a change, of 255; and so much of a picture may change. */
const [NEAR, MOST] = [20, 0.004];
/** Every picture is of this time. */
const NOW = new Date('2026-03-02T10:00:00Z');
const updating = process.argv.includes('--update');

const site = await serve('dist-fake');
const browser = await launch();
const context = await browser.newContext({ locale: 'en-GB', timezoneId: 'Europe/London', reducedMotion: 'reduce', bypassCSP: true });
let [passed, failed] = [0, 0];
mkdirSync(FOLDER, { recursive: true });
for (const screen of screens().filter(({ name }) => MAIN.some((main) => name === `${main}-light` || name === `${main}-dark`))) {
  const file = join(FOLDER, `${screen.name}.png`);
  const taken = await take(screen);
  if (updating) writeFileSync(file, taken);
  const share = existsSync(file) ? await changed(context, readFileSync(file), taken, NEAR) : 1;
  if (share <= MOST) passed++;
  else failed++;
  if (share > MOST) console.log(`FAILED ${screen.name}\n  ${(share * 100).toFixed(2)} % of it has changed; look at it: npm run visual -- --update`);
}
await browser.close();
site.close();
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;

/** The screen, a quarter as large. */
async function take({ state, theme, width, height, act, path = '' }) {
  const page = await context.newPage();
  await page.clock.install({ time: NOW });
  await page.addInitScript(minding);
  await page.setViewportSize({ width, height });
  await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
  await page.goto(`${site.url}${path}?state=${state}&theme=${theme}`);
  await page.addStyleTag({ content: "* { font-family: 'DejaVu Sans' !important; caret-color: transparent !important; animation: none !important; transition: none !important; }" });
  await page.waitForSelector(path ? '.picker' : '.frame:not(.waiting)');
  if (act) await act(page);
  await settle(page);
  const whole = await page.screenshot();
  const small = await shrunk(page, whole);
  await page.close();
  return small;
}

async function shrunk(page, png) {
  const data = await page.evaluate(async (source) => {
    const image = await createImageBitmap(await (await fetch(source)).blob());
    const canvas = new OffscreenCanvas(image.width / 4, image.height / 4);
    const pen = canvas.getContext('2d');
    pen.imageSmoothingQuality = 'high';
    pen.drawImage(image, 0, 0, canvas.width, canvas.height);
    const bytes = new Uint8Array(await (await canvas.convertToBlob({ type: 'image/png' })).arrayBuffer());
    return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  }, `data:image/png;base64,${png.toString('base64')}`);
  return Buffer.from(data, 'base64');
}
