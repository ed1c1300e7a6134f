import { defineBehaviours } from '../conformance/behaviour.ts';

const REFERENCE = 'AWS STS API reference';

/** How STS behaves, proven one by one in `conformance.test.ts`. */
export const STS_BEHAVIOURS = defineBehaviours({
  'session-expiry': {
    does: 'a session’s key opens nothing after its end: ExpiredTokenException, ExpiredToken in query protocols',
    basis: 'documentation',
    source: 'IAM user guide: temporary security credentials',
    mutant: {
      file: 'iam/sessions.ts',
      from: "known.principal.expiresAt <= clock.now() ? 'expired' : known.principal",
      to: 'known.principal',
    },
  },
  'session-token': {
    does: 'a session’s key is good with its own token alone: UnrecognizedClientException, InvalidClientTokenId in query protocols',
    basis: 'documentation',
    source: 'Common errors of each API reference',
    mutant: { file: 'iam/sessions.ts', from: "if (known.token !== sessionToken) return 'invalid';", to: '' },
  },
  'chained-hour': {
    does: 'a role assumed by a session lasts an hour at most, whatever the role allows',
    basis: 'documentation',
    source: 'IAM user guide: role chaining',
    mutant: {
      file: 'sts/assume-role.ts',
      from: 'const CHAINED_SECONDS = 3600;',
      to: 'const CHAINED_SECONDS = 43_200;',
    },
  },
  'role-duration': {
    does: 'a session lasts as long as is asked for, up to what the role allows',
    basis: 'documentation',
    source: `${REFERENCE}: AssumeRole, DurationSeconds`,
    mutant: {
      file: 'sts/session-request.ts',
      from: 'if (duration > role.maxSessionDuration) {',
      to: 'if (duration > 43_200) {',
    },
  },
  'trust-policy': {
    does: 'a role is given to whom its trust policy names; who stands for a whole account needs a policy of his own too',
    basis: 'documentation',
    source: 'IAM user guide: cross-account policy evaluation, the role trust policy',
    mutant: {
      file: 'sts/assume-role.ts',
      from: "trust === 'directly' && isOwn",
      to: 'isOwn',
    },
  },
  'session-policy': {
    does: 'policies given with a session limit it and allow nothing by themselves',
    basis: 'documentation',
    source: 'IAM user guide: session policies',
    mutant: {
      file: 'iam/policy/evaluate.ts',
      from: "['session policy', policies.session],",
      to: "['session policy', undefined],",
    },
  },
  'web-identity-signature': {
    does: 'a web identity token must be signed by the key that its issuer publishes',
    basis: 'documentation',
    source: `${REFERENCE}: AssumeRoleWithWebIdentity, InvalidIdentityToken`,
    mutant: {
      file: 'sts/assume-role-with-web-identity.ts',
      from: 'if (!key || !isSignedBy(token, key)) throw',
      to: 'if (!key) throw',
    },
  },
  'web-identity-expiry': {
    does: 'a web identity token is refused from the second in which it expires',
    basis: 'documentation',
    source: `${REFERENCE}: AssumeRoleWithWebIdentity, ExpiredTokenException`,
    mutant: {
      file: 'sts/assume-role-with-web-identity.ts',
      from: 'if (seconds >= exp) {',
      to: 'if (seconds > exp + 60) {',
    },
  },
  'web-identity-audience': {
    does: 'a web identity token must be for an audience that the account’s identity provider lists',
    basis: 'documentation',
    source: 'IAM user guide: create an OpenID Connect identity provider',
    mutant: {
      file: 'sts/assume-role-with-web-identity.ts',
      from: "if (known === undefined) throw invalidToken('Incorrect token audience');",
      to: '',
    },
  },
  'web-identity-trust': {
    does: 'the token’s claims decide in the trust policy, and a role that is not there is refused in the same words',
    basis: 'documentation',
    source:
      'IAM user guide: AWS OIDC federation keys; AWS announcement of January 2026 about claims of GitHub',
    mutant: {
      file: 'sts/federation.ts',
      from: '...entries([...CLAIMS, ...(MORE[url] ?? [])])',
      to: '...entries(CLAIMS)',
    },
  },
  'web-identity-unsigned': {
    does: 'AssumeRoleWithWebIdentity needs no signature, and everything else does',
    basis: 'documentation',
    source: `${REFERENCE}: AssumeRoleWithWebIdentity`,
    mutant: {
      file: 'kernel/authenticate.ts',
      from: "if (service === 'sts' && UNSIGNED.has(operation)) return ANONYMOUS;",
      to: '',
    },
  },
  'caller-identity': {
    does: 'GetCallerIdentity answers everybody, also where policies deny everything, with the session’s ARN',
    basis: 'documentation',
    source: `${REFERENCE}: GetCallerIdentity`,
    mutant: {
      file: 'iam/access/tables/sts.ts',
      from: 'GetCallerIdentity: () => [],',
      to: "GetCallerIdentity: () => ({ resources: ['*'] }),",
    },
  },
  'session-names': {
    does: 'a session’s name has 2 to 64 letters, digits and _+=,.@-',
    basis: 'model',
    source: `${REFERENCE}: AssumeRole, RoleSessionName`,
    mutant: {
      file: 'kernel/validation/styles.ts',
      from: "sts: { code: 'ValidationError', enforces },",
      to: "sts: { code: 'ValidationError', enforces: () => false },",
    },
  },
});
