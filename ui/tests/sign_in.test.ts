import { fireEvent, screen, waitFor, within } from '@testing-library/svelte';
import { describe, expect, it, vi } from 'vitest';
import { button, called, click, open } from './page';

const WARNING =
  'You started this in Portico on this computer. Nobody else should ever ask you for this code; if somebody sent you here, cancel.';

describe('signing in by the browser', () => {
  it('passes through the browser to a session', async () => {
    const { app } = await open('signed-out');
    await click('Sign in to SecureCart');
    await screen.findByRole('dialog', { name: 'Continue in your browser' });
    await waitFor(() => expect(app.portal?.session.state).toBe('signed_in'));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await screen.findByText('Signed in to SecureCart.');
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

  it('opens the page again without beginning anew', async () => {
    const { host } = await open('awaiting');
    const sheet = screen.getByRole('dialog');
    await click('Open the page again');
    expect(called(host, 'reopenSignIn')).toEqual([['reopenSignIn', 'SecureCart']]);
    expect(called(host, 'cancelSignIn')).toHaveLength(0);
    expect(screen.getByRole('dialog')).toBe(sheet);
  });

  it('copies the address and says so on the button', async () => {
    const { host } = await open('awaiting');
    await click('Copy address');
    expect(called(host, 'copySignInAddress')).toEqual([['copySignInAddress', 'SecureCart']]);
    await waitFor(() => expect(within(screen.getByRole('dialog')).getByRole('status').textContent).toBe('Copied'));
  });

  it('shows in the sheet why the page could not be opened', async () => {
    const { host } = await open('awaiting');
    host.refuseNext = { code: 'desktop_failed', message: 'No browser could be opened.', remedy: 'Choose a default browser.' };
    await click('Open the page again');
    const alert = await within(screen.getByRole('dialog')).findByRole('alert');
    expect(alert.textContent).toContain('No browser could be opened. Choose a default browser.');
  });

  it('warns when the browser may know another person of the same portal', async () => {
    await open('awaiting-shared');
    expect(screen.getByRole('dialog').textContent).toContain('SecureCart-ops uses the same portal, so your browser may already know that person');
  });

  it('has no word about others when there are none', async () => {
    await open('awaiting');
    expect(screen.getByRole('dialog').textContent).not.toContain('uses the same portal');
  });
});

describe('signing in with a code', () => {
  it('is a quiet link on the sheet, which stays and becomes the code’s', async () => {
    const { host, app } = await open('signed-out');
    host.browserTime = 10_000;
    app.signIn('SecureCart');
    const sheet = await screen.findByRole('dialog', { name: 'Continue in your browser' });
    await click('No browser here? Use a code');
    await screen.findByRole('dialog', { name: 'Type this code at securecart.awsapps.com' });
    expect(screen.getByRole('dialog')).toBe(sheet);
    expect(host.calls.map(([call]) => call).filter((call) => String(call).includes('ign'))).toEqual(['signIn', 'cancelSignIn', 'signInWithCode']);
    expect(document.activeElement).toBe(button('Copy code'));
    expect(app.failure).toBeNull();
  });

  it('ends in a session', async () => {
    const { app } = await open('signed-out');
    await app.useCode('SecureCart');
    expect(app.portal?.session.state).toBe('signed_in');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  it('shows the code large and spelt, the host, the time left and the warning', async () => {
    await open('code');
    const sheet = screen.getByRole('dialog', { name: 'Type this code at securecart.awsapps.com' });
    expect(sheet.querySelector('.code')?.textContent).toBe('WDMR-KXTP');
    expect(within(sheet).getByText('The code is W D M R, K X T P.')).toBeTruthy();
    expect(sheet.textContent).toContain(WARNING);
    expect(sheet.textContent).toContain('for another 9 min');
  });

  it('opens the page empty first, filled in by choice', async () => {
    const { host } = await open('code');
    expect(button('Open the page and type the code').classList).toContain('primary');
    await click('Open the page and type the code');
    await click('Open with the code filled in');
    expect(called(host, 'openCodePage')).toEqual([
      ['openCodePage', 'SecureCart', false],
      ['openCodePage', 'SecureCart', true],
    ]);
  });

  it('copies the code, or selects it where the page may not', async () => {
    await open('code');
    const writeText = vi.fn().mockResolvedValueOnce(undefined).mockRejectedValueOnce(new Error('denied'));
    Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText } });
    await click('Copy code');
    expect(writeText).toHaveBeenCalledWith('WDMR-KXTP');
    await click('Copied');
    await screen.findByText('The code is selected: press Ctrl C.');
    expect(getSelection()?.toString()).toBe('WDMR-KXTP');
  });

  it('tells that a code has ended and gets another', async () => {
    const { host } = await open('code-ended');
    const sheet = screen.getByRole('dialog');
    expect(sheet.textContent).toContain('This code has ended.');
    expect(screen.queryByRole('button', { name: 'Open the page and type the code' })).toBeNull();
    host.browserTime = 10_000;
    await click('Get another code');
    await screen.findByRole('button', { name: 'Open the page and type the code' });
    expect(screen.getByRole('dialog')).toBe(sheet);
    expect(called(host, 'signInWithCode')).toHaveLength(1);
  });

  it('is not offered where the organisation forbids it', async () => {
    await open('no-code');
    expect(screen.queryByText('No browser here? Use a code')).toBeNull();
  });

  it('is offered when no browser could be opened', async () => {
    const { host } = await open('signed-out');
    host.refuseNext = { code: 'desktop_failed', message: 'No browser could be opened.', remedy: 'Choose a default browser.' };
    await click('Sign in to SecureCart');
    host.browserTime = 10_000;
    await fireEvent.click(await screen.findByRole('button', { name: 'Use a code' }));
    await screen.findByText('WDMR-KXTP');
  });
});

describe('i5 after a sign-out', () => {
  it('the one set of keys that stays is named, with its end', async () => {
    await open('one-key');
    await click('Sign out of SecureCart');
    const sheet = await screen.findByRole('dialog', { name: 'Signed out of SecureCart' });
    expect(sheet.textContent?.replace(/\s+/g, ' ')).toMatch(/Keys of Production \/ ReadOnlyAccess work until \d.*\. AWS offers no way to call them back\./);
    await fireEvent.click(within(sheet).getByRole('button', { name: 'Close' }));
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('several are listed, the longest first', async () => {
    await open();
    await click('Sign out of SecureCart');
    const list = within(await screen.findByRole('dialog')).getByRole('list', { name: 'Keys that still work' });
    expect(within(list).getAllByRole('listitem').map((item) => item.querySelector('b')?.textContent)).toEqual(['Production', 'Staging']);
  });

  it('nothing left is said in passing', async () => {
    await open('this-run');
    await click('Sign out of SecureCart');
    await fireEvent.click(await screen.findByRole('button', { name: 'Close' }));
    await click('Sign in to SecureCart');
    await fireEvent.click(await screen.findByRole('button', { name: 'Sign out of SecureCart' }));
    await screen.findByText('Signed out of SecureCart.');
    expect(screen.queryByRole('dialog')).toBeNull();
  });
});
