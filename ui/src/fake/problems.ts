// What the product says in the scenes in which something is wrong.
import type { Code, Problem } from '../host';

const problem = (code: Code, message: string, remedy: string): Problem => ({ code, message, remedy });

const NO_BROWSER = problem('desktop_failed', 'No browser could be opened.', 'Choose a default browser, and try again.');
const WRONG = problem('keychain_locked', 'That is not the passphrase of the encrypted file of secrets.', 'Try again with `portico keychain unlock`.');
const UNREADABLE = problem(
  'invalid_input', '~/.aws/config cannot be understood: line 41 is neither a section, a setting nor a comment.', 'Mend that line; Portico has changed nothing.',
);
const TAKEN = problem(
  'invalid_input', '~/.aws/config has a section called dev-administratoraccess at line 12 that Portico did not write.', 'Choose other names, or rename that section.',
);

export const PROBLEMS = {
  offline: problem(
    'offline', 'SecureCart cannot be reached: the name securecart.awsapps.com is not known.',
    'Check the network or the VPN; Portico keeps your session and tries again.',
  ),
  captive: problem(
    'not_identity_center', 'This network wants something of you before it lets anything through.',
    'Open any page in your browser and answer what it asks; Portico keeps your session and goes on.',
  ),
  proxy: problem(
    'offline', 'The proxy wants a user name and password before SecureCart can be reached.',
    'Sign in to the proxy, or set its credentials in the system’s proxy settings.',
  ),
  certificate: problem(
    'offline', 'The certificate of oidc.eu-west-1.amazonaws.com is signed by Northwind Inspection CA, which this computer does not trust.',
    'Ask whoever runs your network; a certificate they trust can be added to the system or to Portico’s settings.',
  ),
  throttled: problem('throttled', 'AWS asked Portico to slow down.', 'Nothing to do: the listing goes on in 20 seconds.'),
  problem: problem('server_fault', 'AWS answered the listing with a failure of its own (500).', 'Try again in a minute.'),
  'keychain-locked': problem(
    'keychain_locked', 'The keychain is locked and was not unlocked.', 'Unlock your keyring with your login password, and try again.',
  ),
  'keychain-wrong': problem('keychain_locked', 'The encrypted file of secrets is locked.', 'Unlock it with `portico keychain unlock`.'),
  'keychain-absent': problem(
    'keychain_absent', 'There is no keychain in this session.',
    'Start a keyring (GNOME Keyring, KWallet or KeePassXC), or choose another place with `portico keychain use file`.',
  ),
  'keychain-silent': problem(
    'keychain_silent', 'The keychain has not answered for 3 s.', 'Restart your keyring, or log out of the desktop and in again, and try again.',
  ),
  'keychain-too-small': problem(
    'keychain_too_small', 'The keychain takes no more than 512 bytes in one entry, too few even for a part of a secret.',
    'Keep secrets in an encrypted file instead, with `portico keychain use file`.',
  ),
  'keychain-gone': problem(
    'keychain_item_gone', 'The keychain has lost a secret that Portico kept in it.',
    'Sign in again; if it happens often, look for a program that tidies the keychain.',
  ),
  'keychain-failed': problem(
    'keychain_failed', 'The keychain failed: the connection to it was lost.', 'Try again; if it stays, restart your keyring.',
  ),
};

const JOURNAL = problem(
  'file_not_writable', 'The journal cannot be read: permission denied.', 'Check who owns /home/alice/.local/share/portico/journal.sqlite3.',
);

/** What the product refuses to do in some scenes. */
export const REFUSALS: Record<string, Problem | undefined> = {
  'no-browser signIn': NO_BROWSER,
  'awaiting-no-browser reopenSignIn': NO_BROWSER,
  'keychain-wrong unlockKeychain': WRONG,
  'keychain-wrong useKeychain': WRONG,
  'journal-refused journal': JOURNAL,
  'profiles-refused profiles': UNREADABLE,
  'profiles-failed planProfiles': TAKEN,
};
