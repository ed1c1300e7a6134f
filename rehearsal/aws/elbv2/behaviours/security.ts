import { defineBehaviours } from '../../conformance/behaviour.ts';

const AUTHENTICATION = 'Authenticate users using an Application Load Balancer';

/** HTTPS listeners, and the authentication that they can ask for. */
export const SECURITY = defineBehaviours({
  'https-needs-a-certificate': {
    does: 'an HTTPS listener needs one certificate, an HTTP listener takes none',
    basis: 'report',
    source: 'pulumi #15712; fargatecli #104',
    mutant: {
      file: 'elbv2/control/tls.ts',
      from: "throw invalid('A certificate must be specified for HTTPS listeners');",
      to: "return '';",
    },
  },
  'known-policies': {
    does: 'a security policy is one of those that AWS knows, ELBSecurityPolicy-2016-08 when none is named',
    basis: 'model',
    source: 'CreateListener: SSLPolicyNotFound',
    mutant: {
      file: 'elbv2/control/tls.ts',
      from: 'if (SSL_POLICIES.has(name)) return name;',
      to: 'return name;',
    },
  },
  'default-certificate-stays': {
    does: 'more certificates can be added and removed, the default one only replaced',
    basis: 'model',
    source: 'RemoveListenerCertificates: you cannot remove the default certificate',
    mutant: {
      file: 'elbv2/control/certificates.ts',
      from: 'if (arns.includes(tls.certificate)) {',
      to: 'if (arns.includes(tls.policy)) {',
    },
  },
  'targets-are-told-of-https': {
    does: 'X-Forwarded-Proto tells a target by which protocol the client came',
    basis: 'documentation',
    source: 'HTTP headers and Application Load Balancers',
    mutant: {
      file: 'elbv2/data-plane/forwarded-headers.ts',
      from: "protocol === 'HTTPS' ? 'https' : 'http'",
      to: "'http'",
    },
  },
  'authentication-needs-https': {
    does: 'actions that authenticate are refused on HTTP listeners',
    basis: 'model',
    source: 'CreateListener, Action',
    mutant: {
      file: 'elbv2/control/actions.ts',
      from: "if (protocol === 'HTTP')",
      to: "if (protocol !== 'HTTP' && protocol !== 'HTTPS')",
    },
  },
  'authentication-comes-before': {
    does: 'an authentication is kept and shown before the action that routes, in the order that is given',
    basis: 'model',
    source: 'Action.Order',
    mutant: {
      file: 'elbv2/control/actions.ts',
      from: 'return [...sent].sort((a, b) => (a.Order ?? 0) - (b.Order ?? 0));',
      to: 'return [...sent];',
    },
  },
  'authentication-is-dropped': {
    does: 'a call that gives a rule the forward action alone takes its authentication away',
    basis: 'model',
    source: 'ModifyRule: to add an item to a list, provide the whole list',
    mutant: {
      file: 'elbv2/control/actions.ts',
      from: 'const authentications = ordered.slice(0, -1);',
      to: 'const authentications = ordered.length > 1 ? ordered.slice(0, -1) : before.slice(0, -1);',
    },
  },
  'client-secret': {
    does: 'changing an OIDC action takes the client secret again, unless UseExistingClientSecret is true',
    basis: 'model',
    source: 'AuthenticateOidcActionConfig.UseExistingClientSecret',
    mutant: {
      file: 'elbv2/control/authenticate.ts',
      from: '(UseExistingClientSecret ? existingSecret(before) : undefined)',
      to: 'existingSecret(before)',
    },
  },
  'client-secret-is-not-shown': {
    does: 'Describe calls do not show the client secret',
    basis: 'hypothesis',
    source: 'setting showClientSecret; floci #3664',
    mutant: {
      file: 'elbv2/control/authenticate.ts',
      from: 'if (showClientSecret) return [...actions];',
      to: 'if (showClientSecret !== undefined) return [...actions];',
    },
  },
  'sent-to-log-in': {
    does: "a client without a session is sent to the provider's authorization endpoint",
    basis: 'documentation',
    source: AUTHENTICATION,
    mutant: {
      file: 'elbv2/routing/route.ts',
      from: 'if (challenged) return challenged;',
      to: '',
    },
  },
  'unauthenticated-requests': {
    does: 'OnUnauthenticatedRequest lets clients without a session pass, or denies them with 401',
    basis: 'model',
    source: 'AuthenticateOidcActionConfig.OnUnauthenticatedRequest',
    mutant: {
      file: 'elbv2/routing/authenticate.ts',
      from: "if (onUnauthenticated === 'deny') return { kind: 'unauthorized' };",
      to: '',
    },
  },
});
