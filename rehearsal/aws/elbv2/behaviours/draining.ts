import { defineBehaviours } from '../../conformance/behaviour.ts';

const PAGE = 'Edit target group attributes for your Application Load Balancer: deregistration delay';

/** How targets leave. */
export const DRAINING = defineBehaviours({
  'draining-shows-until-the-delay': {
    does: 'a deregistered target shows as draining until the delay is over, even with nothing in flight',
    basis: 'documentation',
    source: PAGE,
    mutant: {
      file: 'elbv2/traffic/membership.ts',
      from: 'clock.after(ports.deregistrationDelay(),',
      to: 'clock.after(0,',
    },
  },
  'draining-targets-get-requests-for-a-while': {
    does: 'a node goes on sending requests to a draining target for some seconds, and none after that',
    basis: 'report',
    source: 'aws-load-balancer-controller #2366; settings drainLag',
    mutant: { file: 'elbv2/traffic/node.ts', from: 'if (lag === 0) drop();', to: 'if (lag >= 0) drop();' },
  },
  'requests-in-flight-finish': {
    does: 'requests in flight to a draining target are answered until the delay is over, and are cut then',
    basis: 'documentation',
    source: PAGE,
    mutant: {
      file: 'elbv2/traffic/membership.ts',
      from: 'ports.onRemoved(entry.target);',
      to: '',
    },
  },
  'registered-again-while-draining': {
    does: 'a target that is registered again while it drains starts as a new one',
    basis: 'model',
    source: 'RegisterTargets',
    mutant: {
      file: 'elbv2/traffic/membership.ts',
      from: "if (known && known.phase !== 'draining') return;",
      to: 'if (known) return;',
    },
  },
  'unused-targets-leave-at-once': {
    does: 'a target of a group in no rule has nothing to drain',
    basis: 'documentation',
    source: PAGE,
    mutant: {
      file: 'elbv2/traffic/membership.ts',
      from: "if (entry.phase === 'unused') {",
      to: "if (entry.phase === 'draining') {",
    },
  },
  'a-target-dies-in-the-middle': {
    does: 'a request whose target ends before it has answered is answered 502, when that happens',
    basis: 'documentation',
    source: `${PAGE}: a 5xx when a deregistering target terminates its connection`,
    mutant: {
      file: 'elbv2/data-plane/ask-script.ts',
      from: "endpoint.onGone?.(() => finish('reset'))",
      to: 'endpoint.onGone?.(() => {})',
    },
  },
  'web-sockets-stay': {
    does: 'a WebSocket stays with its target over changes of weight',
    basis: 'documentation',
    source: 'Listeners for your Application Load Balancers: WebSockets',
    mutant: {
      file: 'elbv2/data-plane/upgrade.ts',
      from: 'join({ socket, head }, { socket: other, head: otherHead }, idle);',
      to: '',
    },
  },
  'web-sockets-are-cut': {
    does: "a WebSocket is cut when its target's deregistration delay is over",
    basis: 'hypothesis',
    source: 'setting webSocketsAfterDelay',
    mutant: {
      file: 'elbv2/data-plane/upgrade.ts',
      from: "front.webSocketsAfterDelay === 'cut'",
      to: "front.webSocketsAfterDelay !== 'cut'",
    },
  },
});
