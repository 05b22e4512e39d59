// Keys pressed together, as they are pressed, kept and shown.

const MODIFIERS = new Set(['Control', 'Alt', 'AltGraph', 'Shift', 'Meta', 'OS', 'Super']);
/** As they stand on the keyboard. */
const CAPS: Record<string, [other: string, mac: string]> = { Control: ['Ctrl', '⌃'], Alt: ['Alt', '⌥'], Shift: ['Shift', '⇧'], Super: ['Super', '⌘'] };

/** What is kept for what is pressed, such as `Control+Alt+P`; nothing while only modifiers are down. */
export function chordOf({ key, code, ctrlKey, altKey, shiftKey, metaKey }: KeyboardEvent): string | null {
  const held = [ctrlKey && 'Control', altKey && 'Alt', shiftKey && 'Shift', metaKey && 'Super'].filter((one) => one !== false);
  if (MODIFIERS.has(key) || held.length === 0) return null;
  const name = /^(?:Key|Digit)(\w)$/.exec(code)?.[1] ?? code;
  return name === '' ? null : [...held, name].join('+');
}

/** The caps of it. */
export function keysOf(keys: string, mac: boolean): string[] {
  return keys.split('+').map((name) => CAPS[name]?.[mac ? 1 : 0] ?? name);
}
