import { fireEvent, screen, waitFor, within } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import type { Scene } from '../src/fake/scenes';
import { called, click, open, press, type Page } from './page';

async function settings(scene?: Scene): Promise<Page> {
  const page = await open(scene);
  await click('Settings');
  return page;
}

const part = (heading: string): HTMLElement => screen.getByRole('heading', { name: heading }).parentElement!;
const quiet = (): HTMLInputElement => screen.getByRole('checkbox', { name: /Quiet hours/ });

describe('portals', () => {
  it('are removed only after a question', async () => {
    const { host } = await settings();
    await click('Remove SecureCart');
    const sheet = await screen.findByRole('dialog', { name: 'Remove SecureCart?' });
    expect(called(host, 'removePortal')).toHaveLength(0);
    await fireEvent.click(within(sheet).getByRole('button', { name: 'Remove' }));
    await waitFor(() => expect(called(host, 'removePortal')).toEqual([['removePortal', 'SecureCart']]));
  });

  it('tell how each of their Regions stands', async () => {
    await settings('region-down');
    const list = screen.getByRole('list', { name: 'Regions of SecureCart' });
    const told = within(list).getAllByRole('listitem').map((item) => item.textContent!.replace(/\s+/g, ' ').trim());
    expect(told).toEqual(['eu-west-1 first does not answer', 'us-east-1 additional in use', 'ap-southeast-2 additional ready']);
  });

  it('with one Region need no list of them', async () => {
    await settings();
    expect(screen.queryByRole('list', { name: 'Regions of SecureCart' })).toBeNull();
    expect(screen.getByText('securecart.awsapps.com · eu-west-1')).toBeTruthy();
  });

  it('of two people at one start URL say so', async () => {
    await settings('two-people');
    expect(screen.getByText('Same portal as SecureCart-ops, a session of its own')).toBeTruthy();
  });
});

describe('signing in with a code', () => {
  it('is told to be on offer', async () => {
    await settings();
    expect(part('Sign-in').textContent).toContain('Offered while you sign in, for a computer without a browser.');
    expect(part('Sign-in').textContent).not.toContain('Set by your organisation');
  });

  it('that the organisation forbids is shown, locked and explained', async () => {
    await settings('no-code');
    const words = part('Sign-in').textContent!;
    expect(words).toContain('Your organisation has switched it off: whoever talks you into typing a code signs in as you.');
    expect(words).toContain('Set by your organisation');
  });
});

describe('the place of sessions', () => {
  it('is changed by a button, never by moving through the choices', async () => {
    const { host, app } = await settings();
    await click('Change…');
    const sheet = await screen.findByRole('dialog', { name: 'Where sessions are kept' });
    expect(document.activeElement).toBe(within(sheet).getByRole('radio', { name: /The computer’s keychain/ }));
    const use = within(sheet).getByRole<HTMLButtonElement>('button', { name: 'Keep them there' });
    expect(use.disabled).toBe(true);
    await fireEvent.click(within(sheet).getByRole('radio', { name: /An encrypted file/ }));
    expect(within(sheet).getByText(/it never enters this window/)).toBeTruthy();
    expect(called(host, 'useKeychain')).toHaveLength(0);
    await fireEvent.submit(sheet.querySelector('form')!);
    await waitFor(() => expect(app.snapshot.settings.keychain).toBe('file'));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(part('Keychain').textContent).toContain('An encrypted file');
  });

  it('stays, and the sheet with it, when the change is refused', async () => {
    const { host, app } = await settings();
    await click('Change…');
    const sheet = await screen.findByRole('dialog');
    host.refuseNext = { code: 'keychain_failed', message: 'No passphrase was given.', remedy: 'Try again.' };
    await fireEvent.click(within(sheet).getByRole('radio', { name: /An encrypted file/ }));
    await fireEvent.submit(sheet.querySelector('form')!);
    expect((await within(sheet).findByRole('alert')).textContent).toContain('No passphrase was given.');
    expect(app.snapshot.settings.keychain).toBe('system');
  });

  it('that the organisation has set has no button', async () => {
    await settings('organisation');
    expect(screen.queryByRole('button', { name: 'Change…' })).toBeNull();
    expect(part('Keychain').textContent).toContain('Set by your organisation');
  });
});

describe('quiet hours', () => {
  it('are switched off and on again, with the usual times proposed', async () => {
    const { host } = await settings();
    expect(quiet().checked).toBe(true);
    await fireEvent.click(quiet());
    await waitFor(() => expect(screen.queryByLabelText('From')).toBeNull());
    await fireEvent.click(quiet());
    await screen.findByLabelText('From');
    expect(called(host, 'setQuietHours')).toEqual([['setQuietHours', null], ['setQuietHours', { from: '22:00', to: '07:00' }]]);
  });

  it('stay as they are when the change is refused', async () => {
    const { host } = await settings();
    host.refuseNext = { code: 'file_not_writable', message: 'The settings cannot be written.', remedy: 'Make room.' };
    await fireEvent.click(quiet());
    expect((await screen.findByRole('alert')).textContent).toContain('The settings cannot be written.');
    await waitFor(() => expect(quiet().checked).toBe(true));
  });

  it('take other times, and none that cannot be', async () => {
    const { host } = await settings();
    const from = screen.getByLabelText<HTMLInputElement>('From');
    await fireEvent.input(from, { target: { value: '20:30' } });
    await fireEvent.change(from);
    expect(called(host, 'setQuietHours')).toEqual([['setQuietHours', { from: '20:30', to: '07:00' }]]);
    await fireEvent.input(from, { target: { value: '07:00' } });
    await fireEvent.change(from);
    expect(screen.getByRole('alert').textContent).toBe('Write both times like 22:00, and not the same.');
    expect(called(host, 'setQuietHours')).toHaveLength(1);
  });

  it('that the organisation has set cannot be touched', async () => {
    await settings('organisation');
    expect(quiet().closest('fieldset')?.disabled).toBe(true);
  });
});

describe('the theme', () => {
  it('is the one the person chose', async () => {
    const { host } = await settings();
    await fireEvent.click(screen.getByRole('radio', { name: 'Dark' }));
    expect(document.documentElement.dataset.theme).toBe('dark');
    expect(called(host, 'setPreferences')).toEqual([['setPreferences', { theme: 'dark', grouping: { by: 'name' }, language: 'system' }]]);
  });
});

describe('the keys', () => {
  it('of the list are not taken from the settings', async () => {
    const { app } = await settings();
    const before = app.row;
    document.querySelector<HTMLElement>('summary')!.focus();
    expect(press('Enter')).toBe(false);
    expect(press('ArrowDown')).toBe(false);
    expect(app.row).toBe(before);
  });
});

describe('starting at login', () => {
  const box = (): HTMLInputElement => screen.getByRole('checkbox', { name: /Start when I log in/ });

  it('is off until somebody asks for it, and off again when they like', async () => {
    const { host } = await settings();
    await waitFor(() => expect(box().disabled).toBe(false));
    expect(box().checked).toBe(false);
    await fireEvent.click(box());
    await screen.findByText('Portico starts when you log in.');
    await fireEvent.click(box());
    await screen.findByText('Portico starts when you start it.');
    expect(called(host, 'startAtLogin')).toEqual([['startAtLogin', true], ['startAtLogin', false]]);
  });

  it('stays off when the desktop refuses', async () => {
    const { host } = await settings();
    await waitFor(() => expect(box().disabled).toBe(false));
    host.refuseNext = { code: 'file_not_writable', message: 'The folder cannot be written.', remedy: 'Make room.' };
    await fireEvent.click(box());
    expect((await screen.findByRole('alert')).textContent).toContain('The folder cannot be written.');
    await waitFor(() => expect(box().checked).toBe(false));
  });
});
