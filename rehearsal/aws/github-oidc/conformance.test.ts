import { createPublicKey, verify } from 'node:crypto';
import { expect } from '@jest/globals';
import { conforms } from '../conformance/testing/conforms.ts';
import { createRandom } from '../kernel/random.ts';
import { createVirtualClock } from '../kernel/virtual-clock.ts';
import { GITHUB_OIDC_BEHAVIOURS } from './behaviours.ts';
import type { JobIdentity } from './claims.ts';
import { createGithubEndpoint } from './endpoint.ts';
import { createGithubOidc } from './github-oidc.ts';

const START = Date.UTC(2026, 0, 31);

function createGithub() {
  const github = createGithubOidc({ clock: createVirtualClock(START), random: createRandom(1) });
  const answer = createGithubEndpoint(github);
  /** Status and body of a request, by its path below the prefix. */
  function ask(path: string, { method = 'GET', body = '', ...headers }: Record<string, string> = {}) {
    const [name = '', search = ''] = path.split('?');
    const { status, body: bytes } = answer({
      ...{ method, path: `/_github/${name}`, query: Object.fromEntries(new URLSearchParams(search)) },
      headers: { host: '127.0.0.1:4510', ...headers },
      body: new TextEncoder().encode(body),
    });
    return { status, body: JSON.parse(new TextDecoder().decode(bytes)) };
  }
  /** A token of a new job, from its runner. */
  function tokenOf(job: Partial<JobIdentity> = {}, query = '?audience=sts.amazonaws.com'): string {
    const authorization = `Bearer ${github.startJob(job)}`;
    return ask(`idtoken${query}`, { authorization }).body.value;
  }
  return { ask, tokenOf };
}

function claimsIn(token: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
}

conforms(GITHUB_OIDC_BEHAVIOURS, {
  'runner-token'() {
    const { ask, tokenOf } = createGithub();
    expect(ask('idtoken').status).toBe(401);
    expect(ask('idtoken', { authorization: 'Bearer made-up' }).status).toBe(401);
    expect(claimsIn(tokenOf())).toMatchObject({ aud: 'sts.amazonaws.com', repository: 'acme/shop' });
    expect(claimsIn(tokenOf({}, ''))).toMatchObject({ aud: 'https://github.com/acme' });
    const { environment } = ask('jobs', { method: 'POST', body: '{"environment":"production"}' }).body;
    expect(environment.ACTIONS_ID_TOKEN_REQUEST_URL).toMatch(
      /^http:\/\/127\.0\.0\.1:4510\/_github\/idtoken\?/,
    );
    const authorization = `bearer ${environment.ACTIONS_ID_TOKEN_REQUEST_TOKEN}`;
    expect(claimsIn(ask('idtoken', { authorization }).body.value)).toMatchObject({
      environment: 'production',
    });
    expect(ask('jobs', { method: 'POST', body: '{"branch":"main"}' }).status).toBe(400);
    expect(ask('jobs', { method: 'POST', origin: 'https://x.example' }).status).toBe(403);
  },
  'five-minutes'() {
    const { iat, exp, nbf } = claimsIn(createGithub().tokenOf());
    expect([iat, exp]).toEqual([START / 1000, START / 1000 + 300]);
    expect(Number(nbf)).toBeLessThan(START / 1000);
  },
  'published-key'() {
    const { ask, tokenOf } = createGithub();
    const { issuer, jwks_uri } = ask('.well-known/openid-configuration').body;
    expect(jwks_uri).toBe('http://127.0.0.1:4510/_github/.well-known/jwks');
    const { keys } = ask('.well-known/jwks').body;
    const token = tokenOf();
    const [header = '', payload, signature = ''] = token.split('.');
    const { alg, kid } = JSON.parse(Buffer.from(header, 'base64url').toString());
    const jwk = keys.find((key: { readonly kid: string }) => key.kid === kid);
    expect([alg, jwk.alg, jwk.d, claimsIn(token).iss]).toEqual(['RS256', 'RS256', undefined, issuer]);
    const key = createPublicKey({ format: 'jwk', key: jwk });
    const signed = Buffer.from(`${header}.${payload}`);
    expect(verify('RSA-SHA256', signed, key, Buffer.from(signature, 'base64url'))).toBe(true);
    expect(key.asymmetricKeyDetails?.modulusLength).toBe(2048);
  },
  subjects() {
    const { tokenOf } = createGithub();
    const subjectOf = (job: Partial<JobIdentity>) => claimsIn(tokenOf(job)).sub;
    expect(subjectOf({})).toBe('repo:acme/shop:ref:refs/heads/main');
    expect(subjectOf({ environment: 'production' })).toBe('repo:acme/shop:environment:production');
    expect(subjectOf({ environment: 'a', hasImmutableSubject: true })).toBe(
      'repo:acme@9919/shop@1296269:environment:a',
    );
    expect(subjectOf({ eventName: 'pull_request' })).toBe('repo:acme/shop:pull_request');
  },
});
