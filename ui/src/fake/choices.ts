// What the fake host's side panel offers.
import type { Choices } from '../host';

const named = (pairs: [string, string][]) => pairs.map(([id, name]) => ({ id, name }));

const services = (...all: [string, string, ...string[]][]) =>
  all.map(([id, name, ...also]) => ({ id, name, category: CATEGORY[id] ?? 'general', also, partitions: ['aws', 'aws-cn', 'aws-us-gov', 'aws-eusc'] }));

/** What the services are for. */
const CATEGORY: Record<string, string> = {
  cloudformation: 'management', cloudwatch: 'management', dynamodb: 'database', ec2: 'compute', ecs: 'compute', iam: 'security', lambda: 'compute', rds: 'database',
  s3: 'storage', secretsmanager: 'security', sqs: 'integration',
};

export const CHOICES: Choices = {
  services: [
    ...services(['home', 'Console home'], ['cloudformation', 'CloudFormation', 'cfn', 'stacks']),
    { id: 'cloudshell', name: 'CloudShell', category: 'management', also: [], partitions: ['aws', 'aws-us-gov'] },
    ...services(
      ['cloudwatch', 'CloudWatch', 'cw'], ['dynamodb', 'DynamoDB', 'ddb'], ['ec2', 'EC2', 'instances'], ['ecs', 'Elastic Container Service'], ['iam', 'IAM'],
      ['lambda', 'Lambda'], ['rds', 'RDS', 'aurora'], ['s3', 'S3', 'buckets'], ['secretsmanager', 'Secrets Manager'], ['sqs', 'Simple Queue Service'],
    ),
  ],
  regions: ['cn-north-1', 'us-east-1', 'us-east-2', 'us-west-2', 'eu-central-1', 'eu-west-1', 'eu-north-1', 'ap-southeast-2'],
  forms: named([
    ['bash', 'bash'], ['zsh', 'zsh'], ['fish', 'fish'], ['powershell', 'PowerShell'], ['cmd', 'cmd'],
    ['env', '.env file'], ['json', 'JSON'],
  ]),
  colours: [
    ['red', '#dc2626'], ['orange', '#c2410c'], ['yellow', '#a16207'], ['green', '#15803d'], ['teal', '#0f766e'],
    ['lightBlue', '#0284c7'], ['darkBlue', '#2563eb'], ['purple', '#7c5cd6'], ['pink', '#b0498f'],
  ].map(([id, hex]) => ({ id: id!, hex: hex! })),
  usual_form: 'bash',
};
