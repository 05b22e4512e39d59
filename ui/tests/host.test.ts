import { emit } from '@tauri-apps/api/event';
import { clearMocks, mockIPC } from '@tauri-apps/api/mocks';
import { afterEach, describe, expect, it } from 'vitest';
import { host, problemOf, Refusal } from '../src/host';

afterEach(clearMocks);

describe('the real host', () => {
  it('asks by the names and arguments of the contract', async () => {
    const calls: [string, unknown][] = [];
    mockIPC((command, args) => {
      calls.push([command, args]);
      return null;
    });
    const key = { portal: 'p', account: '444455556666', role: 'ReadOnlyAccess' };
    const at = { service: 'ec2', region: null, place: null, browser: 'firefox:Work' };
    await host.openConsole(key, at, null);
    await host.crowd(key, null);
    await host.copyLink(key, at, 'app');
    await host.link();
    await host.browsers();
    await host.chooseBrowser('p', null, 'sign_in', 'default');
    await host.copyCredentials(key, 'bash', { held: true, typed: null, reason: 'x' });
    await host.stepDown(key);
    await host.discoverPortal('p', null);
    const portal = { startUrl: 'https://p.awsapps.com/start', region: 'eu-west-1', endpoint: null, also: ['us-east-1'], hosts: 'fips', confirmedHost: null };
    await host.addPortal({ name: 'p', ...portal });
    await host.setPreferences({ theme: 'dark', grouping: { by: 'tag', key: 'team' }, language: 'ja' });
    const ask = { query: 'a', grouping: { by: 'flat' as const }, hidden: true, stronger: false, from: 3, count: 9, keep: [] };
    await host.listing(ask);
    await host.labelOf('p', '444455556666');
    await host.visits('p', '444455556666');
    await host.requestAccess('444455556666', null);
    await host.starPlace('p', '444455556666', 's3', null, true);
    const label = { nickname: 'Live', colour: 'red', tags: ['a'], hidden: false };
    await host.setLabel('p', '444455556666', label);
    const journalAsk = { portal: null, account: null, kinds: ['signed_in'], words: 'a', since: null, before: 7, count: 100 };
    await host.journal(journalAsk);
    await host.saveJournal(journalAsk, 'csv');
    await host.verifyJournal();
    await host.clocks();
    await host.signOutOfConsoles('firefox:a1.work');
    await host.changesSeen(7);
    await host.awaitAccess('p');
    await host.awaitAccessNoMore('p');
    await host.signInWithCode('p');
    await host.openCodePage('p', true);
    await host.reopenSignIn('p');
    await host.copySignInAddress('p');
    await host.setQuietHours({ from: '22:00', to: '07:00' });
    await host.signOut('p');
    await host.useKeychain('file');
    await host.unlockKeychain();
    await host.startsAtLogin();
    await host.startAtLogin(true);
    await host.update();
    await host.closeWindow();
    await host.guardrails();
    await host.setGuardrail({ set: 'admin', to: 'type' });
    await host.explainProfile('prod');
    await host.examine(true);
    await host.saveReport();
    expect(calls).toEqual([
      ['open_console', { ...key, at, consent: null }],
      ['crowd', { ...key, browser: null }],
      ['copy_link', { ...key, at, form: 'app' }],
      ['link', {}],
      ['browsers', {}],
      ['choose_browser', { portal: 'p', account: null, of: 'sign_in', choice: 'default' }],
      ['copy_credentials', { ...key, form: 'bash', consent: { held: true, typed: null, reason: 'x' } }],
      ['step_down', key],
      ['discover_portal', { text: 'p', endpoint: null }],
      ['add_portal', { name: 'p', ...portal }],
      ['set_preferences', { preferences: { theme: 'dark', grouping: { by: 'tag', key: 'team' }, language: 'ja' } }],
      ['listing', { ask }],
      ['label_of', { portal: 'p', account: '444455556666' }],
      ['visits', { portal: 'p', account: '444455556666' }],
      ['request_access', { account: '444455556666', role: null }],
      ['star_place', { portal: 'p', account: '444455556666', service: 's3', region: null, starred: true }],
      ['set_label', { portal: 'p', account: '444455556666', label }],
      ['journal', { ask: journalAsk }],
      ['save_journal', { ask: journalAsk, form: 'csv' }],
      ['verify_journal', {}],
      ['clocks', {}],
      ['sign_out_of_consoles', { place: 'firefox:a1.work' }],
      ['changes_seen', { upTo: 7 }],
      ['await_access', { portal: 'p' }],
      ['await_access_no_more', { portal: 'p' }],
      ['sign_in_with_code', { portal: 'p' }],
      ['open_code_page', { portal: 'p', filledIn: true }],
      ['reopen_sign_in', { portal: 'p' }],
      ['copy_sign_in_address', { portal: 'p' }],
      ['set_quiet_hours', { quiet: { from: '22:00', to: '07:00' } }],
      ['sign_out', { portal: 'p' }],
      ['use_keychain', { store: 'file' }],
      ['unlock_keychain', {}],
      ['starts_at_login', {}],
      ['start_at_login', { on: true }],
      ['update', {}],
      ['close_window', {}],
      ['guardrails', {}],
      ['set_guardrail', { rail: { set: 'admin', to: 'type' } }],
      ['explain_profile', { profile: 'prod' }],
      ['examine', { reach: true }],
      ['save_report', {}],
    ]);
  });

  it('turns a refusal into its problem', async () => {
    const problem = { code: 'offline', message: 'No way there.', remedy: 'Look at the cable.' };
    mockIPC(() => {
      throw problem;
    });
    const thrown = await host.listing({ query: '', grouping: { by: 'name' }, hidden: false, stronger: false, from: 0, count: 9, keep: [] }).catch((error: unknown) => error);
    expect(thrown).toBeInstanceOf(Refusal);
    expect(problemOf(thrown)).toEqual(problem);
  });

  it('turns anything else into a fault of its own', () => {
    for (const thrown of [new Error('x'), 'x', null, {}]) expect(problemOf(thrown).code).toBe('internal');
  });

  it('passes changes on until it is told to stop', async () => {
    mockIPC(() => null, { shouldMockEvents: true });
    const heard: string[] = [];
    const stop = await host.onChanged((_, cause) => heard.push(cause));
    await emit('changed', { cause: 'listed', snapshot: {} });
    stop();
    expect(heard).toEqual(['listed']);
  });
});
