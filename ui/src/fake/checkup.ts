// What the fake host finds on its computer, and where its profiles get their credentials.
import type { DiagnosticsView, ExplanationView, FindingView } from '../host';
import type { Scene } from './scenes';

const finding = (check: FindingView['check'], level: FindingView['level'], message: string, remedy: string | null = null): FindingView => ({ check, level, message, remedy });

const LOCAL: FindingView[] = [
  finding('credentials', 'good', 'Without a profile, tools take aws_access_key_id of default in ~/.aws/credentials: it is the first that is set.'),
  finding('profiles', 'good', 'All 14 profiles that Portico wrote are as they should be.'),
  finding('certificates', 'good', 'TLS believes the authorities of this system.'),
  finding('clock', 'good', 'This computer’s clock agrees with the portal’s.'),
  finding('keychain', 'good', 'The keychain of this system is ready: a probe was kept and removed.'),
  finding('session', 'good', 'You are signed in to SecureCart; the session renews by itself.'),
  finding('caches', 'note', 'AWS tools keep 3 files that expired and cannot be renewed.', 'Have them removed: portico doctor --repair'),
  finding('files', 'good', 'Only you can read what Portico and the AWS tools keep.'),
];
const WRONG: FindingView[] = [
  finding('credentials', 'warning', 'AWS_DEFAULT_PROFILE names prod, and only the AWS CLI and boto3 heed it.', 'Set AWS_PROFILE in its place, which all tools know.'),
  finding('profiles', 'problem', 'Profile shop-prod-readonly names a program that is not there.', 'See the difference with portico profiles plan, and have it written anew: portico doctor --repair'),
  finding('clock', 'problem', 'This computer’s clock is 740 s fast, by the portal’s. AWS refuses what other tools sign with it.', 'Let the system set the clock by itself (on Linux: timedatectl set-ntp true).'),
];
const ASKED: FindingView[] = [
  finding('proxy', 'good', 'The way to portal.sso.eu-west-1.amazonaws.com leads through no proxy.'),
  finding('portal', 'good', 'SecureCart answers, and is an Identity Center.'),
];

export function examined(scene: Scene, reached: boolean): DiagnosticsView {
  const isWrong = scene === 'everything' || scene === 'awkward';
  const local = isWrong ? [...WRONG, ...LOCAL.filter(({ check }) => !WRONG.some((wrong) => wrong.check === check))] : LOCAL;
  const findings = reached ? [...local, ...ASKED] : local;
  const facts: DiagnosticsView['facts'] = [
    { fact: 'portico', value: '0.1.0' }, { fact: 'web_view', value: '2.48.3' }, { fact: 'system', value: 'linux x86_64' },
    { fact: 'settings', value: '~/.config/portico/settings.toml' }, { fact: 'catalog', value: '~/.local/share/portico/catalog.sqlite' },
    { fact: 'journal', value: '~/.local/share/portico/journal.sqlite' }, { fact: 'aws_config', value: '~/.aws/config' },
  ];
  const lines = findings.map(({ level, message }) => `${level.padEnd(8)} ${message}`);
  return { findings, facts, reached, report: ['Portico diagnostics', '', ...facts.map(({ fact, value }) => `${fact.padEnd(16)} ${value}`), '', ...lines, ''].join('\n') };
}

export function explained(scene: Scene, profile: string): ExplanationView {
  const ours = { source: 'process', place: `Portico, by credential_process of profile ${profile}: SecureCart/4444-5555-6666/ReadOnlyAccess`, standing: 'wins' } as const;
  const instance = { source: 'instance', place: 'the metadata of the EC2 instance, if this is one', standing: 'passed_over' } as const;
  if (scene !== 'profiles-drift') return { profile, sources: [ours, instance], trouble: null, notes: [] };
  return {
    profile,
    sources: [
      { source: 'environment', place: 'AWS_ACCESS_KEY_ID in the environment', standing: 'ignored' },
      { source: 'credentials-file', place: `aws_access_key_id of ${profile} in ~/.aws/credentials`, standing: 'wins' },
      { ...ours, standing: 'passed_over' }, instance,
    ],
    trouble: null,
    notes: [
      finding('credentials', 'warning', `Profile ${profile} is in ~/.aws/config and in ~/.aws/credentials, and what the second says counts.`, 'Keep it in one of the two files.'),
      finding('credentials', 'warning', `AWS_ACCESS_KEY_ID is set: only what is told --profile ${profile} takes the profile, and most tools that are told AWS_PROFILE=${profile} take the keys.`, 'Take the keys away: unset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN'),
    ],
  };
}
