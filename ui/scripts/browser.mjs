// What the browser scripts share: a loopback server for the built page, with the window's own CSP, and Chromium.
import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

/** The CSP of the window, with the digests of what stands in a page itself, as Tauri puts them there. */
const csp = (page) => [
  "default-src 'none'", `script-src 'self'${digests(page, 'script')}`, `style-src 'self'${digests(page, 'style')}`, "img-src 'self' data:", "font-src 'self'",
  'connect-src ipc: http://ipc.localhost', "object-src 'none'", "base-uri 'none'", "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

function digests(page, element) {
  const texts = [...page.matchAll(new RegExp(`<${element}(?![^>]* src=)[^>]*>(.*?)</${element}>`, 'gs'))];
  return texts.map(([, text]) => ` 'sha256-${createHash('sha256').update(text).digest('base64')}'`).join('');
}

const TYPES = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml' };

/** Serves `folder` (beside this script's parent) on a free loopback port. */
export async function serve(folder) {
  const root = fileURLToPath(new URL(`../${folder}/`, import.meta.url));
  const server = createServer((request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url, 'http://x').pathname)).replace(/^(\.\.[/\\])+/, '');
    const file = join(root, path === '/' ? 'index.html' : path);
    if (path === '/favicon.ico') return void response.writeHead(204).end();
    if (!file.startsWith(root) || !existsSync(file)) return void response.writeHead(404).end();
    // What the browser keeps it need not compile again for each of a thousand pages.
    const keep = path.startsWith('/assets/') ? 'max-age=3600' : 'no-cache';
    const policy = csp(extname(file) === '.html' ? readFileSync(file, 'utf8') : '');
    response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream', 'content-security-policy': policy, 'cache-control': keep });
    createReadStream(file).pipe(response);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${server.address().port}/`, close: () => server.close() };
}

/** Starts Debian's Chromium (or the one named by CHROMIUM). */
export function launch() {
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', headless: true, args: ['--no-sandbox'] });
}

/** In the page, before all of its own: knows what the page waits for, so that nobody need wait for longer. */
export function minding() {
  /** What takes longer, ms, is a person in the browser, or words that go by themselves. */
  const SOON = 1000;
  const waiting = new Set();
  const { setTimeout, clearTimeout, requestAnimationFrame } = globalThis;
  globalThis.setTimeout = (act, ms = 0, ...rest) => {
    const timer = setTimeout(() => {
      waiting.delete(timer);
      act(...rest);
    }, ms);
    if (ms < SOON) waiting.add(timer);
    return timer;
  };
  globalThis.clearTimeout = (timer) => {
    waiting.delete(timer);
    clearTimeout(timer);
  };
  globalThis.settled = async () => {
    const end = performance.now() + SOON;
    for (let still = 0; still < 2 && performance.now() < end; still = waiting.size === 0 ? still + 1 : 0) await new Promise((drawn) => requestAnimationFrame(drawn));
  };
}

/** Once the page is drawn and waits for nothing, or goes on for ever; `minding` must be in it. */
export const settle = (page) => page.evaluate(() => globalThis.settled());

/** The share of pixels that differ in two pictures: by more than `near` steps of 255 in a colour. */
export async function changed(context, before, after, near) {
  const page = await context.newPage();
  const share = await page.evaluate(async ([pictures, near]) => {
    const [one, other] = await Promise.all(pictures.map(async (source) => {
      const image = await createImageBitmap(await (await fetch(source)).blob());
      const pen = new OffscreenCanvas(image.width, image.height).getContext('2d');
      pen.drawImage(image, 0, 0);
      return pen.getImageData(0, 0, image.width, image.height);
    }));
    if (one.width !== other.width || one.height !== other.height) return 1;
    let count = 0;
    for (let at = 0; at < one.data.length; at += 4) if ([0, 1, 2].some((c) => Math.abs(one.data[at + c] - other.data[at + c]) > near)) count++;
    return count / (one.width * one.height);
  }, [[before, after].map((png) => `data:image/png;base64,${png.toString('base64')}`), near]);
  await page.close();
  return share;
}
