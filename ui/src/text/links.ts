// Words about links to consoles: those given away, and those followed.
import type { LinkForm } from '../host';

const forms: { id: LinkForm; name: string }[] = [
  { id: 'portal', name: 'Portal, this role' },
  { id: 'portal_without_role', name: 'Portal, any role' },
  { id: 'app', name: 'Portico, this role' },
  { id: 'app_without_role', name: 'Portico, any role' },
];

export const links = {
  copy: 'Copy link',
  form: 'Link for',
  forms,
  copied: (account: string) => `Link to ${account} copied. There is no secret in it.`,
  title: 'Open this link?',
  lead: 'Somebody gave you a link to a console. Nothing has been opened.',
  wrong: 'This link leads nowhere',
  portal: 'Portal',
  account: 'Account',
  role: 'Role',
  where: 'Where',
  anywhere: 'Wherever the portal leads',
  weakest: 'The link names no role; this is your weakest there.',
  open: 'Open console',
  cancel: 'Cancel',
  close: 'Close',
};
