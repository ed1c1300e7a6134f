import { defineBehaviours } from '../conformance/behaviour.ts';

const REFERENCE = 'GitHub Docs: OpenID Connect reference';

/** How GitHub says who its jobs are, proven one by one in `conformance.test.ts`. */
export const GITHUB_OIDC_BEHAVIOURS = defineBehaviours({
  'runner-token': {
    does: 'only a job’s own bearer token gets a token, and it is for the audience that was asked for, or the owner',
    basis: 'documentation',
    source: `${REFERENCE}: methods for requesting the OIDC token`,
    mutant: {
      file: 'github-oidc/github-oidc.ts',
      from: 'aud: audience ?? ',
      to: "aud: 'sts.amazonaws.com' ?? ",
    },
  },
  'five-minutes': {
    does: 'a token is good for five minutes',
    basis: 'report',
    source: 'aws-sdk-js-v3 #5270; the example token of the reference',
    mutant: {
      file: 'github-oidc/github-oidc.ts',
      from: 'const LIFETIME_SECONDS = 300;',
      to: 'const LIFETIME_SECONDS = 3600;',
    },
  },
  'published-key': {
    does: 'tokens are signed with RS256 by a key that the provider’s configuration leads to',
    basis: 'documentation',
    source: 'OpenID Connect Discovery 1.0; GitHub Docs: about security hardening with OpenID Connect',
    mutant: {
      file: 'github-oidc/github-oidc.ts',
      from: "sign('RSA-SHA256', Buffer.from(signed), key())",
      to: "sign('RSA-SHA256', Buffer.from(signed.slice(1)), key())",
    },
  },
  subjects: {
    does: 'the subject names the environment if the job has one, else the branch; newer repositories put their ids into it',
    basis: 'documentation',
    source: `${REFERENCE}: example subject claims; GitHub changelog of July 2026 about immutable subjects`,
    mutant: {
      file: 'github-oidc/claims.ts',
      from: 'if (job.environment !== undefined) return',
      to: 'if (job.environment === job.actor) return',
    },
  },
});
