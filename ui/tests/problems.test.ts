import { fireEvent, screen, waitFor, within } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import type { Scene } from '../src/fake/scenes';
import type { Problem } from '../src/host';
import { called, click, open } from './page';

const throttled: Problem = { code: 'throttled', message: 'AWS asked Portico to slow down.', remedy: 'Wait a little.' };
const buttons = (box: HTMLElement): string[] => within(box).getAllByRole('button').map((button) => button.textContent!.trim());

describe('problems', () => {
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

  it('that a command and its portal tell alike are told once', async () => {
    const { host } = await open('signed-out');
    host.trouble('SecureCart', throttled);
    host.refuseNext = throttled;
    await click('Sign in to SecureCart');
    const alert = await screen.findByRole('alert');
    expect(screen.getAllByText(throttled.message)).toHaveLength(1);
    await fireEvent.click(within(alert).getByRole('button', { name: 'Dismiss' }));
    expect(screen.getAllByText(throttled.message)).toHaveLength(1);
  });

  it('of an ended session offer a sign-in', async () => {
    const { host } = await open('expired');
    const alert = screen.getByRole('alert');
    await fireEvent.click(within(alert).getByRole('button', { name: 'Sign in' }));
    expect(called(host, 'signIn')).toHaveLength(1);
  });

  it.each<[Scene, string]>([
    ['offline', 'SecureCart cannot be reached'],
    ['captive', 'SecureCart: This network wants something of you'],
    ['proxy', 'The proxy wants a user name and password before SecureCart'],
    ['certificate', 'SecureCart: The certificate of oidc.eu-west-1.amazonaws.com is signed by Northwind Inspection CA'],
  ])('h2 of the network (%s) are told calmly, with the portal’s name', async (scene, words) => {
    const { host } = await open(scene);
    expect(screen.queryByRole('alert')).toBeNull();
    const banner = screen.getByText(/tries again|goes on|proxy settings|network;/).closest<HTMLElement>('[role=status]')!;
    expect(banner.textContent?.replace(/\s+/g, ' ')).toContain(words);
    await fireEvent.click(within(banner).getByRole('button', { name: 'Try again' }));
    expect(called(host, 'refresh')).toEqual([['refresh', 'SecureCart']]);
  });

  it('of a portal that wants to be asked slowly need nothing: the listing goes on at its pace', async () => {
    await open('throttled');
    expect(screen.queryByRole('alert')).toBeNull();
    const banner = screen.getByText(/goes on at the portal’s pace/).closest<HTMLElement>('[role=status]')!;
    expect(banner.textContent).toContain('AWS asked Portico to slow down.');
    expect(within(banner).queryByRole('button')).toBeNull();
    expect(screen.getByText('Listing 9 of 24 accounts')).toBeTruthy();
  });
});

describe('g4 the keychain', () => {
  it.each<[Scene, string, string[]]>([
    ['keychain-locked', 'The keychain is locked', ['Unlock']],
    ['keychain-absent', 'There is no keychain in this session. Choose where sessions stay instead.', ['Keep for this run only', 'Use an encrypted file…']],
    ['keychain-silent', 'The keychain has not answered for 3 s. Restart your keyring', ['Try again']],
    ['keychain-too-small', 'The keychain takes no more than 512 bytes in one entry', ['Keep for this run only', 'Use an encrypted file…']],
    ['keychain-gone', 'SecureCart: The keychain has lost a secret', ['Sign in']],
    ['keychain-failed', 'The keychain failed: the connection to it was lost.', ['Try again']],
    ['keychain-fixed', 'There is no keychain in this session. Start a keyring', ['Try again']],
  ])('%s has its own sentence and way out', async (scene, sentence, ways) => {
    await open(scene);
    const alert = screen.getByRole('alert');
    expect(alert.textContent?.replace(/\s+/g, ' ')).toContain(sentence);
    expect(buttons(alert)).toEqual(ways);
  });

  it('is unlocked, and the session is there again', async () => {
    const { host, app } = await open('keychain-locked');
    await click('Unlock');
    await waitFor(() => expect(app.portal?.session.state).toBe('signed_in'));
    expect(called(host, 'unlockKeychain')).toHaveLength(1);
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('that stays locked is asked again, in one banner', async () => {
    const { host } = await open('keychain-locked');
    host.refuseNext = { code: 'keychain_locked', message: 'It was not unlocked.', remedy: 'Unlock it.' };
    await click('Unlock');
    await screen.findByRole('button', { name: 'Try again' });
    expect(screen.getAllByRole('alert')).toHaveLength(1);
    await click('Try again');
    await waitFor(() => expect(screen.queryByRole('alert')).toBeNull());
    expect(called(host, 'unlockKeychain')).toHaveLength(2);
  });

  it('that was given a wrong passphrase says so, with all its words', async () => {
    await open('keychain-wrong');
    expect(screen.getByRole('alert').textContent).not.toContain('Try again with');
    await click('Unlock');
    await screen.findByText('That is not the passphrase of the encrypted file of secrets.');
    expect(screen.getByRole('alert').textContent).toContain('Try again with portico keychain unlock.');
    expect(buttons(screen.getByRole('alert'))).toEqual(['Try again', '']);
  });

  it('is told of once, however many portals met it', async () => {
    const { host } = await open('keychain-locked');
    await host.addPortal({
      name: 'other', startUrl: 'https://other.awsapps.com/start', region: 'eu-west-1', endpoint: null, also: [], hosts: 'standard', confirmedHost: null,
    });
    host.trouble('other', { code: 'keychain_locked', message: 'Locked.', remedy: 'Unlock it.' });
    await waitFor(() => expect(screen.getByRole('button', { name: 'Sign in to other' })).toBeTruthy());
    expect(screen.getAllByRole('alert')).toHaveLength(1);
  });

  it('g2 that is absent is done without, for this run', async () => {
    const { host, app } = await open('keychain-absent');
    await click('Keep for this run only');
    await waitFor(() => expect(app.snapshot.settings.keychain).toBe('memory'));
    expect(called(host, 'useKeychain')).toEqual([['useKeychain', 'memory']]);
    expect(screen.queryByRole('alert')).toBeNull();
    expect(screen.getByText('Signed in for this run only')).toBeTruthy();
    await screen.findByText('Sessions are kept for this run only.');
  });

  it('that is absent gives way to a file, whose passphrase the desktop asks for', async () => {
    const { host, app } = await open('keychain-absent');
    host.passphraseTime = 200;
    await click('Use an encrypted file…');
    await screen.findByText(/it never enters this window/);
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Keep for this run only' }).disabled).toBe(true);
    expect(document.querySelector('input[type=password]')).toBeNull();
    await waitFor(() => expect(app.snapshot.settings.keychain).toBe('file'));
    expect(screen.queryByText('Signed in for this run only')).toBeNull();
  });

  it('g8 that has lost the session signs in anew', async () => {
    const { host } = await open('keychain-gone');
    await fireEvent.click(within(screen.getByRole('alert')).getByRole('button', { name: 'Sign in' }));
    expect(called(host, 'signIn')).toHaveLength(1);
  });
});

describe('f5 a session that could not be saved', () => {
  it('says so on its card and can be saved again', async () => {
    const { host } = await open('this-run');
    expect(screen.getByText('Signed in for this run only')).toBeTruthy();
    await click('Signed in to SecureCart for this run only: save again');
    await waitFor(() => expect(screen.queryByText('Signed in for this run only')).toBeNull());
    expect(called(host, 'unlockKeychain')).toHaveLength(1);
  });

  it('offers another place where none was chosen', async () => {
    const { host } = await open('memory');
    await click(/for this run only: save again/);
    const sheet = await screen.findByRole('dialog', { name: 'Where sessions are kept' });
    await fireEvent.click(within(sheet).getByRole('radio', { name: /The computer’s keychain/ }));
    await fireEvent.click(within(sheet).getByRole('button', { name: 'Keep them there' }));
    await waitFor(() => expect(called(host, 'useKeychain')).toEqual([['useKeychain', 'system']]));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });
});

describe('several Regions', () => {
  it('say which one goes on in place of the first', async () => {
    await open('region-down');
    expect(screen.getByText('goes on through', { exact: false }).closest('p')?.textContent?.replace(/\s+/g, ' ')).toContain(
      'eu-west-1 does not answer. Portico goes on through us-east-1 and returns when it is well.',
    );
  });

  it('say when the first is well again', async () => {
    await open('region-well');
    expect(screen.getByText('returns soon', { exact: false }).closest('p')?.textContent).toContain('eu-west-1 answers again.');
  });

  it('say nothing while the first serves', async () => {
    await open();
    expect(screen.queryByText(/goes on through/)).toBeNull();
  });
});
