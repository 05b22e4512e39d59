import { fireEvent, screen, waitFor, within } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import { called, open, press } from './page';

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
