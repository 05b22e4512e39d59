// Every screen that is looked at: states of the fake host, sheets, sizes, themes. Rule: an act waits for what it leads to.
import { ANYWHERE, fill as pick, find, press, then, toPlan, type } from './acts.mjs';
import { settle } from './browser.mjs';

export const STATES = [
  'first-run', 'signed-out', 'awaiting', 'awaiting-shared', 'no-code', 'code', 'code-short', 'code-ended', 'signed-in', 'until-about',
  'renewing', 'ending', 'expired', 'rejected', 'this-run', 'memory', 'listing', 'partial', 'empty', 'many', 'labelled', 'only-hidden', 'awkward', 'changes', 'looking', 'local', 'two-portals', 'two-people',
  'offline', 'captive', 'proxy', 'certificate', 'throttled', 'problem', 'keychain-locked', 'keychain-absent', 'keychain-silent',
  'keychain-too-small', 'keychain-gone', 'keychain-failed', 'keychain-fixed', 'clock-ahead', 'clock-behind', 'region-down',
  'region-well', 'everything', 'paced', 'serving', 'serving-fresh', 'support',
];

const settings = async (page) => {
  await page.getByRole('button', { name: 'Settings' }).click();
};
const activity = async (page) => {
  await page.getByRole('button', { name: /^Activity/ }).click();
  await settle(page);
};
const profiles = async (page) => {
  await page.getByRole('button', { name: /^Profiles/ }).click();
  await settle(page);
};
/** Opens the sheet that syncs and waits for its plan. */
const sync = (name) => async (page) => {
  await page.getByRole('button', { name, exact: true }).first().click();
  await settle(page);
};
const fill = (label, words) => async (page) => {
  await page.getByLabel(label, { exact: true }).fill(words);
  await settle(page);
};
/** In a small window the role is told of in a sheet. */
const serve = async (page) => {
  await details(page);
  await click('Serve to tools…')(page);
};
/** Scrolls the list, px. */
const scroll = (top) => async (page) => {
  await page.getByRole('grid').evaluate((list, top) => (list.scrollTop = top), top);
  await settle(page);
};
const group = (word) => async (page) => {
  await page.getByLabel('How accounts stand together').selectOption({ label: word });
  await settle(page);
};
const typeTag = (words) => async (page) => {
  await page.getByRole('textbox', { name: 'Tags' }).fill(words);
  await page.keyboard.press('Enter');
};
const click = (name) => async (page) => {
  await page.getByRole('button', { name, exact: true }).click();
  await settle(page);
};
/** Scrolls a part of the settings into sight. */
const sight = (heading) => async (page) => {
  await page.getByText(heading, { exact: true }).first().evaluate((element) => element.scrollIntoView({ block: 'start' }));
};
const options = async (page) => {
  await page.locator('summary').click();
  await page.locator('summary').evaluate((element) => element.scrollIntoView({ block: 'start' }));
};
/** Opens a part that is folded and scrolls it into sight. */
const unfold = (words) => async (page) => {
  const summary = page.locator('summary').filter({ hasText: words });
  await summary.click();
  await summary.evaluate((element) => element.scrollIntoView({ block: 'start' }));
};
const explain = async (page) => {
  await page.getByRole('button', { name: /gets its credentials$/ }).first().click();
  await settle(page);
};
const details = async (page) => {
  const button = page.getByRole('button', { name: 'Details' });
  if (await button.count()) await button.click();
};

const SHEETS = [
  ...ANYWHERE,
  { name: 'stepped-up', state: 'stepped-up' },
  { name: 'link', state: 'link' },
  { name: 'link-admin', state: 'link-admin' },
  { name: 'link-missing', state: 'link-missing' },
  { name: 'link-hostile', state: 'link-hostile' },
  { name: 'services', state: 'signed-in', act: then(details, (page) => page.getByRole('combobox', { name: 'Service' }).click()) },
  { name: 'browser-once', state: 'signed-in', act: then(details, (page) => page.getByLabel('Browser', { exact: true }).selectOption('chromium:Work')) },
  { name: 'browser-gone', state: 'browser-gone', act: details },
  { name: 'browser-fixed', state: 'organisation', act: details },
  { name: 'settings-browser-gone', state: 'browser-gone', act: settings },
  { name: 'settings-browser-fixed', state: 'organisation', act: settings },
  { name: 'account-browser', state: 'labelled', act: then(press('Control+i'), (page) => page.getByLabel('Its consoles open in').evaluate((field) => field.scrollIntoView())) },
  { name: 'place', state: 'signed-in', act: type('arn:aws:sqs:eu-west-1:444455556666:orders') },
  { name: 'search-many', state: 'many', act: type('img src') },
  { name: 'folded', state: 'signed-in', act: press('PageDown', 'PageDown', 'ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowRight') },
  { name: 'far', state: 'many', act: scroll(200_000) },
  { name: 'not-come', state: 'slow', act: scroll(200_000) },
  { name: 'on-the-way', state: 'slow', act: press('End') },
  { name: 'by-team', state: 'labelled', act: group('by team') },
  { name: 'flat', state: 'labelled', act: group('not at all') },
  { name: 'hidden-left', state: 'labelled', act: scroll(99_999) },
  { name: 'hidden-shown', state: 'labelled', act: then(scroll(99_999), click('Show'), scroll(640)) },
  { name: 'hidden-match', state: 'labelled', act: type('media') },
  { name: 'awkward-end', state: 'awkward', act: press('End') },
  { name: 'account-given', state: 'labelled', act: press('ArrowDown', 'Control+i') },
  { name: 'account-wrong', state: 'awkward', act: then(press('Control+i'), typeTag('no/good, "tag"')) },
  { name: 'account-awkward', state: 'awkward', act: press('End', 'Control+i') },
  { name: 'activity', state: 'changes', act: activity },
  { name: 'activity-none', state: 'signed-in', act: activity },
  { name: 'activity-journal', state: 'journal', act: activity },
  { name: 'activity-journal-rows', state: 'journal', act: then(activity, sight('What happened')) },
  { name: 'activity-many', state: 'journal-many', act: then(activity, sight('What happened')) },
  { name: 'activity-whole', state: 'journal', act: then(activity, click('Verify'), sight('What happened')) },
  { name: 'activity-broken', state: 'journal-broken', act: then(activity, click('Verify'), sight('What happened')) },
  { name: 'activity-refused', state: 'journal-refused', act: then(activity, sight('What happened')) },
  { name: 'activity-no-match', state: 'journal', act: then(activity, fill('Search what happened', 'nothing like this'), sight('What happened')) },
  { name: 'activity-saved', state: 'journal', act: then(activity, click('Save as CSV')) },
  { name: 'activity-signed-out', state: 'signed-out', act: activity },
  { name: 'left-consoles', state: 'consoles', act: click('Sign out of SecureCart') },
  { name: 'activity-looking', state: 'looking', act: activity },
  { name: 'no-match-looking', state: 'looking', act: type('nothing like this') },
  { name: 'profiles', state: 'profiles', act: profiles },
  { name: 'profiles-none', state: 'signed-in', act: profiles },
  { name: 'profiles-drift', state: 'profiles-drift', act: profiles },
  { name: 'profiles-gone', state: 'profiles-drift', act: then(profiles, (page) => page.getByRole('button', { name: /^Role gone/ }).click()) },
  { name: 'profiles-many', state: 'profiles-many', act: then(profiles, (page) => page.locator('.rows').evaluate((rows) => (rows.scrollTop = 200_000))) },
  { name: 'profiles-awkward', state: 'profiles-awkward', act: profiles },
  { name: 'profiles-refused', state: 'profiles-refused', act: profiles },
  { name: 'profiles-no-match', state: 'profiles', act: then(profiles, fill('Search profiles', 'nothing like this')) },
  { name: 'sync', state: 'profiles-drift', act: then(profiles, sync('Sync…')) },
  { name: 'sync-plan', state: 'profiles-drift', act: then(profiles, sync('Sync…'), toPlan) },
  { name: 'sync-first', state: 'signed-in', act: then(profiles, sync('Make profiles…')) },
  { name: 'sync-matches', state: 'profiles', act: then(profiles, sync('Sync…'), (page) => page.getByText('What matches').click(), toPlan) },
  { name: 'sync-apart', state: 'profiles', act: then(profiles, sync('Sync…'), fill('Names', '{role|lower}')) },
  { name: 'sync-fault', state: 'profiles', act: then(profiles, sync('Sync…'), fill('Names', '{acount}-{role}')) },
  { name: 'sync-step', state: 'profiles-step', act: then(profiles, sync('Sync…'), toPlan) },
  { name: 'sync-many', state: 'profiles-many', act: then(profiles, sync('Sync…'), fill('Names', '{number}-{role}'), toPlan) },
  { name: 'sync-failed', state: 'profiles-failed', act: then(profiles, sync('Make profiles…'), toPlan) },
  {
    name: 'sync-conflict', state: 'profiles-conflict',
    act: then(profiles, sync('Sync…'), (page) => page.getByRole('button', { name: /^Write/ }).click(), toPlan),
  },
  { name: 'profile-remove', state: 'profiles', act: then(profiles, (page) => page.getByRole('button', { name: /^Remove profile/ }).first().click()) },
  { name: 'profile-undo', state: 'profiles', act: then(profiles, sync('Undo last write…')) },
  { name: 'serve', state: 'signed-in', act: serve },
  { name: 'serving-details', state: 'serving', act: details },
  { name: 'settings', state: 'signed-in', act: settings },
  { name: 'settings-more', state: 'signed-in', act: then(settings, sight('Sign-in')) },
  { name: 'settings-loud', state: 'memory', act: then(settings, sight('Sign-in')) },
  { name: 'settings-fixed', state: 'organisation', act: then(settings, sight('Sign-in')) },
  { name: 'settings-regions', state: 'region-down', act: settings },
  { name: 'settings-people', state: 'two-people', act: settings },
  { name: 'guardrails', state: 'signed-in', act: then(settings, sight('Guardrails')) },
  { name: 'guardrails-fixed', state: 'organisation', act: then(settings, sight('Guardrails')) },
  { name: 'guardrails-locked', state: 'guard-strict', act: then(settings, sight('Guardrails')) },
  { name: 'guardrails-rules', state: 'organisation', act: then(settings, unfold(/^Rules for/)) },
  { name: 'diagnostics', state: 'signed-in', act: then(settings, click('Check this computer'), sight('Diagnostics')) },
  { name: 'diagnostics-wrong', state: 'everything', act: then(settings, click('Check this computer'), click('Ask the portals, too'), sight('Diagnostics')) },
  { name: 'diagnostics-report', state: 'signed-in', act: then(settings, click('Check this computer'), unfold('Versions and places'), unfold('What the report says'), click('Save the report')) },
  { name: 'explain', state: 'profiles', act: then(profiles, explain) },
  { name: 'explain-shadowed', state: 'profiles-drift', act: then(profiles, explain) },
  { name: 'keychain-sheet', state: 'signed-in', act: then(settings, click('Change…')) },
  { name: 'left-many', state: 'signed-in', act: click('Sign out of SecureCart') },
  { name: 'left-one', state: 'one-key', act: click('Sign out of SecureCart') },
  { name: 'left-none', state: 'local', act: click('Sign out of demo') },
  { name: 'no-browser', state: 'no-browser', act: click('Sign in to SecureCart') },
  { name: 'awaiting-no-browser', state: 'awaiting-no-browser', act: click('Open the page again') },
  { name: 'copied-address', state: 'awaiting', act: click('Copy address') },
  { name: 'keychain-wrong', state: 'keychain-wrong', act: click('Unlock') },
  {
    name: 'keychain-refused', state: 'keychain-wrong',
    act: then(settings, click('Change…'), (page) => page.getByText('The computer’s keychain').last().click(), click('Keep them there')),
  },
  { name: 'unlocked', state: 'keychain-locked', act: click('Unlock') },
  { name: 'found-leads', state: 'first-run', act: find('aws.securecart.example') },
  { name: 'found-no-region', state: 'first-run', act: find('northwind') },
  { name: 'found-unknown', state: 'first-run', act: find('https://access.partner.example/start') },
  { name: 'found-alike', state: 'first-run', act: find('https://awsapps.com.partner.example/start') },
  { name: 'found-none', state: 'first-run', act: find('no such thing') },
  { name: 'found-again', state: 'signed-in', act: then(settings, find('securecart')) },
  { name: 'options', state: 'first-run', act: options },
  {
    name: 'remove', state: 'signed-in',
    act: async (page) => {
      await settings(page);
      await page.getByRole('button', { name: 'Remove SecureCart' }).click();
    },
  },
];

/** Those that are looked at in the colours of a high-contrast desktop as well. */
const FORCED = [
  'first-run', 'found-unknown', 'signed-out', 'awaiting', 'ending', 'changes', 'labelled', 'no-match', 'everything', 'serving', 'stepped-up', 'support', 'guard', 'guard-strict',
  'crowded', 'export', 'keys', 'services', 'copied', 'left-many', 'profiles', 'sync-plan', 'profile-remove', 'explain-shadowed', 'activity-whole', 'activity-broken',
  'settings', 'settings-regions', 'settings-fixed', 'guardrails', 'guardrails-fixed', 'diagnostics-wrong', 'diagnostics-report', 'keychain-sheet', 'remove',
];
const SIZES = [
  { tag: '', width: 1000, height: 680 },
  { tag: '-small', width: 720, height: 480, theme: 'light' },
  { tag: '-text200', width: 1000, height: 680, text: 200, theme: 'dark' },
];

/** All of them, in a fixed order. */
export function screens() {
  const plain = [...STATES.map((state) => ({ name: state, state, act: undefined })), ...SHEETS];
  const out = [];
  for (const theme of ['light', 'dark']) {
    for (const size of SIZES.filter((size) => !size.theme || size.theme === theme)) for (const screen of plain) out.push({ ...screen, ...size, theme, name: `${screen.name}${size.tag}-${theme}` });
    const signedIn = { state: 'signed-in', theme, width: 1000, height: 680 };
    const code = { state: 'code', theme };
    out.push({ ...code, name: `code-contrast-${theme}`, width: 1000, height: 680, contrast: true });
    out.push({ ...code, name: `code-forced-${theme}`, width: 1000, height: 680, forced: true });
    out.push({ ...code, name: `code-zoom200-${theme}`, width: 500, height: 340 });
    out.push({ state: 'this-run', theme, name: `this-run-zoom200-${theme}`, width: 500, height: 340 });
    out.push({ state: 'first-run', theme, name: `found-unknown-small-text200-${theme}`, width: 720, height: 480, text: 200, act: find('access.partner.example') });
    const picker = { state: 'signed-in', theme, path: 'picker.html', width: 640, height: 456 };
    out.push({ ...picker, name: `picker-${theme}` });
    out.push({ ...picker, name: `picker-place-${theme}`, act: pick('prod ec2 eu-west-1') });
    out.push({ ...picker, name: `picker-none-${theme}`, act: pick('nothing like it') });
    out.push({ ...picker, state: 'many', name: `picker-many-${theme}`, act: press(...Array(30).fill('ArrowDown')) });
    for (const state of ['first-run', 'signed-out', 'expired', 'offline']) out.push({ ...picker, state, name: `picker-${state}-${theme}` });
    out.push({ ...picker, name: `picker-forced-${theme}`, forced: true });
    out.push({ ...picker, name: `picker-text200-${theme}`, text: 200, act: pick('prod ec2 eu-west-1') });
    out.push({ ...signedIn, name: `contrast-${theme}`, contrast: true });
    out.push({ ...signedIn, name: `forced-${theme}`, forced: true });
    out.push({ ...signedIn, name: `large-${theme}`, width: 1600, height: 1000 });
    const changes = { state: 'changes', theme, act: activity };
    out.push({ state: 'journal', theme, act: then(activity, sight('What happened')), name: `activity-journal-zoom200-${theme}`, width: 500, height: 340 });
    out.push({ state: 'journal', theme, act: activity, name: `activity-journal-forced-${theme}`, width: 1000, height: 680, forced: true });
    for (const name of FORCED) {
      const screen = plain.find((one) => one.name === name);
      out.push({ ...screen, theme, name: `${name}-forced-${theme}`, width: 1000, height: 680, forced: true });
    }
    const drift = { state: 'profiles-drift', theme, act: profiles };
    out.push({ ...drift, name: `profiles-contrast-${theme}`, width: 1000, height: 680, contrast: true });
    out.push({ ...drift, name: `profiles-forced-${theme}`, width: 1000, height: 680, forced: true });
    out.push({ ...drift, name: `profiles-zoom200-${theme}`, width: 500, height: 340 });
    out.push({ ...drift, name: `sync-zoom200-${theme}`, width: 500, height: 340, act: then(profiles, sync('Sync…')) });
    out.push({ ...drift, name: `profiles-large-${theme}`, width: 1600, height: 1000 });
    out.push({ state: 'serving', theme, name: `serving-zoom200-${theme}`, width: 500, height: 340 });
    const labelled = { state: 'labelled', theme };
    out.push({ ...labelled, name: `labelled-large-${theme}`, width: 1600, height: 1000 });
    out.push({ ...labelled, name: `labelled-zoom200-${theme}`, width: 500, height: 340 });
    out.push({ ...labelled, name: `account-zoom200-${theme}`, width: 500, height: 340, act: press('Control+i') });
    out.push({ ...labelled, name: `account-contrast-${theme}`, width: 1000, height: 680, contrast: true, act: press('Control+i') });
    out.push({ ...labelled, name: `account-forced-${theme}`, width: 1000, height: 680, forced: true, act: press('Control+i') });
    out.push({ ...changes, name: `activity-contrast-${theme}`, width: 1000, height: 680, contrast: true });
    out.push({ ...changes, name: `activity-forced-${theme}`, width: 1000, height: 680, forced: true });
    out.push({ ...changes, name: `activity-zoom200-${theme}`, width: 500, height: 340 });
    out.push({ state: 'partial', theme, name: `partial-forced-${theme}`, width: 1000, height: 680, forced: true });
    out.push({ ...signedIn, name: `zoom200-${theme}`, width: 500, height: 340 });
    out.push({ ...signedIn, name: `small-text200-${theme}`, width: 720, height: 480, text: 200 });
    out.push({ ...signedIn, name: `details-small-${theme}`, width: 720, height: 480, act: details });
    out.push({ ...signedIn, name: `details-text200-${theme}`, text: 200, act: details });
  }
  return out;
}
