// Draws the tray's pictures and renders every icon of icons/ with Chromium: `npm run icons`. The sources are
// icons/icon.svg and the shapes below; all else in icons/ is made here. A tray state is told by its shape:
// signed-in solid, ending-soon with a clock, signed-out hollow, offline struck through, needs-you with an "!".
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { launch } from './browser.mjs';

const ICONS = fileURLToPath(new URL('../../icons/', import.meta.url));
/** Inks, and the rim that keeps a picture visible on a panel of the other colour; macOS inks a template by itself. */
const LOOKS = {
  light: { ink: '#1d1d1b', rim: 'rgb(255 255 255 / 0.7)', clock: '#8a5a00', call: '#b3261e', on: '#ffffff' },
  dark: { ink: '#f4f4f2', rim: 'rgb(0 0 0 / 0.55)', clock: '#ffc96b', call: '#ff958c', on: '#161617' },
  template: { ink: '#000000', rim: 'none', clock: '#000000', call: '#000000', on: null },
};
const ROOF = 'M11 1.5 20.5 7v2.5h-19V7Z';
const COLUMNS = 'M3.5 11H6v6.5H3.5zM16 11h2.5v6.5H16z';
const BASE = 'M1.5 18.5h19v2h-19z';
const DOOR = 'M8 18.5v-3.25a3 3 0 0 1 6 0v3.25Z';
const solid = ({ ink, rim }) =>
  `<path fill="${ink}" stroke="${rim}" stroke-width="1.5" stroke-linejoin="round" paint-order="stroke" d="${ROOF}${COLUMNS}${BASE}${DOOR}"/>`;
const WALLS = 'M11 2.5 19.5 7.4V9h-17V7.4ZM4.75 10v8.5M17.25 10v8.5M1.75 19.75h18.5';
const line = (colour, width, d) => `<path fill="none" stroke="${colour}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round" d="${d}"/>`;
const hollow = ({ ink, rim }) => line(rim, 3, WALLS) + line(ink, 1.5, WALLS);
/** What is drawn inside, less what is black in `holes`. */
const less = (id, inside, holes) => `<mask id="${id}"><path fill="#fff" d="M-2-2h26v26H-2z"/>${holes}</mask><g mask="url(#${id})">${inside}</g>`;
/** A picture with a round piece cut out of its lower right, for a badge. */
const cut = (inside) => less('m', inside, '<circle cx="16" cy="16" r="6.9" fill="#000"/>');
/** A badge with a sign on it; of one ink, the sign is a hole. */
const badge = (shape, { on }, width, sign) => (on === null ? less('s', shape, line('#000', width, sign)) : shape + line(on, width, sign));
const STATES = {
  'signed-in': solid,
  'ending-soon': (look) =>
    cut(solid(look)) + badge(`<circle cx="16" cy="16" r="5.75" fill="${look.clock}"/>`, look, 1.5, 'M16 12.75V16l2.25 1.5'),
  'signed-out': hollow,
  offline: (look) => less('m', hollow(look), '<path stroke="#000" stroke-width="4.5" d="M1 1l20 20"/>') + line(look.rim, 3.25, 'M2 2l18 18') + line(look.ink, 1.75, 'M2 2l18 18'),
  'needs-you': (look) =>
    cut(solid(look)) + badge(`<path fill="${look.call}" d="M15.4 9.4 21.8 21.4H9Z"/>`, look, 1.6, 'M15.4 14v3.1M15.4 19.3v.1'),
};

mkdirSync(`${ICONS}tray`, { recursive: true });
const browser = await launch();
const page = await browser.newPage();
const app = readFileSync(`${ICONS}icon.svg`, 'utf8');
const png = {};
/** What a Linux desktop looks for (`index.theme` of hicolor); the larger ones are for Windows and macOS, too. */
const HICOLOR = [16, 22, 24, 32, 48, 64, 128, 256, 512];
for (const size of [...HICOLOR, 1024]) png[size] = await render(app, size);
for (const size of HICOLOR) save(`${size}x${size}.png`, png[size]);
save('icon.ico', ico([16, 24, 32, 48, 64, 256]));
save('icon.icns', icns({ icp4: 16, icp5: 32, ic11: 32, ic12: 64, ic07: 128, ic13: 256, ic08: 256, ic14: 512, ic09: 512, ic10: 1024 }));
for (const [state, draw] of Object.entries(STATES)) {
  for (const [name, look] of Object.entries(LOOKS)) {
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 22 22">${draw(look)}</svg>\n`;
    save(`tray/${state}-${name}.svg`, svg);
    save(`tray/${state}-${name}.png`, await render(svg, 44));
  }
}
await browser.close();

async function render(svg, size) {
  await page.setViewportSize({ width: size, height: size });
  await page.setContent(`<style>*{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${svg}`);
  return page.screenshot({ omitBackground: true });
}

function save(name, bytes) {
  writeFileSync(ICONS + name, bytes);
}

/** Windows: a directory of PNG pictures. */
function ico(sizes) {
  const head = Buffer.alloc(6 + 16 * sizes.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(sizes.length, 4);
  let at = head.length;
  sizes.forEach((size, n) => {
    const entry = 6 + 16 * n;
    head.writeUInt8(size % 256, entry);
    head.writeUInt8(size % 256, entry + 1);
    head.writeUInt16LE(1, entry + 4);
    head.writeUInt16LE(32, entry + 6);
    head.writeUInt32LE(png[size].length, entry + 8);
    head.writeUInt32LE(at, entry + 12);
    at += png[size].length;
  });
  return Buffer.concat([head, ...sizes.map((size) => png[size])]);
}

/** macOS: PNG pictures, each behind its type and length. */
function icns(types) {
  const chunk = (type, body) => {
    const head = Buffer.alloc(8);
    head.write(type, 'latin1');
    head.writeUInt32BE(body.length + 8, 4);
    return Buffer.concat([head, body]);
  };
  return chunk('icns', Buffer.concat(Object.entries(types).map(([type, size]) => chunk(type, png[size]))));
}
