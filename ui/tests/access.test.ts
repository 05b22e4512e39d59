import { fireEvent, screen, waitFor, within } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import { called, chosen, open, press, rows, search } from './page';

describe('the list', () => {
  it('starts with the search focused and the weakest role of the first account chosen', async () => {
    await open();
    expect(document.activeElement).toBe(search());
    expect(chosen()).toContain('Production');
    expect(screen.getByRole('gridcell', { selected: true }).textContent).toContain('ReadOnlyAccess, read');
  });

  it('points the search at the chosen cell', async () => {
    await open();
    const id = search().getAttribute('aria-activedescendant')!;
    expect(document.getElementById(id)).toBe(screen.getByRole('gridcell', { selected: true }));
  });

  it('filters while typing, marks the match and takes the first one', async () => {
    await open();
    await fireEvent.input(search(), { target: { value: 'payments-prod' } });
    await waitFor(() => expect(rows()).toHaveLength(1));
    expect(chosen()).toContain('shop-payments-prod');
    expect(document.querySelector('mark')?.textContent).toBe('payments-prod');
    expect(screen.getByText('1 account found.')).toBeTruthy();
  });

  it('drops an answer that is older than the last question', async () => {
    const { host, app } = await open();
    const answers: (() => void)[] = [];
    const real = host.listing.bind(host);
    host.listing = (ask) => new Promise((resolve) => answers.push(() => resolve(real(ask))));
    const first = app.search('dev');
    const second = app.search('audit');
    answers[1]!();
    await second;
    answers[0]!();
    await first;
    expect([...app.list.rows.values()].map(({ name }) => name)).toEqual(['Audit']);
  });

  it('says that nothing matches and clears with Escape', async () => {
    const { app } = await open();
    await fireEvent.input(search(), { target: { value: 'zzz' } });
    await screen.findByText('Nothing matches “zzz”.');
    expect(search().hasAttribute('aria-activedescendant')).toBe(false);
    press('Escape');
    await waitFor(() => expect(app.query).toBe(''));
  });

  it('keeps the choice when accounts arrive above it', async () => {
    const { host, app } = await open();
    press('ArrowDown');
    const before = app.row?.name;
    host.gain({ account: '999900001111', name: 'Newcomer', starred: true });
    await waitFor(() => expect(app.snapshot.account_count).toBe(25));
    await waitFor(() => expect([...app.list.rows.values()].some(({ name }) => name === 'Newcomer')).toBe(true));
    expect(app.row?.name).toBe(before);
  });

  it('shows hostile names as text only', async () => {
    await open('many');
    await fireEvent.input(search(), { target: { value: '<img src=x' } });
    await waitFor(() => expect(chosen()).toContain('<img src=x onerror=alert(1)>'));
    expect(document.querySelector('img')).toBeNull();
  });

  it('draws only what is in sight of ten thousand accounts', async () => {
    const { app } = await open('many');
    expect(app.list.outline.total).toBe(10_000);
    expect(rows().length).toBeLessThan(40);
    expect(screen.getByRole('grid').getAttribute('aria-rowcount')).toBe(String(app.list.outline.count));
  });
});

describe('the mouse', () => {
  it('chooses a role and leaves the keys working', async () => {
    const { app } = await open();
    await fireEvent.click(screen.getAllByText('SecurityAudit')[0]!);
    expect(app.role?.role).toBe('SecurityAudit');
    expect(document.activeElement).toBe(screen.getByRole('grid'));
    press('ArrowDown');
    expect(app.row?.name).toBe('shop-payments-prod');
  });

  it('chooses when the button goes down, but for the star', async () => {
    const { app } = await open();
    await fireEvent.mouseDown(screen.getByRole('button', { name: 'Favourite: Staging' }));
    expect(app.row?.name).toBe('Production');
    await fireEvent.mouseDown(screen.getAllByText('SecurityAudit')[0]!, { button: 2 });
    expect(app.role?.role).not.toBe('SecurityAudit');
    await fireEvent.mouseDown(screen.getAllByText('SecurityAudit')[0]!);
    expect(app.role?.role).toBe('SecurityAudit');
  });

  it('stars a row without choosing it', async () => {
    const { host, app } = await open();
    await fireEvent.click(screen.getByRole('button', { name: 'Favourite: Staging' }));
    await waitFor(() => expect(called(host, 'star')).toEqual([['star', 'SecureCart', '777788889999', true]]));
    expect(app.row?.name).toBe('Production');
  });
});

describe('the keys', () => {
  it('move through accounts and roles', async () => {
    const { app } = await open();
    expect(press('ArrowRight')).toBe(true);
    expect(app.role?.role).toBe('SecurityAudit');
    press('ArrowDown');
    expect(app.row?.name).toBe('shop-payments-prod');
    press('ArrowUp');
    expect(app.row?.name).toBe('Production');
    expect(app.role?.role).toBe('ReadOnlyAccess');
  });

  it('go to the search, to the settings, and close the window', async () => {
    const { host, app } = await open();
    press(',', { ctrlKey: true });
    expect(app.page).toBe('settings');
    press('f', { ctrlKey: true });
    expect(app.page).toBe('access');
    press('w', { ctrlKey: true });
    await waitFor(() => expect(called(host, 'closeWindow')).toHaveLength(1));
  });

  it('leave left and right to the text until an arrow has gone into the list', async () => {
    await open();
    await fireEvent.input(search(), { target: { value: 'shop' } });
    expect(press('ArrowRight')).toBe(false);
    press('ArrowDown');
    expect(press('ArrowRight')).toBe(true);
  });

  it('open the console with Enter, where the person chose', async () => {
    const { host } = await open();
    const service = screen.getByLabelText('Service');
    await fireEvent.input(service, { target: { value: 'ec2' } });
    await fireEvent.keyDown(service, { key: 'Enter' });
    await fireEvent.change(screen.getByLabelText('Region'), { target: { value: 'eu-west-1' } });
    press('Enter');
    await waitFor(() => expect(called(host, 'openConsole')).toEqual([['openConsole', '444455556666', 'ReadOnlyAccess', 'ec2', 'eu-west-1']]));
    await screen.findByText('Opening ReadOnlyAccess in Production.');
  });

  it('open what was pasted where it is, as the weakest role', async () => {
    const { host, app } = await open();
    const queue = 'arn:aws:sqs:eu-west-1:444455556666:orders';
    await fireEvent.input(search(), { target: { value: queue } });
    await screen.findByText('Simple Queue Service');
    screen.getByText('eu-west-1 · 4444-5555-6666');
    await waitFor(() => expect(app.role?.role).toBe('ReadOnlyAccess'));
    press('Enter');
    await waitFor(() => expect(called(host, 'openConsole')).toEqual([['openConsole', '444455556666', 'ReadOnlyAccess', null, null, queue]]));
  });

  it('say of a pasted place in whose account nobody has a role, what is missing, and where to ask for it', async () => {
    const { host } = await open();
    await fireEvent.input(search(), { target: { value: 'arn:aws:sqs:eu-west-1:999999999999:orders' } });
    await screen.findByText('You have no role in account 9999-9999-9999.');
    await fireEvent.click(screen.getByRole('button', { name: 'Ask for access' }));
    await waitFor(() => expect(called(host, 'requestAccess')).toEqual([['requestAccess', '999999999999', null]]));
  });

  it('open the service and the Region that are named beside the account', async () => {
    const { host, app } = await open();
    await fireEvent.input(search(), { target: { value: 'production ec2 eu-west-1' } });
    await screen.findByText('EC2', { selector: 'b' });
    await waitFor(() => expect(app.row?.name).toBe('Production'));
    expect(screen.queryByLabelText('Service')).toBeNull();
    press('Enter');
    await waitFor(() => expect(called(host, 'openConsole')).toEqual([['openConsole', '444455556666', 'ReadOnlyAccess', 'ec2', 'eu-west-1']]));
  });

  it('go back to where they were in that account, and keep a place for good', async () => {
    const { host, app } = await open();
    await fireEvent.input(search(), { target: { value: 'production' } });
    const places = await screen.findByRole('list', { name: 'Places in this account' });
    const names = () => within(places).getAllByRole('listitem').map((item) => item.textContent!.replace(/\s+/g, ' ').trim());
    expect(names()).toEqual(['CloudWatch eu-west-1', 'EC2 eu-west-1']);
    await fireEvent.click(within(places).getByRole('button', { name: 'EC2 eu-west-1' }));
    expect([app.service, app.region]).toEqual(['ec2', 'eu-west-1']);
    press('Enter');
    await waitFor(() => expect(called(host, 'openConsole')).toEqual([['openConsole', '444455556666', 'ReadOnlyAccess', 'ec2', 'eu-west-1']]));
    await fireEvent.input(screen.getByRole('combobox', { name: 'Service' }), { target: { value: 's3' } });
    await fireEvent.keyDown(screen.getByRole('combobox', { name: 'Service' }), { key: 'Enter' });
    await fireEvent.click(within(places).getByRole('button', { name: /^Keep / }));
    await waitFor(() => expect(called(host, 'starPlace')).toEqual([['starPlace', 'SecureCart', '444455556666', 's3', 'eu-west-1', true]]));
    await waitFor(() => expect(names()[1]).toMatch(/eu-west-1$/));
  });

  it('show only roles that read in support mode, until asked', async () => {
    const { app } = await open('support');
    await screen.findByText('Support mode: only roles that read are shown.');
    await fireEvent.input(search(), { target: { value: 'dev' } });
    await waitFor(() => expect(app.row?.roles.map((role) => role.class)).not.toContain('admin'));
    await fireEvent.click(screen.getAllByRole('button', { name: 'Show all roles' })[0]!);
    await screen.findByText('Support mode: roles that do more than read are shown, too.');
    await waitFor(() => expect(app.row?.roles.map((role) => role.class)).toContain('admin'));
    await waitFor(() => expect(app.role?.role).toBeDefined());
  });

  it('copy credentials with Ctrl+C, but never in place of selected text', async () => {
    const { host } = await open();
    await fireEvent.input(search(), { target: { value: 'prod' } });
    search().setSelectionRange(0, 4);
    expect(press('c', { ctrlKey: true })).toBe(false);
    search().setSelectionRange(4, 4);
    expect(press('c', { ctrlKey: true })).toBe(true);
    await waitFor(() => expect(called(host, 'copyCredentials')).toHaveLength(1));
    expect(called(host, 'copyCredentials')[0]?.[3]).toBe('bash');
  });

  it('star with Space only while nothing is typed', async () => {
    const { host, app } = await open();
    expect(press(' ')).toBe(true);
    await waitFor(() => expect(called(host, 'star')).toEqual([['star', 'SecureCart', '444455556666', false]]));
    await waitFor(() => expect(app.row?.starred).toBe(false));
    await fireEvent.input(search(), { target: { value: 'a' } });
    expect(press(' ')).toBe(false);
  });

  it('are all shown by ?, and belong to an open sheet', async () => {
    const { app } = await open();
    press('?');
    const sheet = await screen.findByRole('dialog', { name: 'Keys' });
    const before = app.row;
    press('ArrowDown');
    expect(app.row).toBe(before);
    await fireEvent.click(within(sheet).getByRole('button', { name: 'Close' }));
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('bring the search back from another page', async () => {
    const { app } = await open();
    await fireEvent.click(screen.getByRole('button', { name: 'Settings' }));
    expect(app.page).toBe('settings');
    press('k', { ctrlKey: true });
    await waitFor(() => expect(document.activeElement).toBe(search()));
  });
});
