import { fireEvent, screen, waitFor } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import { button, called, click, open } from './page';

const words = (): HTMLInputElement => screen.getByLabelText('Start URL, link, host or short name');
const region = (): HTMLSelectElement => screen.getByLabelText('Region of the portal');
const status = (): string => [...document.querySelectorAll('form [role=status]')].map((one) => one.textContent).join('');

/** Looks for a portal as Enter does. */
async function find(what: string): Promise<void> {
  await fireEvent.input(words(), { target: { value: what } });
  await fireEvent.submit(words().form!);
  await waitFor(() => expect(words().form!.querySelector('button:disabled') === null || screen.queryByLabelText('Call it')).toBeTruthy());
  await waitFor(() => expect(screen.queryByText('Looking for the portal')).toBeNull());
}

describe('a portal', () => {
  it('is found by a company’s short name, added and signed in to', async () => {
    const { host, app } = await open('first-run');
    expect(document.activeElement).toBe(words());
    await find('SecureCart');
    expect(region().value).toBe('eu-west-1');
    expect(status()).toContain('Found securecart.awsapps.com in eu-west-1.');
    await waitFor(() => expect(document.activeElement).toBe(button('Add and sign in')));
    await click('Add and sign in');
    const portal = {
      name: 'securecart', startUrl: 'https://securecart.awsapps.com/start', region: 'eu-west-1', endpoint: null, also: [], hosts: 'standard',
      confirmedHost: null,
    };
    await waitFor(() => expect(called(host, 'addPortal')).toEqual([['addPortal', portal]]));
    await waitFor(() => expect(app.portal?.session.state).toBe('signed_in'));
  });

  it('has its Region asked for where it does not tell it', async () => {
    const { host } = await open('first-run');
    await find('northwind');
    await waitFor(() => expect(document.activeElement).toBe(region()));
    expect(document.getElementById(region().getAttribute('aria-describedby')!)?.textContent).toContain('its page names no Region. Name the Region yourself');
    expect(button('Add and sign in').disabled).toBe(true);
    await fireEvent.change(region(), { target: { value: 'eu-north-1' } });
    await click('Add and sign in');
    await waitFor(() => expect(called(host, 'addPortal')[0]?.[1]).toMatchObject({ region: 'eu-north-1' }));
  });

  it('a11 of an unknown host is added only once that host is typed', async () => {
    const { host } = await open('first-run');
    await find('https://access.partner.example/start');
    const confirm = screen.getByLabelText<HTMLInputElement>('Type access.partner.example to confirm it');
    await waitFor(() => expect(document.activeElement).toBe(confirm));
    await fireEvent.change(region(), { target: { value: 'us-east-1' } });
    for (const typed of ['access.partner.exampl', 'partner.example', '']) {
      await fireEvent.input(confirm, { target: { value: typed } });
      expect(button('Add and sign in').disabled).toBe(true);
      await fireEvent.submit(confirm.form!);
    }
    expect(called(host, 'addPortal')).toHaveLength(0);
    expect(confirm.getAttribute('aria-describedby')?.split(' ').map((id) => document.getElementById(id)?.textContent).join(' ')).toContain(
      'is not a host of AWS’s: whoever runs it could show you accounts of their own',
    );
    await fireEvent.input(confirm, { target: { value: ' Access.Partner.example ' } });
    await click('Add and sign in');
    await waitFor(() => expect(called(host, 'addPortal')[0]?.[1]).toMatchObject({ name: 'access', confirmedHost: 'access.partner.example' }));
  });

  it('a11 that only looks like one of AWS’s is told as that', async () => {
    await open('first-run');
    await find('https://awsapps.com.partner.example/start');
    expect(screen.getByText(/^awsapps.com.partner.example looks like a host of AWS’s and is none/)).toBeTruthy();
    expect(button('Add and sign in').disabled).toBe(true);
  });

  it('says which host a link has led to', async () => {
    await open('first-run');
    await find('aws.securecart.example');
    expect(screen.getByText('aws.securecart.example leads to securecart.awsapps.com.')).toBeTruthy();
    expect(screen.getByText('A host of AWS’s own')).toBeTruthy();
  });

  it.each([
    ['', 'Paste what your organisation gave you'],
    ['http://x.example/start', '"http://x.example/start" is not a start URL'],
    ['no such thing', '"no such thing" is not a start URL; it looks like https://company.awsapps.com/start. Check the spelling'],
  ])('that is not found (%s) is told beside the field, which keeps the focus', async (what, fault) => {
    const { host } = await open('first-run');
    await find(what);
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain(fault);
    expect(words().getAttribute('aria-describedby')).toBe(alert.id);
    expect(document.activeElement).toBe(words());
    expect(screen.queryByText('Add and sign in')).toBeNull();
    expect(called(host, 'addPortal')).toHaveLength(0);
  });

  it('is looked for anew when other words are typed; a late answer is dropped', async () => {
    const { host } = await open('first-run');
    await find('securecart');
    await fireEvent.input(words(), { target: { value: 'northwin' } });
    expect(screen.queryByText('Add and sign in')).toBeNull();
    host.lookTime = 60;
    await fireEvent.submit(words().form!);
    await fireEvent.input(words(), { target: { value: 'northwind' } });
    host.lookTime = 5;
    await fireEvent.submit(words().form!);
    await screen.findByText('northwind.awsapps.com');
    await new Promise((resolve) => setTimeout(resolve, 120));
    expect(screen.queryByRole('alert')).toBeNull();
    expect(screen.getByText('northwind.awsapps.com')).toBeTruthy();
  });

  it('has additional Regions and other hosts for those who need them', async () => {
    const { host } = await open('first-run');
    await find('securecart');
    const also = screen.getByLabelText('Additional Regions');
    await fireEvent.input(also, { target: { value: 'us-east-1, nowhere' } });
    await click('Add and sign in');
    expect((await screen.findByRole('alert')).textContent).toContain('“nowhere” is no Region.');
    expect(document.activeElement).toBe(also);
    expect(also.closest('details')?.open).toBe(true);
    await fireEvent.input(also, { target: { value: Array.from({ length: 9 }, (_, n) => `us-east-${n}`).join() } });
    await click('Add and sign in');
    await screen.findByText('An instance has at most 5 additional Regions.');
    await fireEvent.input(also, { target: { value: 'us-east-1, ap-southeast-2' } });
    await fireEvent.change(screen.getByLabelText('Hosts'), { target: { value: 'fips-dual-stack' } });
    await click('Add and sign in');
    await waitFor(() => expect(called(host, 'addPortal')[0]?.[1]).toMatchObject({ also: ['us-east-1', 'ap-southeast-2'], hosts: 'fips-dual-stack' }));
  });

  it('may be a local Identity Center, with an address for each Region', async () => {
    const { host } = await open('first-run');
    await fireEvent.input(screen.getByLabelText('Address of a local Identity Center'), { target: { value: 'http://127.0.0.1:8123' } });
    await find('https://securecart.awsapps.com/start');
    expect(called(host, 'discoverPortal')).toEqual([['discoverPortal', 'https://securecart.awsapps.com/start', 'http://127.0.0.1:8123']]);
    expect(screen.getByText('Local Identity Center, not AWS')).toBeTruthy();
    await fireEvent.input(screen.getByLabelText('Additional Regions'), { target: { value: 'us-east-1=http://127.0.0.1:8124' } });
    await click('Add and sign in');
    await waitFor(() =>
      expect(called(host, 'addPortal')[0]?.[1]).toMatchObject({ endpoint: 'http://127.0.0.1:8123', also: ['us-east-1=http://127.0.0.1:8124'] }),
    );
  });

  it('keeps its name to itself: one in use is refused, and proposed ones get a number', async () => {
    const { host } = await open();
    await click('Settings');
    await find('securecart');
    expect(screen.getByText('SecureCart uses the same portal: the two are two people, each with a session.')).toBeTruthy();
    const name = screen.getByLabelText<HTMLInputElement>('Call it');
    for (const [typed, fault] of [['SecureCart', 'There is a portal called SecureCart already.'], ['no spaces', 'Use up to 40 letters']] as const) {
      await fireEvent.input(name, { target: { value: typed } });
      await click('Add and sign in');
      await waitFor(() => expect(screen.getByRole('alert').textContent).toContain(fault));
      expect(document.activeElement).toBe(name);
    }
    expect(called(host, 'addPortal')).toHaveLength(0);
    await fireEvent.input(name, { target: { value: 'SecureCart-ops' } });
    await click('Add and sign in');
    await waitFor(() => expect(called(host, 'addPortal')[0]?.[1]).toMatchObject({ name: 'SecureCart-ops' }));
    await click('Settings');
    await screen.findByText('Add a portal');
  });

  it('that could not be added leaves everything as it was typed', async () => {
    const { host } = await open('first-run');
    await find('securecart');
    host.refuseNext = { code: 'file_not_writable', message: 'The settings cannot be written.', remedy: 'Make room.' };
    await click('Add and sign in');
    expect((await screen.findByRole('alert')).textContent).toBe('The settings cannot be written. Make room.');
    expect(words().value).toBe('securecart');
    await waitFor(() => expect(document.activeElement).toBe(button('Add and sign in')));
  });

  it('of the demo company says that it is not AWS', async () => {
    const { app } = await open('first-run');
    await find('securecart');
    expect(screen.queryByText('Look around the demo company'), 'who has found a portal has no need of another').toBeNull();
    await fireEvent.input(words(), { target: { value: '' } });
    await click('Look around the demo company');
    await screen.findAllByText('Local Identity Center, not AWS');
    await waitFor(() => expect(app.portal?.session.state).toBe('signed_in'));
  });
});
