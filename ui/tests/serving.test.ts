import { fireEvent, screen, waitFor, within } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import { called, click, open } from './page';

const production = /^(Serving )?ReadOnlyAccess of Production/;
const card = (): HTMLElement => screen.getByRole('region', { name: 'ReadOnlyAccess of Production is served to tools' });

describe('a role served to tools', () => {
  it('is begun from its details, for as long as one says', async () => {
    const { host, app } = await open();
    await click('Serve to tools…');
    const dialog = await screen.findByRole('dialog', { name: 'Serve credentials on this computer' });
    await fireEvent.change(within(dialog).getByRole('combobox', { name: 'When nobody asks, stop after' }), { target: { value: '15' } });
    await fireEvent.click(within(dialog).getByRole('checkbox', { name: 'Stop when the screen is locked' }));
    await fireEvent.click(within(dialog).getByRole('button', { name: 'Serve' }));
    await waitFor(() => expect(called(host, 'serve')).toEqual([['serve', '444455556666', 'ReadOnlyAccess', 15, false]]));
    await waitFor(() => expect(app.snapshot.serving).toHaveLength(1));
    await screen.findByText(/^Serving ReadOnlyAccess of Production\. Copy the settings/);
    expect(screen.getAllByText('Nobody has asked yet.')).toHaveLength(1);
    expect(screen.queryByRole('button', { name: 'Serve to tools…' })).toBeNull();
  });

  it('is seen on every page: who asked, how often, since when and until when', async () => {
    const { host } = await open('serving');
    expect(screen.getByText(/^Asked 14 times, last by terraform \(4711\), 2 min ago\.$/)).toBeTruthy();
    expect(screen.getByText(/^Since \d.*Until \d.*unless a tool asks before\..*Stops when the screen is locked, too\.$/s)).toBeTruthy();
    expect(screen.getByText('127.0.0.1:43512')).toBeTruthy();
    host.ask('aws (12)');
    await screen.findByText('Asked 15 times, last by aws (12), just now.');
    await click(/^Settings/);
    expect(card().textContent).toContain('Asked by aws (12), just now');
  });

  it('has its settings copied by the product, for the form one chose', async () => {
    const { host } = await open('serving');
    await click(/^Copy settings for/);
    expect(called(host, 'copyServing')).toEqual([['copyServing', 43512, expect.any(String)]]);
    await screen.findByText(/^Settings for your tool copied for/);
  });

  it('is stopped from anywhere', async () => {
    const { host, app } = await open('serving');
    await click(/^Activity/);
    await fireEvent.click(within(card()).getByRole('button', { name: 'Stop serving ReadOnlyAccess of Production' }));
    await waitFor(() => expect(app.snapshot.serving).toEqual([]));
    expect(called(host, 'stopServing')).toEqual([['stopServing', 43512]]);
    await screen.findByText(/^The address is closed\. Credentials that were handed out stay valid/);
    expect(screen.queryByRole('region', { name: production })).toBeNull();
  });

  it('that cannot be served says why in the sheet', async () => {
    const { host } = await open();
    await click('Serve to tools…');
    const dialog = await screen.findByRole('dialog');
    host.refuseNext = { code: 'desktop_failed', message: 'Portico cannot be told when the screen is locked: no bus.', remedy: 'Serve without that.' };
    await fireEvent.click(within(dialog).getByRole('button', { name: 'Serve' }));
    await within(dialog).findByText(/cannot be told when the screen is locked/);
    expect(screen.getByRole('dialog')).toBeTruthy();
  });
});

describe('a listing that the portal slows down', () => {
  it('says so in words, and whose portal it is', async () => {
    await open('paced');
    expect(screen.getByText('SecureCart asked Portico to slow down: the listing goes on at its pace.').getAttribute('role')).toBe('status');
    expect(screen.getByText('13 of 24 listed, slowed down by SecureCart')).toBeTruthy();
    expect(screen.getByText('Asked to slow down')).toBeTruthy();
  });

  it('says nothing of the kind otherwise', async () => {
    await open('listing');
    expect(screen.queryByText(/slow/)).toBeNull();
  });
});
