import { ANYWHERE } from '../src/consoles.svelte';
import { fireEvent, screen, waitFor, within } from '@testing-library/svelte';
import { describe, expect, it, vi } from 'vitest';
import { button, called, chosen, click, open, search } from './page';

const entries = (): string[] => screen.getAllByRole('listitem').map((item) => item.textContent?.replace(/\s+/g, ' ').trim() ?? '').filter((words) => /\d{4}-\d{4}-\d{4}/.test(words));

describe('what changed', () => {
  it('is counted beside its page until it has been seen there', async () => {
    const { host, app } = await open('changes');
    expect(button(/^Activity/).textContent).toContain('3 changes you have not seen');
    await click(/^Activity/);
    await waitFor(() => expect(called(host, 'changesSeen')).toEqual([['changesSeen', 7]]));
    await waitFor(() => expect(app.snapshot.unseen_changes).toBe(0));
    expect(button(/^Activity/).textContent).not.toContain('not seen');
    // What was new stays marked as long as one looks at it.
    expect(entries().filter((words) => words.includes('new '))).toHaveLength(3);
    await click(/^Access/);
    await click(/^Activity/);
    await screen.findByText('You gained Production');
    expect(entries().filter((words) => words.includes('new '))).toHaveLength(0);
  });

  it('is told in words, by days, with the class and the portal', async () => {
    await open('changes');
    await click(/^Activity/);
    await screen.findByText('You gained Production');
    for (const words of [
      'You gained Production',
      'New role AdministratorAccess in Dev: you can do more there than before',
      'New role PowerUserAccess in Staging',
      'checkout-production is now called shop-checkout-prod',
      'Role Billing in Audit is gone',
      'You lost shop-legacy-prod',
    ]) expect(screen.getByText(words)).toBeTruthy();
    const raised = entries().find((words) => words.includes('AdministratorAccess'))!;
    expect(raised).toContain('SecureCart');
    expect(raised).toContain('admin');
  });

  it('is shown in the list by the button of its notification', async () => {
    const { host } = await open('changes');
    await waitFor(() => host.want({ portal: 'SecureCart', account: '111122223333', role: '', deed: 'show', at: ANYWHERE }));
    await waitFor(() => expect(chosen()).toContain('Dev'));
    expect(called(host, 'openConsole')).toEqual([]);
  });

  it('leads to the account in the list, and says so when it is there no more', async () => {
    const { app } = await open('changes');
    await fireEvent.input(search(), { target: { value: 'dev' } });
    await click(/^Activity/);
    await fireEvent.click(await screen.findByText('You gained Production'));
    await waitFor(() => expect(chosen()).toContain('Production'));
    expect([app.page, app.query]).toEqual(['access', '']);
    await click(/^Activity/);
    await fireEvent.click(await screen.findByText(/nobody-reads-it/));
    await screen.findByText(/is not in your list any more/);
    expect(screen.queryByRole('button', { name: /shop-legacy-prod/ })).toBeNull();
  });

  it('is nothing yet, in words', async () => {
    const { host } = await open();
    await click(/^Activity/);
    await screen.findByText('Nothing has happened yet.');
    expect(called(host, 'changesSeen')).toEqual([]);
  });

  it('is seen only once it is on the screen', async () => {
    const { host } = await open('changes');
    const frames: FrameRequestCallback[] = [];
    vi.spyOn(globalThis, 'requestAnimationFrame').mockImplementation((frame) => frames.push(frame));
    await click(/^Activity/);
    await screen.findByText('You gained Production');
    expect(called(host, 'changesSeen')).toEqual([]);
    frames.forEach((frame) => frame(0));
    await waitFor(() => expect(called(host, 'changesSeen')).toHaveLength(1));
  });

  it('that cannot be told is a failure with a way out', async () => {
    const { host } = await open('changes');
    host.refuseNext = { code: 'internal', message: 'The journal cannot be read.', remedy: 'Try again.' };
    await click(/^Activity/);
    const alert = await screen.findByRole('alert');
    await fireEvent.click(within(alert).getByRole('button', { name: 'Try again' }));
    await screen.findByText('You gained Production');
  });
});

describe('new access', () => {
  it('is looked for until it is there, and told then', async () => {
    const { host, app } = await open('changes');
    await click(/^Activity/);
    await click('Check for new access');
    expect(called(host, 'awaitAccess')).toEqual([['awaitAccess', 'SecureCart']]);
    expect(await screen.findAllByText(/^Looking for new access until \d/)).not.toHaveLength(0);
    host.arrive('SecureCart', '210100345512', 'shop-checkout-prod');
    await screen.findByText('Your new access in SecureCart is there.');
    await screen.findByText('You gained shop-checkout-prod');
    await waitFor(() => expect(app.snapshot.unseen_changes).toBe(0));
    expect(button('Check for new access')).toBeTruthy();
  });

  it('is looked for no more when the person stops it, with no word about it', async () => {
    const { host, app } = await open('looking');
    const stops = screen.getAllByRole('button', { name: 'Stop looking for new access in SecureCart' });
    await fireEvent.click(stops[0]!);
    await waitFor(() => expect(app.snapshot.portals[0]!.awaits_access).toBeNull());
    expect(called(host, 'awaitAccessNoMore')).toEqual([['awaitAccessNoMore', 'SecureCart']]);
    expect(app.said).toBe('');
  });

  it('that did not come within its time is told, too', async () => {
    const { host, app } = await open('looking');
    vi.spyOn(Date, 'now').mockReturnValue(Date.now() + 301_000);
    app.tick();
    host.giveUp('SecureCart');
    await screen.findByText('No new access in SecureCart so far.');
  });

  it('can be asked for where a search found nothing', async () => {
    const { host } = await open();
    await fireEvent.input(search(), { target: { value: 'zzz' } });
    await screen.findByText('Nothing matches “zzz”.');
    await click('Check for new access');
    expect(called(host, 'awaitAccess')).toHaveLength(1);
  });
});
