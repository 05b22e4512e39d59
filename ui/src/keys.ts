// The keyboard. Rule: one place decides what a key means; what is typed into a field stays typing, and an open sheet
// keeps every key for itself.
import type { App } from './app.svelte';
import { onMac } from './system';

/** Acts on a key anywhere in the window. */
export function handleKey(app: App, event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing || sheetIsOpen()) return;
  const done = event.ctrlKey || event.metaKey ? command(app, event) : event.altKey ? false : plain(app, event);
  if (done) event.preventDefault();
}

function command(app: App, event: KeyboardEvent): boolean {
  if (event.altKey || event.shiftKey) return false;
  const key = event.key.toLowerCase();
  if (key === 'k' || key === 'f') app.go('access');
  else if (key === ',') app.go('settings');
  // On macOS this one is the menu's.
  else if (key === 'w' && !onMac()) void app.host.closeWindow();
  else if (app.page !== 'access' || !app.row || app.list.aim !== null) return false;
  else if (key === 'i') app.sheet = 'account';
  else if (!app.key()) return false;
  else if (key === 'e') app.sheet = 'export';
  else if (key === 'l') app.copyLink();
  else if (key === 'c' && nothingSelected()) app.copy();
  else return false;
  return true;
}

function plain(app: App, event: KeyboardEvent): boolean {
  const place = placeOf(event.target);
  if (event.key === '?' && place !== 'field' && (place !== 'search' || app.query === '')) {
    app.sheet = 'keys';
    return true;
  }
  if (app.page !== 'access' || (place !== 'search' && place !== 'list' && place !== 'page')) return false;
  switch (event.key) {
    case 'ArrowDown': return app.step(1);
    case 'ArrowUp': return app.step(-1);
    case 'PageDown': return app.step(app.list.page());
    case 'PageUp': return app.step(-app.list.page());
    case 'ArrowRight': return turnable(app, place) && app.turn(ahead());
    case 'ArrowLeft': return turnable(app, place) && app.turn(-ahead());
    case 'Home': return (place !== 'search' || app.query === '') && app.step(-Infinity);
    case 'End': return (place !== 'search' || app.query === '') && app.step(Infinity);
    case 'Enter': return app.open();
    case ' ': return (place === 'list' || (place === 'search' && app.query === '')) && app.star();
    case 'Escape': return app.clear();
    default: return place !== 'search' && typed(event.key);
  }
}

/** What is typed anywhere on the page goes into the search; the key itself is left to the field. */
function typed(key: string): false {
  if ([...key].length === 1 || key === 'Backspace') {
    const field = document.querySelector<HTMLInputElement>('[data-place="search"]');
    field?.focus();
    field?.setSelectionRange(field.value.length, field.value.length);
  }
  return false;
}

/** What a step to the right is: the next role, or the previous one where the page runs from right to left. */
function ahead(): number {
  return document.documentElement.dir === 'rtl' ? -1 : 1;
}

/** Left and right belong to the text once there is some, until an arrow has gone down into the list. */
function turnable(app: App, place: Place): boolean {
  return place !== 'search' || app.query === '' || app.inList;
}

type Place = 'search' | 'list' | 'field' | 'control' | 'page';

function placeOf(target: EventTarget | null): Place {
  if (!(target instanceof HTMLElement) || target === document.body) return 'page';
  if (target.dataset.place === 'search') return 'search';
  if (target.dataset.place === 'list') return 'list';
  if (target instanceof HTMLInputElement && target.type !== 'radio') return 'field';
  return target.matches('button, select, input, summary, a, [tabindex]') ? 'control' : 'page';
}

function nothingSelected(): boolean {
  const focus = document.activeElement;
  if (focus instanceof HTMLInputElement && focus.type !== 'radio' && focus.selectionStart !== focus.selectionEnd) return false;
  return getSelection()?.toString() === '';
}

function sheetIsOpen(): boolean {
  return document.querySelector('dialog[open]') !== null;
}
