import { defineBehaviours } from '../../conformance/behaviour.ts';

const PAGE = 'Edit target group attributes for your Application Load Balancer: sticky sessions';

/** How clients are kept with a group, or with a target. */
export const STICKINESS = defineBehaviours({
  'group-cookie-outranks-weights': {
    does: 'with group stickiness a client stays with the group it was given, whatever the weights become',
    basis: 'report',
    source: 're:Post, accepted answer on weighted target groups with stickiness',
    mutant: {
      file: 'elbv2/routing/forward.ts',
      from: 'pinned?.targetGroupArn ?? chooseGroup(',
      to: 'chooseGroup(',
    },
  },
  'group-cookie-pair': {
    does: 'the group is remembered in two cookies, AWSALBTG and for requests from other origins AWSALBTGCORS; either is enough',
    basis: 'documentation',
    source: PAGE,
    mutant: {
      file: 'elbv2/routing/forward.ts',
      from: "['AWSALBTG', 'AWSALBTGCORS']",
      to: "['AWSALBTG']",
    },
  },
  'group-cookie-ends': {
    does: 'the stickiness of a group ends DurationSeconds after it began, by the clock',
    basis: 'model',
    source: 'TargetGroupStickinessConfig.DurationSeconds',
    mutant: { file: 'elbv2/routing/pins.ts', from: 'until > now', to: 'until > 0' },
  },
  'cookie-lasts': {
    does: 'a group cookie lasts as long as the rule that gave it said, whatever the rule says that it is shown to',
    basis: 'hypothesis',
    source: 'setting stickinessLasts',
    mutant: {
      file: 'elbv2/routing/forward.ts',
      from: "settings.stickinessLasts === 'as-the-rule-says'",
      to: 'settings === undefined',
    },
  },
  'no-group-cookie-without-stickiness': {
    does: 'a rule without group stickiness neither heeds nor gives group cookies',
    basis: 'documentation',
    source: 'Listener rules for Application Load Balancers: sticky sessions and weighted target groups',
    mutant: {
      file: 'elbv2/routing/forward.ts',
      from: 'action.stickiness ? findPinnedGroup(view, action, cookies()) : undefined;',
      to: 'findPinnedGroup(view, action, cookies());',
    },
  },
  'group-stickiness-duration': {
    does: 'group stickiness lasts 1 to 604,800 seconds and needs to be told how long',
    basis: 'report',
    source: 'qontract-reconcile #2089',
    mutant: {
      file: 'elbv2/control/actions.ts',
      from: '(Enabled ? 0 : 1)',
      to: '(Enabled ? 1 : 1)',
    },
  },
  'pinned-to-an-empty-group': {
    does: 'a client pinned to a group without targets is answered 503 until its cookie ends',
    basis: 'report',
    source: 're:Post, accepted answer on weighted target groups with stickiness',
    mutant: {
      file: 'elbv2/routing/forward.ts',
      from: 'targetGroupArn === pin?.targetGroupArn);',
      to: 'targetGroupArn === pin?.targetGroupArn && now < 0);',
    },
  },
  'cookie-for-weight-zero': {
    does: "a client's cookie leads to its group even when that has weight 0",
    basis: 'hypothesis',
    source: 'setting stickToZeroWeight',
    mutant: {
      file: 'elbv2/routing/forward.ts',
      from: '(group.weight > 0 || settings.stickToZeroWeight)',
      to: '(group.weight >= 0 || settings.stickToZeroWeight)',
    },
  },
  'stickiness-is-renewed': {
    does: 'every answer of a target begins the stickiness anew',
    basis: 'hypothesis',
    source: 'setting renewStickiness',
    mutant: {
      file: 'elbv2/routing/forward.ts',
      from: 'span === undefined || settings.renewStickiness ?',
      to: 'span === undefined || settings !== undefined ?',
    },
  },
  'target-cookie': {
    does: 'with target stickiness of type lb_cookie a client stays with its target by the cookies AWSALB and AWSALBCORS',
    basis: 'documentation',
    source: PAGE,
    mutant: { file: 'elbv2/routing/forward.ts', from: 'kept?.target ?? pickTarget(', to: 'pickTarget(' },
  },
  'sticky-target-falls-sick': {
    does: 'a client whose target is not healthy any more is given another one',
    basis: 'documentation',
    source: PAGE,
    mutant: {
      file: 'elbv2/routing/forward.ts',
      from: 'const target = eligible.find(',
      to: 'const target = group.targets.find(',
    },
  },
  'application-cookie': {
    does: "with app_cookie stickiness begins when the target sets the application's cookie, and a client must bring both cookies",
    basis: 'documentation',
    source: PAGE,
    mutant: {
      file: 'elbv2/routing/forward.ts',
      from: 'if (applicationCookie !== undefined && !cookies.has(applicationCookie)) return undefined;',
      to: '',
    },
  },
  'application-cookie-name': {
    does: 'app_cookie needs the name of the cookie, which may be none of the load balancer itself',
    basis: 'documentation',
    source: PAGE,
    mutant: {
      file: 'elbv2/control/target-group-attributes.ts',
      from: "=== 'app_cookie' && cookie === ''",
      to: "=== 'app_cookie' && cookie === '-'",
    },
  },
  'sticky-rule-refused': {
    does: 'a rule cannot spread clients over groups one of which sticks them to targets, unless it sticks them to groups',
    basis: 'report',
    source: 'aws-load-balancer-controller #2734',
    mutant: {
      file: 'elbv2/control/associations.ts',
      from: '  refuseStickyTargets(region, actions);',
      to: '',
    },
  },
  'sticky-group-refused': {
    does: 'a group cannot stick clients to targets while a rule spreads them over it and others without group stickiness',
    basis: 'report',
    source: 'aws-load-balancer-controller #2734',
    mutant: {
      file: 'elbv2/control/target-groups.ts',
      from: "if (changed.get('stickiness.enabled') === 'true') refuseUnstickyRule(region, arn);",
      to: '',
    },
  },
});
