import { fireEvent, screen, waitFor, within } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import type { JournalAsk, JournalEntryView } from '../src/host';
import { days, detailsOf, iconOf } from '../src/journal';
import { called, chosen, click, open } from './page';

const asks = (host: Parameters<typeof called>[0]): JournalAsk[] => called(host, 'journal').map(([, ask]) => ask as JournalAsk);
const clock = (title: string): HTMLElement => screen.getByText(title).closest('li')!;
const line = (words: RegExp): string => screen.getAllByRole('listitem').map((item) => item.textContent?.replace(/\s+/g, ' ').trim() ?? '').find((text) => words.test(text)) ?? '';

describe('what happened', () => {
  it('is told with who asked, as which role, why and until when', async () => {
    const { app } = await open('journal');
    await click(/^Activity/);
    await screen.findByText('What happened');
    expect(line(/^Stepped up: Production/)).toMatch(/“INC-4711: the disk is full” AdministratorAccess SecureCart in the window until .*\d/);
    expect(line(/^Credentials given to a tool: Staging/)).toContain('by terraform');
    expect(line(/^Session ended/)).toContain('by itself');
    expect(line(/^You gained Production/)).toContain('new');
    await fireEvent.click(within(screen.getByText(/^Console opened/).closest('li')!).getByRole('button', { name: 'Production' }));
    await waitFor(() => expect(chosen()).toContain('Production'));
    expect(app.page).toBe('access');
  });

  it('has details that nobody translates as they are written', () => {
    const entry = { details: { form: 'endpoint (bash)', guardrail: 'admin', from: 'type', to: '30', new_one: '<b>x</b>' } } as unknown as JournalEntryView;
    expect(detailsOf(entry)).toBe('form: local endpoint (bash), guardrail: Admin roles, from: type the name, to: 30, new one: <b>x</b>');
  });

  it('is searched and chosen from by the product, and shown whole again', async () => {
    const { host } = await open('journal');
    await click(/^Activity/);
    await screen.findByText(/^Console opened/);
    await fireEvent.input(screen.getByLabelText('Search what happened'), { target: { value: 'terraform' } });
    await waitFor(() => expect(screen.queryByText(/^Console opened/)).toBeNull());
    expect(asks(host).at(-1)!.words).toBe('terraform');
    await fireEvent.change(screen.getByLabelText('What is shown'), { target: { value: 'stepUps' } });
    await screen.findByText('Nothing of that is in the journal.');
    expect(asks(host).at(-1)!.kinds).toEqual(['stepped_up', 'step_up_ended', 'guardrail_changed']);
    await click('Show everything');
    await screen.findByText(/^Console opened/);
    expect(screen.queryByLabelText('Of which portal')).toBeNull();
  });

  it('of 100,000 entries is drawn in parts', async () => {
    const { host } = await open('journal-many');
    await click(/^Activity/);
    await screen.findByText('Show older');
    const entries = () => screen.getAllByText(/^Credentials given to a tool/).length;
    expect(entries()).toBe(100);
    await click('Show older');
    await waitFor(() => expect(entries()).toBe(200));
    expect(asks(host).at(-1)).toMatchObject({ before: 99_901, count: 100 });
    // What happens meanwhile comes before them, and they stay.
    await host.signOutOfConsoles('x');
    await screen.findByText(/^Signed out of a console/);
    expect(entries()).toBe(200);
  });

  it('of what one may open is seen once it was on the screen', async () => {
    const { host } = await open('journal');
    await click(/^Activity/);
    await waitFor(() => expect(called(host, 'changesSeen')).toEqual([['changesSeen', 7]]));
    expect(line(/^You gained Production/)).toContain('new');
  });

  it('of what one may open is not seen where only a part of it is looked for', async () => {
    const { host, app } = await open('journal');
    void app.activity.search('terraform');
    app.go('activity');
    await screen.findByText(/^Credentials given to a tool/);
    expect(called(host, 'changesSeen')).toEqual([]);
    void app.activity.search('');
    await waitFor(() => expect(called(host, 'changesSeen')).toHaveLength(1));
    expect(app.snapshot.unseen_changes).toBe(0);
  });

  it('is saved as it is asked for, and where is told', async () => {
    const { host } = await open('journal');
    await click(/^Activity/);
    await screen.findByText(/^Console opened/);
    await fireEvent.change(screen.getByLabelText('What is shown'), { target: { value: 'consoles' } });
    await click('Save as CSV');
    await screen.findByText('Saved in /home/alice/Downloads/portico-journal-2026-11-29.csv');
    expect(called(host, 'saveJournal')[0]![1]).toMatchObject({ kinds: ['console_opened', 'console_signed_out'], before: null });
    await click('Save as JSON');
    await waitFor(() => expect(called(host, 'saveJournal')[1]![2]).toBe('json'));
  });

  it('that cannot be read is a failure with a way out, and the clocks stay', async () => {
    await open('journal-refused');
    await click(/^Activity/);
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('The journal cannot be read');
    expect(within(alert).getByRole('button', { name: 'Try again' })).toBeTruthy();
    expect(screen.getByText('Session in SecureCart')).toBeTruthy();
  });
});

describe('verifying', () => {
  it('says in one sentence that all is as written', async () => {
    await open('journal');
    await click(/^Activity/);
    await click('Verify');
    await screen.findByText(/^The journal is intact: all 17 entries are as written, none removed\.$/);
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('says what is wrong and what to do', async () => {
    await open('journal-broken');
    await click(/^Activity/);
    await click('Verify');
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('Entry 7 is not as it was written.');
    expect(alert.textContent).toContain('One more thing is wrong.');
    expect(alert.textContent).toContain('Keep journal.sqlite3');
    expect(alert.querySelector('[lang=en]')).toBeNull();
  });
});

describe('what ends when', () => {
  it('is one list, what ends first before the others', async () => {
    await open('journal');
    await click(/^Activity/);
    await screen.findByText('2 consoles in the profile Work of Firefox');
    const region = screen.getByRole('region', { name: 'What ends when' });
    const titles = [...region.querySelectorAll('.what > p:first-child')].map((title) => title.textContent);
    expect(titles).toEqual([
      'Serving to tools: ReadOnlyAccess of Production', 'Credentials: PowerUserAccess of Staging', '2 consoles in the profile Work of Firefox',
      'Stepped up: AdministratorAccess of Production', 'Credentials: ReadOnlyAccess of Production',
      'A console in the account’s own profile of Chromium', 'Session in SecureCart',
    ]);
    expect(clock('Credentials: PowerUserAccess of Staging').textContent).toContain('22 min left');
    expect(clock('Session in SecureCart').textContent).toContain('Renews by itself');
  });

  it('is signed out of where AWS can, and told', async () => {
    const { host } = await open('journal');
    await click(/^Activity/);
    await screen.findByText('2 consoles in the profile Work of Firefox');
    await click('Sign out of 2 consoles in the profile Work of Firefox');
    await screen.findByText('Sent the profile Work of Firefox to sign out of its consoles.');
    expect(called(host, 'signOutOfConsoles')).toEqual([['signOutOfConsoles', 'firefox:a1.work']]);
    await waitFor(() => expect(screen.queryByText('2 consoles in the profile Work of Firefox')).toBeNull());
    await screen.findByText(/^Signed out of a console/);
  });

  it('forgets what was ended elsewhere on the page', async () => {
    const { host } = await open('journal');
    await click(/^Activity/);
    await screen.findByText('Serving to tools: ReadOnlyAccess of Production');
    await host.stopServing(43512);
    await waitFor(() => expect(screen.queryByText('Serving to tools: ReadOnlyAccess of Production')).toBeNull());
  });

  it('is nothing, in words', async () => {
    await open('signed-out');
    await click(/^Activity/);
    await screen.findByText('Nothing is running: no session, no credentials, no console.');
  });

  it('is told after a sign-out, with the way to end it', async () => {
    const { host } = await open('consoles');
    await click('Sign out of SecureCart');
    const sheet = await screen.findByRole('dialog');
    await within(sheet).findByText('Consoles that are signed in still');
    await fireEvent.click(within(sheet).getByRole('button', { name: 'Sign out of 2 consoles in the profile Work of Firefox' }));
    await waitFor(() => expect(within(sheet).queryByRole('button', { name: /Work of Firefox/ })).toBeNull());
    expect(called(host, 'signOutOfConsoles')).toHaveLength(1);
    expect(within(sheet).getByText(/^Keys|sets of keys/)).toBeTruthy();
  });
});

describe('entries', () => {
  it('stand by days in their order, even when a clock was set back', () => {
    const at = (day: number) => new Date(2026, 5, day, 12).getTime() / 1000;
    const entry = (day: number) => ({ at: at(day) }) as Parameters<typeof days>[0][number];
    expect(days([entry(10), entry(9), entry(10)], at(10)).map(([day, all]) => [day, all.length])).toEqual([['Today', 1], ['Yesterday', 1], ['Today', 1]]);
  });
  it('of a kind that nobody knows yet are drawn all the same', () => expect(iconOf('teleported')).toBe('activity'));
});
