import { fireEvent, screen, waitFor, within } from '@testing-library/svelte';
import { describe, expect, it, vi } from 'vitest';
import type { Scene } from '../src/fake/scenes';
import { button, called, click, open, rows, type Page } from './page';

/** What the web view does when the page copies. */
const clipboard = (writeText: (words: string) => Promise<void>) => Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText } });

async function settings(scene?: Scene): Promise<Page> {
  const page = await open(scene);
  await click('Settings');
  await screen.findByRole('combobox', { name: 'Roles in production' });
  return page;
}

const field = (name: string): HTMLSelectElement => screen.getByRole<HTMLSelectElement>('combobox', { name });
const box = (name: RegExp): HTMLInputElement => screen.getByRole<HTMLInputElement>('checkbox', { name });
const part = (heading: string): HTMLElement => screen.getByRole('heading', { name: heading }).parentElement!;

describe('guardrails', () => {
  it('are shown as they count, and what is the person’s own is changed', async () => {
    const { host } = await settings();
    expect([field('Admin roles').value, field('Roles that can change things').value]).toEqual(['hold', 'free']);
    await fireEvent.change(field('Admin roles'), { target: { value: 'type' } });
    await fireEvent.change(field('A confirmed role can be used for'), { target: { value: '15' } });
    await fireEvent.click(box(/^A reason must be given/));
    await fireEvent.click(box(/^Tools wait for you/));
    await waitFor(() => expect(called(host, 'setGuardrail').map(([, rail]) => rail)).toEqual([
      { set: 'admin', to: 'type' }, { set: 'minutes', to: 15 }, { set: 'reason', to: true }, { set: 'tools', to: 'confirm' },
    ]));
    await waitFor(() => expect(field('Admin roles').value).toBe('type'));
  });

  it('of a stronger role are never easier than those of a weaker one', async () => {
    await settings();
    await fireEvent.change(field('Roles that can change things'), { target: { value: 'type' } });
    await waitFor(() => expect(field('Admin roles').value).toBe('type'));
    expect([...field('Admin roles').options].map(({ value }) => value)).toEqual(['type', 'never']);
    expect(part('Guardrails').textContent).toContain('Never easier than roles that can change things');
  });

  it('that the organisation fixed are locked and explained, and only stricter ones are offered', async () => {
    await settings('organisation');
    expect([...field('Admin roles').options].map(({ value }) => value)).toEqual(['type', 'never']);
    expect(part('Guardrails').textContent).toContain('At least: type the name');
    expect(box(/^A reason must be given/).disabled).toBe(true);
    expect(box(/^Tools wait for you/).disabled).toBe(false);
    const spans = [...field('A confirmed role can be used for').options].map(({ value }) => value);
    expect(spans).toEqual(['15', '30']);
    expect(part('Guardrails').textContent).toContain('Beside your organisation’s guardrails, your own accounts that are not production do not count.');
  });

  it('that can be no other way have nothing to choose', async () => {
    await open('guard-strict');
    await click('Settings');
    await screen.findByText('Not to be used', { selector: 'span' });
    expect(screen.queryByRole('combobox', { name: 'Admin roles' })).toBeNull();
  });

  it('stay as they are when a change is refused, and say why', async () => {
    const { host } = await settings();
    host.refuseNext = { code: 'invalid_input', message: 'Your organisation wants support mode to stay on; nothing was changed.', remedy: 'Choose that or something stricter.' };
    await fireEvent.click(box(/^Support mode/));
    expect((await within(part('Guardrails')).findByRole('alert')).textContent).toContain('Your organisation wants support mode to stay on');
    await waitFor(() => expect(box(/^Support mode/).checked).toBe(false));
  });

  it('of support mode change the list at once', async () => {
    await settings();
    await fireEvent.click(box(/^Support mode/));
    await waitFor(() => expect(box(/^Support mode/).checked).toBe(true));
    await click(/^Access/);
    await waitFor(() => expect(rows().some((row) => row.textContent!.includes('AdministratorAccess'))).toBe(false));
  });
});

describe('diagnostics', () => {
  it('look only when asked, and at the portals only when asked for that', async () => {
    const { host } = await settings();
    expect(called(host, 'examine')).toEqual([]);
    await click('Check this computer');
    await screen.findByText('Nothing is wrong.');
    await click('Ask the portals, too');
    await screen.findByText('SecureCart answers, and is an Identity Center.');
    expect(called(host, 'examine')).toEqual([['examine', false], ['examine', true]]);
  });

  it('tell the worst first, each with its word and what mends it', async () => {
    await settings('everything');
    await click('Check this computer');
    await screen.findByText('2 problems, 1 warning.');
    const found = within(screen.getByRole('list', { name: 'What was found' })).getAllByRole('listitem').map((item) => item.textContent!);
    expect(found[0]).toMatch(/^Problem\s*Profiles/);
    expect(found[2]).toMatch(/^Warning\s*Credentials.*Set AWS_PROFILE in its place/);
    expect(found.at(-1)).toMatch(/^In order/);
  });

  it('are copied and saved as the report that is shown', async () => {
    const { host } = await settings();
    const writeText = vi.fn((_: string) => Promise.resolve());
    clipboard(writeText);
    await click('Check this computer');
    const shown = (await screen.findByRole('region', { name: 'The report', hidden: true })).textContent;
    await click('Copy the report');
    expect(writeText).toHaveBeenCalledWith(shown);
    await click('Save the report');
    await screen.findByText('The report is in /home/alice/Downloads/portico-report-2026-11-29.txt.');
    expect(called(host, 'saveReport')).toHaveLength(1);
  });

  it('show the report where nothing can be copied, and say why nothing is saved', async () => {
    const { host } = await settings();
    clipboard(() => Promise.reject(new Error('no')));
    await click('Check this computer');
    await screen.findByText('Nothing is wrong.');
    await click('Copy the report');
    await waitFor(() => expect(screen.getByRole('region', { name: 'The report' }).closest('details')!.open).toBe(true));
    host.refuseNext = { code: 'file_not_writable', message: 'The report cannot be written.', remedy: 'Make room.' };
    await click('Save the report');
    expect((await within(part('Diagnostics')).findByRole('alert')).textContent).toContain('The report cannot be written.');
  });
});

describe('a profile', () => {
  async function explained(scene: Scene): Promise<{ page: Page; sheet: HTMLElement }> {
    const page = await open(scene);
    await click(/^Profiles/);
    const buttons = await screen.findAllByRole('button', { name: /gets its credentials$/ });
    await fireEvent.click(buttons[0]!);
    return { page, sheet: await screen.findByRole('dialog', { name: /gets its credentials$/ }) };
  }

  it('tells the source that wins before those that are passed over', async () => {
    const { sheet } = await explained('profiles-drift');
    await within(sheet).findByText('Tools take this one');
    const told = sheet.textContent!;
    const places = ['Keys in the credentials file', 'What else is set', 'Keys in the environment', 'A program (credential_process)', 'What tools disagree about', 'portico doctor '];
    expect(places.map((words) => told.indexOf(words)).every((at, n, all) => at > (all[n - 1] ?? -1))).toBe(true);
    expect(told).toContain('Not looked at, because the profile is named');
  });

  it('whose files cannot be understood says so', async () => {
    const page = await open('profiles');
    await click(/^Profiles/);
    const buttons = await screen.findAllByRole('button', { name: /gets its credentials$/ });
    page.host.refuseNext = { code: 'file_unreadable', message: '~/.aws/config cannot be understood.', remedy: 'Mend line 3.' };
    await fireEvent.click(buttons[0]!);
    expect((await within(await screen.findByRole('dialog')).findByRole('alert')).textContent).toContain('Mend line 3.');
    await fireEvent.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Close' }));
    expect(button(/^Sync/)).toBeTruthy();
  });
});
