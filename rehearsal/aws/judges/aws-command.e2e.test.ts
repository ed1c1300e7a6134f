import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { describeWith } from '../../../scripts/describe-with.ts';
import { type Tool, toolPath } from '../../../scripts/requirements.ts';
import { COMMANDS, type Command, ENDING, WAITS } from './commands.ts';
import { type ScriptedServer, serveScripted } from './testing/serve-scripted.ts';

jest.setTimeout(60_000);

const run = promisify(execFile);

// The first is the current one; the other still speaks the query protocol to CloudWatch.
describeWith('aws', 'the aws command', () => carryOut('aws'));
describeWith('aws of the distribution', 'an older aws command', () => carryOut('aws of the distribution'));

/** Each command stands on those before it. */
function carryOut(tool: Tool): void {
  let server: ScriptedServer;
  const known = new Map<string, string>();
  beforeAll(async () => {
    server = await serveScripted();
    for (const [name, value] of Object.entries(server.place)) known.set(name, value);
  });
  afterAll(() => server.close());

  async function aws(line: string): Promise<string> {
    const words = line.split(' ').flatMap((word) => fillIn(word, known).split(' '));
    const env = {
      PATH: process.env.PATH,
      HOME: '/nonexistent',
      AWS_ACCESS_KEY_ID: 'REHEARSAL',
      AWS_SECRET_ACCESS_KEY: 'rehearsal',
      AWS_DEFAULT_REGION: 'eu-west-1',
      AWS_MAX_ATTEMPTS: '1',
    };
    const options = ['--endpoint-url', server.url, '--output', 'text'];
    const { stdout } = await run(toolPath(tool), [...words, ...options], { env });
    return stdout.trim();
  }

  test.each([...COMMANDS, ...WAITS, ...ENDING])('aws $line', async ({ line, gives, as, fails }: Command) => {
    if (fails !== undefined) {
      await expect(aws(line)).rejects.toMatchObject({ stderr: expect.stringContaining(`(${fails})`) });
      return;
    }
    const printed = await aws(line);
    if (gives !== undefined) expect(printed).toMatch(gives);
    if (as !== undefined) known.set(as, printed);
  });
}

/** A value may be several words, as lists of the command are. */
function fillIn(word: string, known: ReadonlyMap<string, string>): string {
  return word.replace(/\$(\w+)/g, (_, name: string) => {
    const value = known.get(name);
    if (value === undefined) throw new Error(`No command has given ${name}.`);
    return value;
  });
}
