import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createRandom } from '../../../rehearsal/aws/kernel/random.ts';
import { createVirtualClock } from '../../../rehearsal/aws/kernel/virtual-clock.ts';
import { recordLog } from '../testing/record-log.ts';
import { requestGithubIdToken } from './github-id-token.ts';

const { signal } = new AbortController();
const ports = () => ({ clock: createVirtualClock(0), random: createRandom(1), log: recordLog(), signal });

describe('a job without the permission', () => {
  test.each([{}, { ACTIONS_ID_TOKEN_REQUEST_URL: 'http://x' }, { ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'x' }])(
    '%j: the error shows the lines to add',
    async (env) => {
      await expect(requestGithubIdToken(ports(), env)).rejects.toMatchObject({
        failure: {
          cause: 'This job may not ask GitHub for an OIDC token, and "role-to-assume" needs one.',
          advice: expect.stringContaining('permissions: { id-token: write, contents: read }'),
          detail: 'permissions:\n  id-token: write\n  contents: read',
        },
      });
    },
  );
});

describe('a job with the permission', () => {
  const asked: { url: string | undefined; authorization: string | undefined }[] = [];
  let status = 200;
  const github = createServer((request, response) => {
    asked.push({ url: request.url, authorization: request.headers.authorization });
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(status === 200 ? { value: 'a.b.c' } : { message: 'no' }));
  });

  beforeEach(async () => {
    await new Promise<void>((resolve) => github.listen(0, '127.0.0.1', resolve));
    const { port } = github.address() as AddressInfo;
    // The toolkit reads these two itself.
    process.env.ACTIONS_ID_TOKEN_REQUEST_URL = `http://127.0.0.1:${port}/token?run=1`;
    process.env.ACTIONS_ID_TOKEN_REQUEST_TOKEN = 'runner-secret';
    asked.length = 0;
    status = 200;
  });
  afterEach(async () => {
    delete process.env.ACTIONS_ID_TOKEN_REQUEST_URL;
    delete process.env.ACTIONS_ID_TOKEN_REQUEST_TOKEN;
    await new Promise((resolve) => github.close(resolve));
  });

  test('gets a token for AWS', async () => {
    expect(await requestGithubIdToken(ports(), process.env)).toBe('a.b.c');
    expect(asked).toEqual([
      { url: '/token?run=1&audience=sts.amazonaws.com', authorization: 'Bearer runner-secret' },
    ]);
  });

  test('that GitHub refuses is told so, once', async () => {
    status = 403;
    await expect(requestGithubIdToken(ports(), process.env)).rejects.toThrow(
      /^GitHub gives this job no OIDC token: .*403/,
    );
    expect(asked).toHaveLength(1);
  });
});
