import { ANYWHERE } from '../src/consoles.svelte';
import { fireEvent, screen, waitFor, within } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import { partitionOf, servicesLike } from '../src/services';
import { CHOICES } from '../src/fake/choices';
import { called, click, open, press } from './page';

const select = (name: string | RegExp): HTMLSelectElement => screen.getByLabelText<HTMLSelectElement>(name);
const choose = (field: HTMLSelectElement, value: string) => fireEvent.change(field, { target: { value } });
const labels = (field: HTMLSelectElement): string[] => [...field.options].map((option) => option.textContent ?? '');

describe('the browser of consoles', () => {
  it('is chosen for this once beside the service, and is as usual afterwards', async () => {
    const { host, app } = await open();
    await waitFor(() => expect(labels(select('Browser'))[0]).toBe('As usual: Default browser (Firefox)'));
    expect(labels(select('Browser'))).toContain('Chromium: Work (robin@securecart.example)');
    await choose(select('Browser'), 'chromium:Work');
    screen.getByText('For the next console only.');
    app.open();
    const { account, role } = app.key()!;
    await waitFor(() => expect(called(host, 'openConsole')).toEqual([['openConsole', account, role, null, null, null, 'chromium:Work']]));
    await waitFor(() => expect(select('Browser').value).toBe(''));
    app.open();
    await waitFor(() => expect(called(host, 'openConsole')[1]).toEqual(['openConsole', account, role, null, null]));
  });

  it('that was chosen for one account once is not another account’s', async () => {
    const { app } = await open();
    await waitFor(() => choose(select('Browser'), 'firefox'));
    const before = app.row!.account;
    press('ArrowDown');
    await waitFor(() => expect(app.row!.account).not.toBe(before));
    await waitFor(() => expect(select('Browser').value).toBe(''));
  });

  it('is chosen for a portal in the settings, apart from the one that signs in', async () => {
    const { host } = await open();
    await click('Settings');
    const consoles = select('Browser that opens consoles of SecureCart');
    const signIn = select('Browser that signs in to SecureCart');
    expect(labels(signIn).some((label) => /own profile|container/i.test(label))).toBe(false);
    await choose(consoles, 'own in firefox');
    await waitFor(() => expect(called(host, 'chooseBrowser')).toEqual([['chooseBrowser', 'SecureCart', null, 'consoles', 'own in firefox']]));
    await waitFor(() => expect(select('Browser that opens consoles of SecureCart').value).toBe('own in firefox'));
    await choose(signIn, 'firefox:Work');
    await waitFor(() => expect(called(host, 'chooseBrowser')[1]).toEqual(['chooseBrowser', 'SecureCart', null, 'sign_in', 'firefox:Work']));
  });

  it('without the extension for containers is refused with what to install', async () => {
    await open();
    await click('Settings');
    const consoles = select('Browser that opens consoles of SecureCart');
    expect(labels(consoles)).toContain('Firefox container for each account – not available');
    await choose(consoles, 'container');
    await screen.findByText(/has no extension that opens containers/);
    screen.getByText(/open-url-in-container/);
    await waitFor(() => expect(select('Browser that opens consoles of SecureCart').value).toBe('default'));
  });

  it('that is gone is said where one chooses and where one opens', async () => {
    await open('browser-gone');
    await screen.findByText('The browser vivaldi is not installed.');
    await click('Settings');
    await screen.findByText('The browser vivaldi is not installed.');
    const consoles = select('Browser that opens consoles of SecureCart');
    expect([consoles.value, labels(consoles)].flat()).toContain('Vivaldi – not available');
    expect(consoles.value).toBe('vivaldi');
  });

  it('is chosen for one account before the portal’s, and taken back', async () => {
    const { host, app } = await open();
    const { account } = app.row!;
    press('i', { ctrlKey: true });
    const field = await screen.findByLabelText<HTMLSelectElement>('Its consoles open in');
    expect(labels(field)[0]).toBe('Like the portal: Default browser (Firefox)');
    await choose(field, 'own');
    await click('Save');
    await waitFor(() => expect(called(host, 'chooseBrowser')).toEqual([['chooseBrowser', 'SecureCart', account, 'consoles', 'own']]));
    await waitFor(() => expect(labels(select('Browser'))[0]).toBe('As usual: Own profile for each account'));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    press('i', { ctrlKey: true });
    const again = await screen.findByLabelText<HTMLSelectElement>('Its consoles open in');
    await waitFor(() => expect(again.value).toBe('own'));
    await choose(again, 'container');
    await click('Save');
    await within(screen.getByRole('dialog')).findByText(/has no extension/);
    await choose(again, 'default');
    await click('Save');
    await waitFor(() => expect(called(host, 'chooseBrowser')[2]).toEqual(['chooseBrowser', 'SecureCart', account, 'consoles', 'default']));
  });

  it('that the organisation fixed is shown locked and explained', async () => {
    const { app } = await open('organisation');
    await screen.findByText('Your organisation wants its consoles in: Firefox: own profile for each account.');
    expect(screen.queryByLabelText('Browser')).toBeNull();
    press('i', { ctrlKey: true });
    await waitFor(() => expect(screen.getByRole('dialog').textContent).toContain('Set by your organisation'));
    app.sheet = null;
    await click('Settings');
    screen.getByText('Firefox: Work');
    expect(screen.queryByLabelText('Browser that opens consoles of SecureCart')).toBeNull();
  });

  it('is not asked about where there is nothing to choose from', async () => {
    await open('no-browser');
    expect(screen.queryByLabelText('Browser')).toBeNull();
  });
});

describe('a sixth identity', () => {
  it('is told of before it opens, and goes into a profile of its own', async () => {
    const { host } = await open('crowded');
    press('Enter');
    const dialog = await screen.findByRole('dialog', { name: '5 identities are open already' });
    within(dialog).getByText(/In Firefox you are signed in as 5 identities/);
    expect(within(dialog).getAllByRole('listitem')).toHaveLength(5);
    within(dialog).getByText('ReadOnlyAccess in Log archive');
    expect(called(host, 'openConsole')).toEqual([]);
    await click('In its own profile');
    await waitFor(() => expect(called(host, 'openConsole')[0]!.at(-1)).toBe('own'));
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('opens all the same when one says so, and not at all when one thinks better of it', async () => {
    const { host, app } = await open('crowded');
    app.open();
    await waitFor(() => click('Cancel'));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(called(host, 'openConsole')).toEqual([]);
    await click(/^Open console/);
    await waitFor(() => click('Open all the same'));
    await waitFor(() => expect(called(host, 'openConsole')).toHaveLength(1));
  });

  it('that was chosen in the tray is told of in the window, before the guard asks', async () => {
    const { host } = await open('crowded');
    host.want({ portal: 'SecureCart', account: '444455556666', role: 'AdministratorAccess', deed: 'open', at: ANYWHERE });
    await screen.findByRole('dialog', { name: '5 identities are open already' });
    await click('Open all the same');
    await screen.findByRole('dialog', { name: 'Use AdministratorAccess?' });
    expect(called(host, 'openConsole')).toEqual([]);
  });
});

describe('services', () => {
  const all = CHOICES.services;

  it('are found by name, by what people call them, and by a part', () => {
    expect(servicesLike(all, 'cfn').map(({ id }) => id)).toEqual(['cloudformation']);
    expect(servicesLike(all, ' S3 ').map(({ id }) => id)).toEqual(['s3']);
    expect(servicesLike(all, 'cloud').map(({ id }) => id)).toEqual(['cloudformation', 'cloudshell', 'cloudwatch']);
    expect(servicesLike(all, 'manager').map(({ id }) => id)).toEqual(['secretsmanager']);
    expect(servicesLike(all, 'nothing like it')).toEqual([]);
    expect(servicesLike(all, '')).toBe(all);
    expect(['cn-north-1', 'us-gov-west-1', 'eusc-de-east-1', 'eu-west-1', ''].map(partitionOf)).toEqual(['aws-cn', 'aws-us-gov', 'aws-eusc', 'aws', 'aws']);
  });

  it('are chosen by typing, with keys and with the pointer', async () => {
    const { host, app } = await open();
    const field = screen.getByRole<HTMLInputElement>('combobox', { name: 'Service' });
    expect(field.value).toBe('Home');
    field.focus();
    await fireEvent.input(field, { target: { value: 'cfn' } });
    expect(screen.getAllByRole('option').map((one) => one.textContent).filter((one) => one === 'CloudFormation')).toHaveLength(1);
    await fireEvent.keyDown(field, { key: 'Enter' });
    expect([app.service, field.value]).toEqual(['cloudformation', 'CloudFormation']);
    expect(called(host, 'openConsole')).toEqual([]);
    await fireEvent.pointerDown(field);
    const list = screen.getByRole('listbox', { name: 'Service' });
    expect(within(list).getAllByRole('option')).toHaveLength(all.length);
    await fireEvent.click(within(list).getByText('S3'));
    expect(app.service).toBe('s3');
    await fireEvent.keyDown(field, { key: 'ArrowDown' });
    await fireEvent.keyDown(field, { key: 'ArrowUp' });
    await fireEvent.keyDown(field, { key: 'Escape' });
    expect([app.service, app.query]).toEqual(['s3', '']);
    await fireEvent.input(field, { target: { value: 'no such' } });
    screen.getByText('No service is called that.');
    await fireEvent.keyDown(field, { key: 'Enter' });
    expect(app.service).toBe('s3');
  });

  it('and Regions are those of the portal’s partition', async () => {
    const { host, app } = await open();
    const regions = () => labels(select('Region'));
    expect(regions()).not.toContain('cn-north-1');
    app.snapshot = { ...app.snapshot, portals: app.snapshot.portals.map((one) => ({ ...one, region: 'cn-north-1' })) };
    await waitFor(() => expect(regions()).toEqual(['Default', 'cn-north-1']));
    await fireEvent.pointerDown(screen.getByRole('combobox', { name: 'Service' }));
    expect(within(screen.getByRole('listbox')).queryByText('CloudShell')).toBeNull();
    expect(host.calls.some(([call]) => call === 'openConsole')).toBe(false);
  });
});
