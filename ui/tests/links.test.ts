import { fireEvent, screen, waitFor, within } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import { called, click, open, press } from './page';

describe('a link to give away', () => {
  it('is copied with the role, without it, or for Portico', async () => {
    const { host, app } = await open();
    const { account, role } = app.key()!;
    app.service = 's3';
    await click(/^Copy link/);
    await waitFor(() => expect(called(host, 'copyLink')).toEqual([['copyLink', account, role, 's3', null, null, 'portal']]));
    await screen.findByText(/There is no secret in it/);
    await fireEvent.change(screen.getByLabelText('Link for'), { target: { value: 'app_without_role' } });
    press('l', { ctrlKey: true });
    await waitFor(() => expect(called(host, 'copyLink')[1]!.at(-1)).toBe('app_without_role'));
  });

  it('is to the place that was pasted', async () => {
    const { host, app } = await open();
    const arn = 'arn:aws:sqs:eu-west-1:444455556666:orders';
    await app.search(arn);
    await waitFor(() => expect(app.list.place).not.toBeNull());
    press('l', { ctrlKey: true });
    await waitFor(() => expect(called(host, 'copyLink')[0]!.slice(3)).toEqual([null, null, arn, 'portal']));
  });
});

describe('a link that was followed', () => {
  it('is shown before anything is opened, and opened by one button', async () => {
    const { host } = await open('link');
    const dialog = await screen.findByRole('dialog', { name: 'Open this link?' });
    for (const words of ['SecureCart', 'Production', '4444-5555-6666', 'ReadOnlyAccess', 'read', /your weakest there/, 'Simple Queue Service · eu-west-1']) within(dialog).getByText(words);
    expect(called(host, 'openConsole')).toEqual([]);
    expect(document.activeElement?.textContent).toBe('Cancel');
    await fireEvent.click(within(dialog).getByRole('button', { name: 'Open console' }));
    await waitFor(() => expect(called(host, 'openConsole')).toHaveLength(1));
    expect(called(host, 'openConsole')[0]!.slice(1, 5)).toEqual(['444455556666', 'ReadOnlyAccess', null, null]);
    expect(called(host, 'openConsole')[0]![5]).toMatch(/^portico:\/\/open\?/);
  });

  it('opens nothing when one cancels', async () => {
    const { host } = await open('link');
    await screen.findByRole('dialog');
    await click('Cancel');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(called(host, 'openConsole')).toEqual([]);
  });

  it('may come at any time, and an admin role in it is guarded as ever', async () => {
    const { host } = await open();
    host.follow('link-admin');
    const dialog = await screen.findByRole('dialog', { name: 'Open this link?' });
    within(dialog).getByText('admin');
    expect(within(dialog).queryByText(/your weakest/)).toBeNull();
    await fireEvent.click(within(dialog).getByRole('button', { name: 'Open console' }));
    await screen.findByRole('dialog', { name: 'Use AdministratorAccess?' });
    expect(called(host, 'openConsole')).toEqual([]);
  });

  it.each([
    ['link-missing', /You have no role called "DatabaseAdministrator"/],
    ['link-hostile', /says "command", which Portico does not know/],
  ] as const)('that leads nowhere says why: %s', async (scene, words) => {
    const { host } = await open(scene);
    const dialog = await screen.findByRole('dialog', { name: 'This link leads nowhere' });
    within(dialog).getByText(words);
    expect(within(dialog).queryByRole('button', { name: 'Open console' })).toBeNull();
    await click('Close');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(called(host, 'openConsole')).toEqual([]);
  });
});
