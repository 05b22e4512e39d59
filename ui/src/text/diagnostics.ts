// Words about what was found on this computer.
import type { Check, Fact, Level } from '../host';

export const diagnostics = {
  title: 'Diagnostics',
  lead: 'Whether all that Portico needs is in order, as portico doctor tells it. Nothing is changed.',
  look: 'Check this computer',
  again: 'Check again',
  reach: 'Ask the portals, too',
  reachHint: 'The portals are asked only when you say so.',
  looking: 'Checking…',
  levels: { good: 'In order', note: 'Note', warning: 'Warning', problem: 'Problem' } satisfies Record<Level, string>,
  checks: {
    credentials: 'Credentials', profiles: 'Profiles', settings: 'Settings', clock: 'Clock', certificates: 'Certificates', proxy: 'Proxy', portal: 'Portal',
    keychain: 'Keychain', session: 'Session', caches: 'Caches', programs: 'Programs', files: 'Files',
  } satisfies Record<Check, string>,
  summary: (problems: number, warnings: number) => {
    const [p, w] = [problems === 1 ? '1 problem' : `${problems} problems`, warnings === 1 ? '1 warning' : `${warnings} warnings`];
    if (problems + warnings === 0) return 'Nothing is wrong.';
    return problems === 0 ? `${w}, nothing that keeps Portico from working.` : warnings === 0 ? `${p}.` : `${p}, ${w}.`;
  },
  findings: 'What was found',
  facts: 'Versions and places',
  fact: {
    portico: 'Portico', web_view: 'Web view', system: 'System', settings: 'Settings', catalog: 'Accounts', journal: 'Journal', organisation: 'Organisation',
    aws_config: 'AWS config', aws_credentials: 'AWS credentials',
  } satisfies Record<Fact, string>,
  report: 'What the report says',
  reportLabel: 'The report',
  reportHint: 'It holds no secret, no name of your home folder, and of account numbers only the end.',
  copy: 'Copy the report',
  save: 'Save the report',
  saved: (path: string) => `The report is in ${path}.`,
};
