// The few laws of the page that no other tool checks: one door to Tauri, no {@html}, no inline styles, every word a
// person reads in the catalogue, and the components' budget of lines.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'svelte/compiler';

const SRC = fileURLToPath(new URL('../src/', import.meta.url));
const READ_ALOUD = new Set(['aria-label', 'title', 'placeholder', 'alt', 'aria-description', 'label']);
const LONGEST = 400;
const faults = [];

for (const file of readdirSync(SRC, { recursive: true, withFileTypes: true })) {
  if (!file.isFile() || !/\.(ts|svelte)$/.test(file.name)) continue;
  const path = join(file.parentPath, file.name);
  const name = relative(SRC, path);
  const source = readFileSync(path, 'utf8');
  if (name !== 'bindings.ts') checkSource(name, source);
  if (name.endsWith('.svelte')) walk(parse(source, { modern: true, filename: name }).fragment, name, source);
}

for (const fault of faults) console.log(fault);
console.log(faults.length === 0 ? 'lint: clean' : `lint: ${faults.length} faults`);
process.exitCode = faults.length === 0 ? 0 : 1;

function checkSource(name, source) {
  const lines = source.split('\n').length;
  if (lines > LONGEST) faults.push(`${name}: ${lines} lines, more than ${LONGEST}`);
  if (/@tauri-apps\//.test(source)) faults.push(`${name}: only bindings.ts may import @tauri-apps`);
  if (/from '.*\bbindings'/.test(source) && name !== 'host.ts') faults.push(`${name}: use host.ts, not bindings`);
  // The first picture is written by the components themselves, whose compiler escapes what it is given.
  if (name !== 'first.ts' && /\b(innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\()/.test(source)) faults.push(`${name}: writes markup or code`);
}

/** Looks at every node of a component's markup. */
function walk(node, name, source) {
  if (Array.isArray(node)) return node.forEach((child) => walk(child, name, source));
  if (node === null || typeof node !== 'object') return;
  const where = () => `${name}:${source.slice(0, node.start).split('\n').length}`;
  if (node.type === 'HtmlTag') faults.push(`${where()}: {@html} is banned`);
  if (node.type === 'Text' && /\p{L}{2}/u.test(node.data) && !inKeyCap(node, source)) faults.push(`${where()}: words outside the catalogue: ${node.data.trim()}`);
  if (node.type === 'StyleDirective') return;
  if (node.type === 'Attribute') {
    if (node.name === 'style') faults.push(`${where()}: inline style; use style:property`);
    const plain = Array.isArray(node.value) && node.value.some((part) => part.type === 'Text' && /\p{L}/u.test(part.data));
    if (plain && READ_ALOUD.has(node.name)) faults.push(`${where()}: words outside the catalogue in ${node.name}`);
    return;
  }
  for (const [key, value] of Object.entries(node)) if (key !== 'parent' && typeof value === 'object') walk(value, name, source);
}

/** Keys are written as they stand on the keyboard. */
function inKeyCap(node, source) {
  return source.slice(0, node.start).endsWith('<kbd aria-hidden="true">');
}
