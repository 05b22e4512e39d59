// The main journeys without a mouse: `[name, what is done]`, each telling what is wrong. See hands.mjs for what is looked at in every step.
import { Hands } from './hands.mjs';

const walk = (state, steps, path = '') => async (page, open) => {
  await open(state, path);
  const hands = new Hands(page);
  await steps(hands, page).catch((error) => hands.faults.push(String(error).split('\n')[0]));
  return [...new Set(hands.faults)].slice(0, 8);
};
const SEARCH = 'Search accounts';
const PICKER = 'Account, role, service and Region';

/** In the page: the row that the picker's field has chosen, and whether it is in sight. */
function picked() {
  const row = document.getElementById(document.activeElement.getAttribute('aria-activedescendant'));
  const [own, list] = [row, row.parentElement].map((element) => element.getBoundingClientRect());
  return { row: row.textContent, seen: own.top >= list.top && own.bottom <= list.bottom };
}

/** Each opens its own scene and is run in a fresh page. */
export const walks = [
  ['by keyboard: search and open', walk('signed-in', async (hands) => {
    await hands.back(SEARCH);
    await hands.type('check prod');
    await hands.reads(/accounts? found/);
    await hands.press('Enter');
    await hands.reads(/^Opening /);
    await hands.press('Escape');
    await hands.back(SEARCH);
  })],
  ['by keyboard: choose another role, and confirm a guarded one', walk('signed-in', async (hands, page) => {
    await hands.press('ArrowDown', 'ArrowUp', 'ArrowRight', 'ArrowRight', 'Enter');
    await hands.sheet(/^Use /);
    await hands.press('Escape');
    await hands.back(SEARCH);
    await hands.press('Enter');
    await hands.sheet(/^Use /);
    await hands.to('Hold to go on');
    await page.keyboard.down(' ');
    await page.getByRole('dialog').waitFor({ state: 'detached', timeout: 4000 });
    await page.keyboard.up(' ');
    await hands.reads('Stepped up');
    await hands.back(SEARCH);
  })],
  ['by keyboard: type a name and a reason where that is wanted', walk('guard-strict', async (hands) => {
    await hands.press('ArrowDown', 'ArrowUp', 'ArrowRight', 'ArrowRight', 'Enter');
    await hands.sheet(/^Use /);
    await hands.type('INC-4711');
    await hands.to(/^Type /);
    await hands.type('AdministratorAccess');
    await hands.press('Enter');
    await hands.reads('Stepped up');
    await hands.back(SEARCH);
  })],
  ['by keyboard: make a favourite', walk('signed-in', async (hands) => {
    await hands.press('ArrowDown', 'ArrowDown', 'ArrowDown', ' ');
    await hands.reads(/is (no longer )?a favourite/);
    await hands.back(SEARCH);
  })],
  ['by keyboard: export a profile', walk('signed-in', async (hands) => {
    await hands.press('Control+e');
    await hands.sheet('Export profile');
    await hands.to('Write profile');
    await hands.press('Enter');
    await hands.reads(/is written/);
    await hands.back(SEARCH);
  })],
  ['by keyboard: sign out, and see what is left', walk('signed-in', async (hands) => {
    await hands.to('Sign out of SecureCart', true);
    await hands.press('Enter');
    await hands.sheet('Signed out of SecureCart');
    await hands.press('Escape');
    await hands.back('Sign in to SecureCart');
  })],
  ['by keyboard: sign in, think better of it', walk('signed-out', async (hands) => {
    await hands.to('Sign in to SecureCart', true);
    await hands.press('Enter');
    await hands.sheet('Continue in your browser');
    await hands.press('Escape');
    await hands.back('Sign in to SecureCart');
  })],
  ['by keyboard: change settings', walk('signed-in', async (hands) => {
    await hands.to('Settings', true);
    await hands.press('Enter');
    await hands.to('Admin roles');
    await hands.press('ArrowDown');
    await hands.reads('The guardrails are kept.');
    await hands.back('Admin roles');
    await hands.to('Support mode');
    await hands.press(' ');
    await hands.back('Support mode');
    await hands.to('Change…');
    await hands.press('Enter');
    await hands.sheet('Where sessions are kept');
    await hands.press('Escape');
    await hands.back('Change…');
    await hands.to(/^Quiet hours/);
    await hands.press(' ');
    await hands.reads('Notifications come at any time.');
  })],
  ['by keyboard: have the computer checked, and save the report', walk('signed-in', async (hands) => {
    await hands.to('Settings', true);
    await hands.press('Enter');
    await hands.to('Check this computer');
    await hands.press('Enter');
    await hands.reads('Nothing is wrong.');
    await hands.back('Check again');
    await hands.to('What the report says');
    await hands.press('Enter');
    await hands.to('The report');
    await hands.to('Save the report');
    await hands.press('Enter');
    await hands.reads(/^The report is in /);
    await hands.back('Save the report');
  })],
  ['by keyboard: keep a portal, and remove it', walk('two-portals', async (hands) => {
    await hands.to('Settings', true);
    await hands.press('Enter');
    await hands.to('Remove SecureCart');
    await hands.press('Enter');
    await hands.sheet('Remove SecureCart?');
    await hands.to('Keep');
    await hands.press('Enter');
    await hands.back('Remove SecureCart');
    await hands.press('Enter');
    await hands.to('Remove');
    await hands.press('Enter');
    await hands.reads('SecureCart is removed.');
    await hands.back('Portals');
  })],
  ['by keyboard: add a portal', walk('first-run', async (hands) => {
    await hands.to('Start URL, link, host or short name');
    await hands.type('securecart');
    await hands.press('Enter');
    await hands.reads('A host of AWS’s own');
    await hands.to('Add and sign in');
    await hands.press('Enter');
    await hands.sheet('Continue in your browser');
  })],
  ['by keyboard: search what happened', walk('journal', async (hands) => {
    await hands.to(/^Activity/, true);
    await hands.press('Enter');
    await hands.to('Search what happened');
    await hands.type('console');
    await hands.back('Search what happened');
    await hands.to('What is shown');
    await hands.press('ArrowDown');
    await hands.back('What is shown');
    await hands.to('Verify', true);
    await hands.press('Enter');
    await hands.back(/^Verif/);
  })],
  ['by keyboard: pick among thousands', walk('many', async (hands, page) => {
    await hands.back(PICKER);
    const rows = new Set();
    for (const key of [...Array(70).fill('ArrowDown'), ...Array(9).fill('PageUp')]) {
      await hands.press(key);
      const { row, seen } = await page.evaluate(picked);
      if (!seen) hands.faults.push(`${key} leads out of sight, to ${row}`);
      rows.add(row);
    }
    if (rows.size < 70) hands.faults.push(`only ${rows.size} rows were reached`);
    const before = (await page.evaluate(picked)).row;
    await hands.press('Tab');
    if ((await page.evaluate(picked)).row === before) hands.faults.push('Tab leads to no other role');
    await hands.back(PICKER);
    await hands.type('ec2 eu-west-1');
    await hands.reads('EC2 · eu-west-1');
    await hands.press('Enter', 'Escape');
    await hands.back(PICKER);
  }, 'picker.html')],
  ['by keyboard: follow a link, or not', walk('link', async (hands) => {
    await hands.sheet('Open this link?');
    await hands.to('Open console');
    await hands.to('Cancel');
    await hands.press('Escape');
    await hands.back(SEARCH);
  })],
  ['by keyboard: bring profiles into step', walk('profiles-drift', async (hands) => {
    await hands.to(/^Profiles/, true);
    await hands.press('Enter');
    await hands.to('Sync…');
    await hands.press('Enter');
    await hands.sheet('Sync profiles');
    await hands.press('Escape');
    await hands.back('Sync…');
    await hands.press('Enter');
    await hands.sheet('Sync profiles');
    await hands.round();
    await hands.to(/^Write/);
    await hands.press('Enter');
    await hands.reads(/The profiles are in step/);
    await hands.back('Sync…');
  })],
  ['by keyboard: why a profile gets these credentials', walk('profiles-drift', async (hands) => {
    await hands.to(/^Profiles/, true);
    await hands.press('Enter');
    await hands.to(/gets its credentials$/);
    await hands.press('Enter');
    await hands.sheet(/gets its credentials$/);
    await hands.press('Escape');
    await hands.back(/gets its credentials$/);
    await hands.to(/^Remove profile/);
    await hands.press('Enter');
    await hands.page.getByRole('dialog').waitFor();
    await hands.press('Escape');
    await hands.back(/^Remove profile/);
  })],
  ['by keyboard: the keys, an account, its role', walk('labelled', async (hands) => {
    await hands.press('?');
    await hands.sheet('Keys');
    await hands.press('Escape');
    await hands.back(SEARCH);
    await hands.press('Control+i');
    await hands.page.getByRole('dialog').waitFor();
    await hands.press('Escape');
    await hands.back(SEARCH);
  })],
  ...[['Access', 'everything'], ['Profiles', 'profiles-drift'], ['Activity', 'journal'], ['Settings', 'everything']].map(([name, state]) => [
    `by keyboard: all of ${name}, and no place keeps the focus`,
    walk(state, async (hands) => {
      await hands.to(new RegExp(`^${name}`));
      await hands.press('Enter');
      const names = await hands.round();
      if (names.length < 8) hands.faults.push(`Tab reaches ${names.join(' | ')} only`);
      await hands.press('Shift+Tab', 'Shift+Tab');
      if ((await hands.at()).id === 0) hands.faults.push('Shift and Tab lead nowhere');
    }),
  ]),
];
