// Words about where a profile's credentials come from.
import type { Source } from '../host';

export const explain = {
  open: (profile: string) => `Where ${profile} gets its credentials`,
  title: (profile: string) => `Where ${profile} gets its credentials`,
  loading: 'Reading the AWS files',
  wins: 'Tools take this one',
  winsWhy: 'It is the first of the places tools look in that is set.',
  fails: 'Tools take this one, and fail',
  failsWhy: 'It is the first that is set. No tool looks further, also when it fails.',
  nothing: 'No tool finds any credentials',
  passed: 'Passed over, because it comes later',
  ignored: 'Not looked at, because the profile is named',
  others: 'What else is set',
  sources: {
    environment: 'Keys in the environment',
    'assumed-role': 'A role that is assumed',
    'web-identity': 'A web identity',
    'identity-center': 'The AWS CLI’s own sign-in',
    'credentials-file': 'Keys in the credentials file',
    login: 'aws login',
    process: 'A program (credential_process)',
    'config-file': 'Keys in the config file',
    container: 'A local endpoint',
    instance: 'The computer itself, if it is one of AWS’s',
  } satisfies Record<Source, string>,
  notes: 'What tools disagree about',
  terminal: 'This is what holds for --profile, with what Portico knows. A terminal may have variables of its own: there, run',
  close: 'Close',
};
