import { execFileSync } from 'node:child_process';
import { describe, expect, test } from '@jest/globals';
import { awsCommand } from './aws-command.ts';

/** The words that `aws` gets when a shell runs the command. */
function wordsOf(command: string): string[] {
  const script = `aws() { printf '%s\\0' "$@"; }; ${command}`;
  return execFileSync('sh', ['-c', script], { encoding: 'utf8' }).split('\0').slice(0, -1);
}

describe('a command for aws', () => {
  test('names its region last, so that it does not depend on where it is run', () => {
    const options = { cluster: 'main', service: 'web', 'desired-count': 0 };
    expect(awsCommand('ecs update-service', 'eu-west-1', options)).toBe(
      'aws ecs update-service --cluster main --service web --desired-count 0 --region eu-west-1',
    );
  });

  test('hands over documents as JSON, flags without a value, and nothing of what is not given', () => {
    const options = {
      tags: undefined,
      overwrite: true,
      value: [{ Key: "o'clock", Value: '$(date)' }],
    } as const;
    expect(wordsOf(awsCommand('ssm put-parameter', 'eu-west-1', options))).toEqual([
      ...['ssm', 'put-parameter', '--overwrite'],
      ...['--value', `[{"Key":"o'clock","Value":"$(date)"}]`, '--region', 'eu-west-1'],
    ]);
  });

  test('gives a shell nothing to run, whatever stands in a name', () => {
    const name = `web; echo "$HOME" \`date\` 'x'`;
    expect(wordsOf(awsCommand('ssm get-parameter', 'eu-west-1', { name }))).toEqual([
      ...['ssm', 'get-parameter', '--name', name, '--region', 'eu-west-1'],
    ]);
  });
});
