import { fireEvent, render, screen, waitFor, within } from '@testing-library/svelte';
import { describe, expect, it, vi } from 'vitest';
import type { Scene } from '../src/fake/scenes';
import { FakeHost } from '../src/host.fake';
import Picker from '../src/Picker.svelte';
import { Picking } from '../src/picking.svelte';
import { chordOf, keysOf } from '../src/shortcut';
import { called, open } from './page';

async function pick(state: Scene = 'signed-in'): Promise<{ host: FakeHost; picking: Picking; field: HTMLInputElement }> {
  const host = new FakeHost(state);
  const picking = new Picking(host);
  await picking.begin();
  render(Picker, { picking });
  return { host, picking, field: screen.getByRole<HTMLInputElement>('combobox') };
}
const type = (field: HTMLInputElement, value: string) => fireEvent.input(field, { target: { value } });
const press = (field: HTMLInputElement, key: string, init = {}) => fireEvent.keyDown(field, { key, ...init });
const chosen = () => screen.getByRole('option', { selected: true }).textContent!.replace(/\s+/g, ' ').trim();

describe('the quick picker', () => {
  it('begins with favourites, each account once, and the field focused', async () => {
    const { field } = await pick();
    expect(document.activeElement).toBe(field);
    const names = screen.getAllByRole('option').map((row) => within(row).getAllByText(/./)[0]!.textContent);
    expect(names[0]).toBe('Production');
    expect(new Set(names).size).toBe(names.length);
  });

  it('opens the weakest role where the words say, and goes', async () => {
    const { host, field } = await pick();
    await type(field, 'production ec2 eu-west-1');
    await screen.findByText('EC2 · eu-west-1');
    await press(field, 'Enter');
    await waitFor(() => expect(called(host, 'openConsole')).toEqual([['openConsole', '444455556666', 'ReadOnlyAccess', 'ec2', 'eu-west-1']]));
    await waitFor(() => expect(called(host, 'pickerDone')).toHaveLength(1));
  });

  it('asks in the window about a role that has to be confirmed', async () => {
    const { host, field } = await pick();
    await type(field, 'production');
    await waitFor(() => expect(chosen()).toContain('ReadOnlyAccess'));
    await press(field, 'Tab', { shiftKey: true });
    expect(chosen()).toContain('AdministratorAccess');
    await press(field, 'Enter');
    await waitFor(() => expect(called(host, 'pickerAsk').map((call) => call.slice(1, 3))).toEqual([['444455556666', 'AdministratorAccess']]));
    expect(called(host, 'openConsole')).toEqual([]);
  });

  it('moves and leaves', async () => {
    const { host, field } = await pick();
    await press(field, 'ArrowDown');
    expect(chosen()).not.toContain('Production');
    await press(field, 'ArrowUp');
    await press(field, 'ArrowUp');
    expect(chosen()).toContain('Production');
    await type(field, 'nothing like it');
    await screen.findByText('No account matches.');
    await press(field, 'Escape');
    await waitFor(() => expect(called(host, 'pickerDone')).toHaveLength(1));
  });
});

describe('more than are in sight', () => {
  const listed = () => screen.getAllByRole('option').map((row) => row.id + row.textContent);

  it('come by the arrows, in pages, and every account that matches is reached once', async () => {
    const { host, picking, field } = await pick('many');
    await type(field, 'payments12');
    await waitFor(() => expect(picking.total).toBeLessThan(200));
    const asked = vi.spyOn(host, 'listing');
    while (picking.at + 1 < picking.total) {
      const { at } = picking;
      await press(field, 'PageDown');
      await waitFor(() => expect(picking.rows.length).toBeGreaterThan(Math.min(picking.at + 6, picking.total - 1)));
      expect(picking.at).toBeGreaterThan(at);
    }
    expect(new Set(picking.rows.map(({ account }) => account)).size).toBe(picking.total);
    expect(asked.mock.calls.every(([{ count }]) => count === 20)).toBe(true);
    await press(field, 'PageUp');
    expect(picking.at).toBe(picking.total - 7);
  });

  it('come by the wheel, and what is there stays as it is', async () => {
    await pick('many');
    const before = listed();
    await fireEvent.scroll(screen.getByRole('listbox'));
    await waitFor(() => expect(listed().length).toBe(2 * before.length));
    expect(listed().slice(0, before.length)).toEqual(before);
  });

  it('leave no account out where the list changes meanwhile', async () => {
    const { host, picking, field } = await pick('many');
    const [first, ...others] = picking.rows;
    const listing = host.listing.bind(host);
    vi.spyOn(host, 'listing').mockImplementation(async (ask) => {
      // One from far below now stands on top.
      const now = await listing({ ...ask, from: 0, count: 500 });
      const rows = [...now.rows.splice(300, 1), ...now.rows];
      return { ...now, version: now.version + 1, from: ask.from, rows: rows.slice(ask.from, ask.from + ask.count) };
    });
    for (let n = 0; n < 3; n++) await press(field, 'PageDown');
    const risen = (await listing({ query: '', grouping: { by: 'flat' }, hidden: false, stronger: false, from: 300, count: 1, keep: [] })).rows[0]!;
    await waitFor(() => expect(picking.rows.map(({ account }) => account)).toContain(risen.account));
    expect(picking.rows.slice(0, 20)).toEqual([first, ...others]);
    expect(picking.at).toBe(18);
  });
});

describe('the key of the quick picker', () => {
  const event = (init: KeyboardEventInit) => new KeyboardEvent('keydown', init);

  it('is read as it is pressed and shown as it stands on the keyboard', () => {
    expect(chordOf(event({ key: 'p', code: 'KeyP', ctrlKey: true, altKey: true }))).toBe('Control+Alt+P');
    expect(chordOf(event({ key: 'F9', code: 'F9', ctrlKey: true, shiftKey: true }))).toBe('Control+Shift+F9');
    expect(chordOf(event({ key: 'Control', code: 'ControlLeft', ctrlKey: true }))).toBeNull();
    expect(chordOf(event({ key: 'p', code: 'KeyP' }))).toBeNull();
    expect(keysOf('Control+Alt+P', false)).toEqual(['Ctrl', 'Alt', 'P']);
    expect(keysOf('Control+Alt+P', true)).toEqual(['⌃', '⌥', 'P']);
  });

  it('is told as taken where another program takes it before the page hears it', async () => {
    const { host } = await open();
    await fireEvent.click(screen.getByRole('button', { name: 'Settings' }));
    const change = await screen.findByRole('button', { name: 'Change' });
    await fireEvent.click(change);
    await fireEvent.blur(change);
    expect(screen.queryByText('Another program has this key: choose another one.')).toBeNull();
    await fireEvent.click(change);
    await fireEvent.keyDown(change, { key: 'Control', code: 'ControlLeft', ctrlKey: true });
    await fireEvent.blur(change);
    await screen.findByText('Another program has this key: choose another one.');
    expect(called(host, 'setShortcut')).toEqual([]);
  });

  it('is changed by pressing another one, told as taken, and switched off', async () => {
    const { host } = await open();
    await fireEvent.click(screen.getByRole('button', { name: 'Settings' }));
    const change = await screen.findByRole('button', { name: 'Change' });
    await fireEvent.click(change);
    await fireEvent.keyDown(change, { key: 'k', code: 'KeyK', ctrlKey: true, shiftKey: true });
    await screen.findByText('Ctrl Shift K opens the quick picker.');
    await fireEvent.click(screen.getByRole('button', { name: 'Change' }));
    await fireEvent.keyDown(screen.getByRole('button', { name: 'Press the keys…' }), { key: 't', code: 'KeyT', ctrlKey: true, altKey: true });
    await screen.findByText('Another program has this key: choose another one.');
    await fireEvent.click(screen.getByRole('button', { name: 'Switch off' }));
    await screen.findByText('No key opens it now.');
    expect(called(host, 'setShortcut')).toEqual([['setShortcut', 'Control+Shift+K'], ['setShortcut', 'Control+Alt+T'], ['setShortcut', null]]);
  });
});
