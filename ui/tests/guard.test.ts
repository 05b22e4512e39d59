import { because } from '../src/because';
import { ANYWHERE } from '../src/consoles.svelte';
import { fireEvent, screen, waitFor, within } from '@testing-library/svelte';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Scene } from '../src/fake/scenes';
import type { QuestionView } from '../src/host';
import { called, click, open, press } from './page';

afterEach(() => vi.useRealTimers());

/** An admin role is chosen and opened. */
async function wanted(scene: Scene = 'signed-in') {
  const page = await open(scene);
  await waitFor(() => expect(page.app.row?.name).toBe('Production'));
  page.app.pick('AdministratorAccess');
  press('Enter');
  const dialog = await screen.findByRole('dialog', { name: 'Use AdministratorAccess?' });
  return { ...page, dialog };
}

describe('a guarded role', () => {
  it('is opened only once the button has been held', async () => {
    const { host, app, dialog } = await wanted();
    within(dialog).getByText('AdministratorAccess can change everything in Production, which is marked as production.');
    within(dialog).getByText('For 60 minutes. Then Portico forgets its credentials.');
    expect(called(host, 'openConsole')).toEqual([]);
    const hold = within(dialog).getByRole('button', { name: 'Hold to go on' });
    vi.useFakeTimers();
    await fireEvent.pointerDown(hold, { button: 0 });
    vi.advanceTimersByTime(900);
    await fireEvent.pointerUp(hold);
    vi.advanceTimersByTime(2000);
    vi.useRealTimers();
    expect(called(host, 'openConsole')).toEqual([]);
    vi.useFakeTimers();
    await fireEvent.keyDown(hold, { key: ' ' });
    vi.advanceTimersByTime(1000);
    vi.useRealTimers();
    await waitFor(() => expect(called(host, 'openConsole')).toEqual([['openConsole', '444455556666', 'AdministratorAccess', null, null]]));
    expect(called(host, 'consent')).toEqual([['consent', { held: true, typed: null, reason: null }]]);
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await waitFor(() => expect(app.snapshot.step_ups).toHaveLength(1));
    press('Enter');
    await waitFor(() => expect(called(host, 'openConsole')).toHaveLength(2));
    expect(called(host, 'consent')).toHaveLength(1);
  });

  it('is opened by typing its name as well, and a wrong one does nothing', async () => {
    const { host, dialog } = await wanted();
    const name = within(dialog).getByLabelText('or type AdministratorAccess');
    await fireEvent.input(name, { target: { value: 'ReadOnlyAccess' } });
    await fireEvent.click(within(dialog).getByRole('button', { name: 'Go on' }));
    await within(dialog).findByText(/nothing was done/);
    expect(called(host, 'openConsole')).toEqual([]);
    await fireEvent.input(name, { target: { value: 'administratoraccess' } });
    await fireEvent.click(within(dialog).getByRole('button', { name: 'Go on' }));
    await waitFor(() => expect(called(host, 'openConsole')).toHaveLength(1));
  });

  it('takes a reason where one is wanted, and its name where holding is not enough', async () => {
    const { host, dialog } = await wanted('guard-strict');
    expect(within(dialog).queryByRole('button', { name: 'Hold to go on' })).toBeNull();
    const go = within(dialog).getByRole('button', { name: 'Go on' });
    await fireEvent.input(within(dialog).getByLabelText('Type AdministratorAccess to go on'), { target: { value: 'AdministratorAccess' } });
    expect(go).toHaveProperty('disabled', true);
    await fireEvent.input(within(dialog).getByLabelText('Why'), { target: { value: 'INC-7' } });
    await fireEvent.click(go);
    await waitFor(() => expect(called(host, 'consent')).toEqual([['consent', { held: false, typed: 'AdministratorAccess', reason: 'INC-7' }]]));
  });

  it('is told why, in one sentence made of what is known', () => {
    const cans = {
      read: 'R can look at everything in Dev', unknown: 'The name of R does not tell how much it can change in Dev', write: 'R can change things in Dev', admin: 'R can change everything in Dev',
    };
    const places = [[null, ''], ['marked', ', which is marked as production'], ['unlisted', ', which is not listed and may be production']] as const;
    const modes = [[false, ''], [true, ', and support mode is on']] as const;
    for (const [kind, can] of Object.entries(cans)) {
      for (const [production, place] of places) {
        for (const [support, mode] of modes) {
          const asked = { role: 'R', account: 'Dev', class: kind as QuestionView['class'], production, support } as QuestionView;
          expect(because(asked)).toBe(`${can}${place}${mode}.`);
        }
      }
    }
  });

  it('is not used when one thinks better of it', async () => {
    const { host, dialog } = await wanted();
    await fireEvent.click(within(dialog).getByRole('button', { name: 'Cancel' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(called(host, 'openConsole')).toEqual([]);
  });

  it('that was chosen in the tray is asked about in the window', async () => {
    const { host } = await open();
    await waitFor(() => host.want({ portal: 'SecureCart', account: '444455556666', role: 'AdministratorAccess', deed: 'open', at: ANYWHERE }));
    await screen.findByRole('dialog', { name: 'Use AdministratorAccess?' });
  });

  it('runs on a clock that is seen on every page, and is ended from there', async () => {
    const { host, app } = await open('stepped-up');
    const card = screen.getByRole('region', { name: 'AdministratorAccess of Production' });
    within(card).getByText('42 min left');
    within(card).getByText('INC-4711: the disk is full');
    await click(/^Activity/);
    await click('End now: AdministratorAccess of Production');
    await waitFor(() => expect(app.snapshot.step_ups).toEqual([]));
    expect(called(host, 'stepDown')).toEqual([['stepDown', '444455556666', 'AdministratorAccess']]);
  });
});
