import { fireEvent, screen, waitFor, within } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import type { Problem } from '../src/host';
import { called, open, press } from './page';

const throttled: Problem = { code: 'throttled', message: 'AWS asked Portico to slow down.', remedy: 'Wait a little.' };

describe('signing in', () => {
  it('passes through the browser to a session', async () => {
    const { app } = await open('signed-out');
    await fireEvent.click(screen.getByRole('button', { name: 'Sign in to SecureCart' }));
    await screen.findByRole('dialog', { name: 'Continue in your browser' });
    await waitFor(() => expect(app.portal?.session.state).toBe('signed_in'));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(screen.getByText('Signed in to SecureCart.')).toBeTruthy();
  });

  it('can be cancelled, which is no failure', async () => {
    const { host, app } = await open('signed-out');
    host.browserTime = 10_000;
    app.signIn('SecureCart');
    const sheet = await screen.findByRole('dialog');
    await fireEvent.click(within(sheet).getByRole('button', { name: 'Cancel' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(app.failure).toBeNull();
  });

  it('opens the page again without letting the sheet go', async () => {
    const { host, app } = await open('signed-out');
    host.browserTime = 10_000;
    app.signIn('SecureCart');
    const sheet = await screen.findByRole('dialog');
    await fireEvent.click(within(sheet).getByRole('button', { name: 'Open the page again' }));
    await waitFor(() => expect(called(host, 'signIn')).toHaveLength(2));
    expect(screen.getByRole('dialog')).toBe(sheet);
  });
});

describe('problems', () => {
  it.each([
    ['offline', 'Try again'],
    ['keychain-locked', 'Try again'],
    ['expired', 'Sign in'],
  ] as const)('%s shows what happened and the one button %s', async (scene, button) => {
    const { host } = await open(scene);
    const alert = screen.getByRole('alert');
    await fireEvent.click(within(alert).getByRole('button', { name: button }));
    expect(called(host, button === 'Sign in' ? 'signIn' : 'refresh')).toHaveLength(1);
  });

  it('of a command can be retried and dismissed', async () => {
    const { host, app } = await open();
    host.refuseNext = throttled;
    app.open();
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('AWS asked Portico to slow down. Wait a little.');
    await fireEvent.click(within(alert).getByRole('button', { name: 'Try again' }));
    await waitFor(() => expect(called(host, 'openConsole')).toHaveLength(2));
    await waitFor(() => expect(screen.queryByRole('alert')).toBeNull());
  });
});

describe('export', () => {
  it('shows the diff before it writes', async () => {
    const { host } = await open();
    press('e', { ctrlKey: true });
    const sheet = await screen.findByRole('dialog', { name: 'Export profile' });
    const diff = await within(sheet).findByRole('region', { name: 'Changes that would be written' });
    expect(diff.textContent).toContain('+[profile production-readonly]');
    expect(called(host, 'exportProfile')).toHaveLength(0);
    await fireEvent.submit(sheet.querySelector('form')!);
    await waitFor(() => expect(called(host, 'exportProfile')).toEqual([['exportProfile', '444455556666', 'ReadOnlyAccess', null, 'credential_process']]));
    await screen.findByText('Profile production-readonly is written.');
  });

  it('plans anew for another name and another form', async () => {
    const { host } = await open();
    press('e', { ctrlKey: true });
    const sheet = await screen.findByRole('dialog');
    await fireEvent.input(within(sheet).getByLabelText('Profile name'), { target: { value: 'prod' } });
    await fireEvent.click(within(sheet).getByRole('radio', { name: /From the AWS CLI/ }));
    await waitFor(() => expect(called(host, 'planProfile').at(-1)?.slice(3)).toEqual(['prod', 'sso-session']));
    await waitFor(() => expect(sheet.textContent).toContain('+[profile prod]'));
  });

  it('writes nothing while the plan is refused', async () => {
    const { host } = await open();
    host.refuseNext = { code: 'file_unreadable', message: '~/.aws/config is not text.', remedy: 'Mend it.' };
    press('e', { ctrlKey: true });
    const sheet = await screen.findByRole('dialog');
    await within(sheet).findByText('~/.aws/config is not text.');
    expect(within(sheet).getByRole<HTMLButtonElement>('button', { name: 'Write profile' }).disabled).toBe(true);
  });
});

describe('portals', () => {
  it('begin with a short name, which becomes a start URL, and a sign-in', async () => {
    const { host, app } = await open('first-run');
    const field = screen.getByLabelText('Start URL or short name');
    expect(document.activeElement).toBe(field);
    await fireEvent.input(field, { target: { value: 'SecureCart' } });
    await fireEvent.click(screen.getByRole('button', { name: 'Add and sign in' }));
    await waitFor(() => expect(called(host, 'addPortal')[0]?.slice(1)).toEqual(['securecart', 'https://securecart.awsapps.com/start', 'us-east-1', null]));
    await waitFor(() => expect(app.portal?.session.state).toBe('signed_in'));
  });

  it('refuse what is no start URL', async () => {
    const { host } = await open('first-run');
    await fireEvent.input(screen.getByLabelText('Start URL or short name'), { target: { value: 'http://x.example/start' } });
    await fireEvent.click(screen.getByRole('button', { name: 'Add and sign in' }));
    expect(screen.getByRole('alert').textContent).toContain('https://');
    expect(called(host, 'addPortal')).toHaveLength(0);
  });

  it('of the demo company say that they are not AWS', async () => {
    const { app } = await open('first-run');
    await fireEvent.click(screen.getByRole('button', { name: 'Look around the demo company' }));
    await screen.findAllByText('Local Identity Center, not AWS');
    await waitFor(() => expect(app.portal?.session.state).toBe('signed_in'));
  });

  it('are removed only after a question', async () => {
    const { host } = await open();
    await fireEvent.click(screen.getByRole('button', { name: 'Settings' }));
    await fireEvent.click(screen.getByRole('button', { name: 'Remove SecureCart' }));
    const sheet = await screen.findByRole('dialog', { name: 'Remove SecureCart?' });
    expect(called(host, 'removePortal')).toHaveLength(0);
    await fireEvent.click(within(sheet).getByRole('button', { name: 'Remove' }));
    await waitFor(() => expect(called(host, 'removePortal')).toEqual([['removePortal', 'SecureCart']]));
  });

  it('keep the theme the person chose', async () => {
    const { host } = await open();
    await fireEvent.click(screen.getByRole('button', { name: 'Settings' }));
    await fireEvent.click(screen.getByRole('radio', { name: 'Dark' }));
    expect(document.documentElement.dataset.theme).toBe('dark');
    expect(called(host, 'setPreferences')).toEqual([['setPreferences', 'dark']]);
  });
});
