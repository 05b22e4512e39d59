import { fireEvent, screen, waitFor, within } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import type { Scene } from '../src/fake/scenes';
import { button, called, click, open, type Page } from './page';

/** The page of the profiles in a scene. */
async function profiles(scene: Scene): Promise<Page> {
  const page = await open(scene);
  await click(/^Profiles/);
  await waitFor(() => expect(called(page.host, 'profiles')).not.toHaveLength(0));
  return page;
}

const lines = (): string[] => screen.getAllByRole('row').slice(1).map((row) => row.textContent?.replace(/\s+/g, ' ').trim() ?? '');
const line = (name: string): string => lines().find((words) => words.startsWith(name))!;
const sheet = (name: string): Promise<HTMLElement> => screen.findByRole('dialog', { name });
const tick = (within_: HTMLElement, name: RegExp): Promise<boolean> => fireEvent.click(within(within_).getByRole('checkbox', { name }));

/** The sheet that brings profiles into step, once it shows what would change. */
async function sync(by: string): Promise<HTMLElement> {
  await click(by);
  const dialog = await sheet('Sync profiles');
  await within(dialog).findByRole('button', { name: /^Write \d|^Nothing to write/ });
  return dialog;
}

describe('the profiles', () => {
  it('are none yet, and one step away', async () => {
    const { host } = await profiles('signed-in');
    await screen.findByText('Portico keeps no profiles yet.');
    const dialog = await sync('Make profiles…');
    await within(dialog).findByText(/added$/);
    await fireEvent.click(within(dialog).getByRole('button', { name: /^Write \d+ changes/ }));
    await screen.findByText(/^The profiles are in step: \d+ changes written\.$/);
    expect(called(host, 'writeProfiles')).toHaveLength(1);
    await screen.findByRole('table', { name: 'Profiles that Portico keeps' });
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('tell their account, role, form and state', async () => {
    await profiles('profiles-drift');
    await screen.findByRole('table');
    expect(line('dev-administratoraccess')).toMatch(/Dev 1111-2222-3333.*AdministratorAccess.*From Portico.*in step|edited/);
    expect(line('deploy')).toMatch(/not in your list 1212-1212-1212.*Through another role.*parent missing/);
    expect(line('legacy-tool-keys')).toMatch(/Keys in a file.*until.*on its own/);
    expect(line('shop-legacy-dev')).toMatch(/role gone.*edited/);
    expect(lines().some((words) => words.includes('in step'))).toBe(true);
  });

  it('that something else edited are told and counted, shown by themselves, and restored', async () => {
    const { app, host } = await profiles('profiles-drift');
    const edited = app.snapshot.edited_profiles;
    expect(button(/^Profiles/).textContent).toContain(`${edited} edited by something else`);
    const notice = await screen.findByText(/^Something else edited \d+ profiles of Portico’s\./);
    const banner = notice.closest<HTMLElement>('[role=alert]')!;
    await click(/^Edited/);
    await waitFor(() => expect(lines()).toHaveLength(edited));
    expect(lines().every((words) => words.includes('edited'))).toBe(true);
    await fireEvent.click(within(banner).getByRole('button', { name: 'Restore…' }));
    const dialog = await sheet('Sync profiles');
    await within(dialog).findByText(/\d restored$/);
    await fireEvent.click(within(dialog).getByRole('button', { name: /^Write \d/ }));
    // One of a role that is gone cannot be restored.
    await waitFor(() => expect(app.snapshot.edited_profiles).toBe(1));
    expect(called(host, 'writeProfiles')).toHaveLength(1);
  });

  it('of roles that are gone go when that is asked for', async () => {
    const { host } = await profiles('profiles-drift');
    const banner = (await screen.findByText('2 profiles are of roles you no longer have.')).closest<HTMLElement>('[role=status]')!;
    await fireEvent.click(within(banner).getByRole('button', { name: 'Remove…' }));
    const dialog = await sheet('Sync profiles');
    expect(within(dialog).getByRole<HTMLInputElement>('checkbox', { name: /^Remove what is stale/ }).checked).toBe(true);
    await within(dialog).findByText('2 removed');
    await tick(dialog, /^Remove what is stale/);
    await within(dialog).findByText('Of roles you no longer have, left as they are');
    await tick(dialog, /^Remove what is stale/);
    await within(dialog).findByText('2 removed');
    await fireEvent.click(within(dialog).getByRole('button', { name: /^Write \d/ }));
    await waitFor(() => expect(called(host, 'writeProfiles')[0]?.[1]).toMatchObject({ do: 'sync', with: { prune: true } }));
    await waitFor(() => expect(screen.queryByText(/of roles you no longer have\.$/)).toBeNull());
  });

  it('are searched, and say when nothing matches', async () => {
    await profiles('profiles');
    const field = await screen.findByRole('textbox', { name: 'Search profiles' });
    await fireEvent.input(field, { target: { value: 'production audit' } });
    await waitFor(() => expect(lines()).toHaveLength(1));
    expect(lines()[0]).toContain('production-securityaudit');
    await fireEvent.input(field, { target: { value: 'zzz' } });
    await screen.findByText('No profile matches “zzz”.');
    await click('Show all');
    await waitFor(() => expect(lines().length).toBeGreaterThan(10));
  });

  it('of ten thousand are drawn where one looks, and asked for in parts', async () => {
    const { host } = await profiles('profiles-many');
    const table = await screen.findByRole('table');
    expect(table.getAttribute('aria-rowcount')).toBe('10001');
    expect(lines().length).toBeLessThan(60);
    const box = table.querySelector<HTMLElement>('[tabindex="0"]')!;
    box.scrollTop = 48 * 7000;
    await fireEvent.scroll(box);
    await waitFor(() => expect(screen.getAllByRole('row').some((row) => row.getAttribute('aria-rowindex') === '7002' && !row.textContent?.includes('Loading'))).toBe(true));
    const asked = called(host, 'profiles').map(([, ask]) => ask as { from: number; count: number });
    expect(Math.max(...asked.map(({ count }) => count))).toBeLessThanOrEqual(400);
    expect(asked.at(-1)!.from).toBeGreaterThan(6000);
  });

  it('in a file that cannot be understood are not shown; the line and the remedy are', async () => {
    const { host } = await profiles('profiles-refused');
    await screen.findByText(/line 41 is neither a section/);
    expect(screen.getByText(/Mend that line/)).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Sync…' })).toBeNull();
    const asked = called(host, 'profiles').length;
    await click('Try again');
    expect(called(host, 'profiles').length).toBe(asked + 1);
  });

  it('are read again when something wrote them', async () => {
    const { host } = await profiles('profiles');
    await screen.findByRole('table');
    const before = called(host, 'profiles').length;
    await host.writeProfiles({ do: 'remove', with: ['audit-securityaudit'] });
    await waitFor(() => expect(called(host, 'profiles').length).toBeGreaterThan(before));
    await waitFor(() => expect(line('audit-securityaudit')).toBeUndefined());
  });
});

describe('a sync', () => {
  it('begins with the settings, shows names while they are typed, and their faults in words', async () => {
    const { host } = await profiles('profiles');
    const dialog = await sync('Sync…');
    const names = within(dialog).getByRole<HTMLInputElement>('textbox', { name: 'Names' });
    expect(names.value).toBe('{account|lower}-{role|lower}');
    await fireEvent.input(names, { target: { value: '{role}' } });
    await within(dialog).findByText(/names get a number or more at the end, so that no two are alike\.$/);
    expect(within(dialog).getAllByText('made unique').length).toBeGreaterThan(0);
    await fireEvent.input(names, { target: { value: '{acount}' } });
    const fault = await within(dialog).findByRole('alert');
    expect(fault.textContent).toMatch(/there is no field \{acount\} at character 1\. Use letters/);
    expect(within(dialog).getByRole<HTMLButtonElement>('button', { name: /^Write/ }).disabled).toBe(true);
    await fireEvent.click(within(dialog).getByRole('button', { name: 'The usual names' }));
    await within(dialog).findByRole('button', { name: /^Write \d/ });
    expect(called(host, 'writeProfiles')).toHaveLength(0);
  });

  it('narrows to favourites or to what matches, once that is said', async () => {
    const { host } = await profiles('signed-in');
    const dialog = await sync('Make profiles…');
    await fireEvent.click(within(dialog).getByRole('radio', { name: /^Favourites/ }));
    await within(dialog).findByText('5 added');
    await fireEvent.click(within(dialog).getByRole('radio', { name: /^What matches/ }));
    await within(dialog).findByText('Say what they match, such as prod read.');
    await fireEvent.input(within(dialog).getByRole('textbox', { name: 'Matches' }), { target: { value: 'staging power' } });
    await within(dialog).findByText('7 added');
    await tick(dialog, /^Remember these choices/);
    await fireEvent.click(within(dialog).getByRole('button', { name: 'Write 7 changes' }));
    await waitFor(() => expect(called(host, 'writeProfiles')[0]?.[1]).toMatchObject({ do: 'sync', with: { choice: 'matches', query: 'staging power', remember: false } }));
  });

  it('has nothing to do when every profile is as it should be', async () => {
    await profiles('profiles-step');
    const dialog = await sync('Sync…');
    await within(dialog).findByText('Nothing to do: every profile is as it should be.');
    expect(within(dialog).getByRole<HTMLButtonElement>('button', { name: 'Nothing to write' }).disabled).toBe(true);
  });

  it('that meets somebody else in the file says so and writes nothing', async () => {
    await profiles('profiles-conflict');
    const dialog = await sync('Sync…');
    await fireEvent.click(within(dialog).getByRole('button', { name: /^Write \d/ }));
    await within(dialog).findByText(/Another program changed/);
    await fireEvent.click(within(dialog).getByRole('button', { name: 'Try again' }));
    await within(dialog).findByRole('button', { name: /^Write \d/ });
  });

  it('that cannot be worked out tells why and how to go on', async () => {
    await profiles('profiles-failed');
    await click('Make profiles…');
    const dialog = await sheet('Sync profiles');
    await within(dialog).findByText(/at line 12 that Portico did not write/);
    expect(within(dialog).getByRole<HTMLButtonElement>('button', { name: /^Write/ }).disabled).toBe(true);
  });
});

describe('one profile', () => {
  it('goes after its difference was shown, and comes back', async () => {
    const { host } = await profiles('profiles');
    await fireEvent.click(await screen.findByRole('button', { name: 'Remove profile audit-securityaudit' }));
    const dialog = await sheet('Remove profile');
    await within(dialog).findByText('1 removed');
    expect(within(dialog).getByRole('region').textContent).toContain('-[profile audit-securityaudit]');
    await fireEvent.click(within(dialog).getByRole('button', { name: 'Remove' }));
    await screen.findByText('Profile audit-securityaudit is removed.');
    await waitFor(() => expect(line('audit-securityaudit')).toBeUndefined());
    await click('Undo last write…');
    const undoing = await sheet('Undo the last write');
    await within(undoing).findByText('1 added');
    await fireEvent.click(within(undoing).getByRole('button', { name: 'Undo' }));
    await screen.findByText('The last write is undone.');
    await waitFor(() => expect(line('audit-securityaudit')).toBeTruthy());
    expect(called(host, 'writeProfiles').map(([, wish]) => (wish as { do: string }).do)).toEqual(['remove', 'undo']);
  });

  it('that cannot be taken out stays, and says why', async () => {
    const { host } = await profiles('profiles-conflict');
    await fireEvent.click(await screen.findByRole('button', { name: 'Remove profile audit-securityaudit' }));
    const dialog = await sheet('Remove profile');
    await within(dialog).findByText('1 removed');
    await fireEvent.click(within(dialog).getByRole('button', { name: 'Remove' }));
    await within(dialog).findByText(/Another program changed/);
    await fireEvent.click(within(dialog).getByRole('button', { name: 'Cancel' }));
    expect(line('audit-securityaudit')).toBeTruthy();
    expect(called(host, 'writeProfiles')).toHaveLength(1);
  });
});
