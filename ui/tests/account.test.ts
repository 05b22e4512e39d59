import { fireEvent, screen, waitFor, within } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import type { LabelView } from '../src/host';
import { called, chosen, click, open, press, rows, search } from './page';

const sheet = () => screen.findByRole('dialog', { name: 'Name, colour, tags and browser' });
const words = (row: HTMLElement): string => row.textContent?.replace(/\s+/g, ' ') ?? '';

describe('what the person made of an account', () => {
  it('is changed in a sheet and kept as a whole', async () => {
    const { host, app } = await open();
    expect(press('i', { ctrlKey: true })).toBe(true);
    const dialog = await sheet();
    const name = await within(dialog).findByLabelText('What you call it');
    await fireEvent.input(name, { target: { value: '  Live shop ' } });
    await fireEvent.click(within(dialog).getByRole('radio', { name: 'Red' }));
    const tags = within(dialog).getByRole('textbox', { name: 'Tags' });
    await fireEvent.input(tags, { target: { value: 'Team=Shop, pci' } });
    await fireEvent.keyDown(tags, { key: 'Enter' });
    await fireEvent.input(tags, { target: { value: 'late' } });
    await fireEvent.click(within(dialog).getByRole('button', { name: 'Save' }));
    const label: LabelView = { nickname: 'Live shop', colour: 'red', tags: ['team=shop', 'pci', 'late'], hidden: false };
    await waitFor(() => expect(called(host, 'setLabel')).toEqual([['setLabel', 'SecureCart', '444455556666', label]]));
    await waitFor(() => expect(chosen()).toContain('Live shop'));
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(chosen()).toContain('Production');
    expect(chosen()).toContain('pci');
    expect(app.row).toMatchObject({ colour: '#dc2626', nickname: 'Live shop' });
    await screen.findByText('Live shop is kept as you made it.');
  });

  it('begins with what there is, and can be taken off', async () => {
    const { host } = await open('labelled');
    press('i', { ctrlKey: true });
    const dialog = await sheet();
    expect((await within(dialog).findByLabelText<HTMLInputElement>('What you call it')).value).toBe('Card payments');
    await fireEvent.click(within(dialog).getByRole('button', { name: 'Remove the tag pci' }));
    const tags = within(dialog).getByRole('textbox', { name: 'Tags' });
    await waitFor(() => expect(document.activeElement).toBe(tags));
    await fireEvent.keyDown(tags, { key: 'Backspace' });
    await fireEvent.input(within(dialog).getByLabelText('What you call it'), { target: { value: '' } });
    await fireEvent.click(within(dialog).getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(called(host, 'setLabel')[0]?.[3]).toMatchObject({ nickname: '', colour: null, tags: ['stage=prod'] }));
    await waitFor(() => expect(chosen()).not.toContain('Card payments'));
  });

  it('is refused where it cannot be right, beside the field', async () => {
    const { host } = await open();
    press('i', { ctrlKey: true });
    const dialog = await sheet();
    const name = await within(dialog).findByLabelText('What you call it');
    const save = within(dialog).getByRole<HTMLButtonElement>('button', { name: 'Save' });
    await fireEvent.input(name, { target: { value: 'x'.repeat(81) } });
    expect(within(dialog).getByRole('alert').textContent).toBe('Use at most 80 characters.');
    expect(save.disabled).toBe(true);
    await fireEvent.input(name, { target: { value: '' } });
    const tags = within(dialog).getByRole('textbox', { name: 'Tags' });
    await fireEvent.input(tags, { target: { value: '=x' } });
    await fireEvent.click(save);
    expect(within(dialog).getByRole('alert').textContent).toContain('“=x” cannot be a tag');
    expect(document.activeElement).toBe(tags);
    await fireEvent.input(tags, { target: { value: Array.from({ length: 21 }, (_, n) => `t${n}`).join(' ') } });
    await fireEvent.keyDown(tags, { key: 'Enter' });
    expect(within(dialog).getByRole('alert').textContent).toBe('An account has at most 20 tags.');
    expect(called(host, 'setLabel')).toEqual([]);
  });

  it('stays in the sheet when the product does not keep it', async () => {
    const { host, app } = await open();
    press('i', { ctrlKey: true });
    const dialog = await sheet();
    await fireEvent.input(await within(dialog).findByLabelText('What you call it'), { target: { value: 'Mine' } });
    host.refuseNext = { code: 'file_not_writable', message: 'The list cannot be written.', remedy: 'Free some space.' };
    await fireEvent.click(within(dialog).getByRole('button', { name: 'Save' }));
    await within(dialog).findByText(/The list cannot be written/);
    expect(within(dialog).getByLabelText<HTMLInputElement>('What you call it').value).toBe('Mine');
    expect(app.failure).toBeNull();
  });

  it('is beside what the organisation gives, which stays', async () => {
    const { host, app } = await open('labelled');
    press('ArrowDown');
    expect(app.row?.tags).toEqual(['core']);
    press('i', { ctrlKey: true });
    const dialog = await sheet();
    await within(dialog).findByText('Your organisation adds core.');
    await fireEvent.input(within(dialog).getByRole('textbox', { name: 'Tags' }), { target: { value: 'mine' } });
    await fireEvent.click(within(dialog).getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(called(host, 'setLabel')[0]?.[3]).toMatchObject({ nickname: 'Live shop', tags: ['mine'] }));
    await waitFor(() => expect(app.row?.tags).toEqual(['core', 'mine']));
  });

  it('is opened from the side panel too, by its button', async () => {
    await open();
    await click(/Edit account/);
    await sheet();
  });
});

describe('hidden accounts', () => {
  it('are counted at the end of the list and shown in words when asked for', async () => {
    const { app } = await open('labelled');
    expect(app.list.outline.total - app.list.hiddenCount).toBeGreaterThan(0);
    await screen.findByText('3 hidden accounts');
    await click('Show');
    await screen.findByText('3 hidden accounts are shown, too');
    await waitFor(() => expect([...app.list.rows.values()].filter(({ hidden }) => hidden)).toHaveLength(3));
    app.list.choose([...app.list.rows].find(([, row]) => row.hidden)![0]);
    await waitFor(() => expect(chosen()).toContain('hidden'));
    await click('Leave them out');
    await screen.findByText('3 hidden accounts');
    expect(app.list.hiddenCount).toBe(3);
    // Nobody else is chosen in its place.
    expect(app.row).toBeUndefined();
  });

  it('can be all there are', async () => {
    await open('only-hidden');
    await screen.findByText('All your accounts are hidden.');
    await click('Show 24 hidden accounts');
    await waitFor(() => expect(rows().length).toBeGreaterThan(5));
  });

  it('can be all that match', async () => {
    await open('labelled');
    await fireEvent.input(search(), { target: { value: 'media' } });
    await screen.findByText('Only hidden accounts match “media”.');
    await click('Show 3 hidden accounts');
    await waitFor(() => expect(rows()).toHaveLength(3));
  });
});

describe('how accounts stand together', () => {
  it('is chosen among the tags there are, and kept', async () => {
    const { host } = await open('labelled');
    const select = screen.getByLabelText<HTMLSelectElement>('How accounts stand together');
    expect([...select.options].map(({ text }) => text)).toEqual(['by name', 'by stage', 'by team', 'not at all']);
    await fireEvent.change(select, { target: { value: 'tag team' } });
    await screen.findByText('identity');
    expect(called(host, 'setPreferences')).toEqual([['setPreferences', { theme: 'system', grouping: { by: 'tag', key: 'team' }, language: 'system' }]]);
    await fireEvent.input(search(), { target: { value: 'shop' } });
    expect(select.disabled).toBe(true);
  });
});

describe('awkward names', () => {
  it('are cut, told apart by their numbers, and never markup', async () => {
    const { app } = await open('awkward');
    const same = rows().filter((row) => words(row).includes('Sandbox'));
    expect(new Set(same.map((row) => /\d{4}-\d{4}-\d{4}/.exec(words(row))?.[0])).size).toBe(3);
    app.list.step(Infinity);
    await waitFor(() => expect(rows().some((row) => words(row).includes('<b>bold</b>'))).toBe(true));
    expect(document.querySelector('.row b')).toBeNull();
    for (const row of rows()) expect(words(row).length).toBeLessThan(1000);
    expect(rows().some((row) => words(row).includes('has no name'))).toBe(true);
  });
});

describe('the age of roles', () => {
  it('is told where they are older than a day, or were never listed', async () => {
    await open('offline');
    expect(words(rows()[0]!)).toMatch(/Roles as of (yesterday|\d days ago)/);
    expect(screen.getAllByText('Roles as of 3 days ago').length).toBeGreaterThan(0);
  });

  it('is nothing yet while they are being listed', async () => {
    await open('partial');
    const waiting = rows().filter((row) => words(row).includes('Roles not listed yet'));
    expect(waiting.length).toBeGreaterThan(0);
    expect(screen.getByText('Listing 312 of 1,000 accounts')).toBeTruthy();
    const bars = screen.getAllByRole<HTMLProgressElement>('progressbar');
    expect(bars.map(({ value, max }) => [value, max])).toEqual([[312, 1000], [312, 1000]]);
  });
});

describe('typing', () => {
  it('goes into the search from anywhere on the page', async () => {
    await open();
    screen.getByRole('grid').focus();
    expect(press('s')).toBe(false);
    expect(document.activeElement).toBe(search());
  });
  it('leaves the list its own keys', async () => {
    const { app } = await open();
    screen.getByRole('grid').focus();
    press('End');
    await waitFor(() => expect(app.list.chosen?.at).toBe(app.list.outline.total - 1));
    press('Home');
    expect(app.list.chosen?.at).toBe(0);
    expect(document.activeElement).toBe(screen.getByRole('grid'));
  });
});
