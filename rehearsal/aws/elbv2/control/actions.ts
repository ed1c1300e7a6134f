import type { Action, ForwardActionConfig } from '@aws-sdk/client-elastic-load-balancing-v2';
import { AwsError, notImplemented } from '../../kernel/errors.ts';
import { completeRedirect, isLoop, type ListenerOrigin } from '../routing/redirect.ts';
import { firstDuplicate, invalid, oneOf, required, wholeNumber } from './validate.ts';

/** Most target groups of one forward action: a quota that AWS does not raise. */
const GROUPS_LIMIT = 5;

const WEEK_SECONDS = 604_800;

const ROUTING_TYPES = ['forward', 'redirect', 'fixed-response'];
const AUTHENTICATION_TYPES = ['authenticate-oidc', 'authenticate-cognito', 'jwt-validation'];

const CONTENT_TYPES = [
  'text/plain',
  'text/css',
  'text/html',
  'application/javascript',
  'application/json',
] as const;

/**
 * The actions of a rule as AWS keeps and shows them: complete, and in order.
 * @throws AwsError InvalidLoadBalancerAction, ValidationError or NotImplemented
 */
export function readActions(sent: readonly Action[], origin: ListenerOrigin): Action[] {
  const ordered = [...sent].sort((a, b) => (a.Order ?? 0) - (b.Order ?? 0));
  for (const { Type } of ordered) refuseUnsupported(required(Type, 'actions.member.type'), origin);
  const [action, second] = ordered;
  if (!action || second) {
    throw invalidAction(
      `Exactly one action must be a routing action (${ROUTING_TYPES.join(', ')}) and the last`,
    );
  }
  return [readRoutingAction(action, origin)];
}

function refuseUnsupported(type: string, { protocol }: ListenerOrigin): void {
  if (ROUTING_TYPES.includes(type)) return;
  if (!AUTHENTICATION_TYPES.includes(type))
    throw invalidAction(`Action type '${type}' must be one of ${ROUTING_TYPES}`);
  if (protocol === 'HTTP')
    throw invalidAction(`Actions of type '${type}' are supported only on HTTPS listeners`);
  throw notImplemented(`actions of type ${type}`);
}

function readRoutingAction(action: Action, origin: ListenerOrigin): Action {
  const kept = { Type: action.Type, ...(action.Order !== undefined && { Order: action.Order }) };
  switch (action.Type) {
    case 'forward':
      return { ...kept, ...readForward(action) };
    case 'redirect':
      return { ...kept, RedirectConfig: readRedirect(action, origin) };
    default:
      return { ...kept, FixedResponseConfig: readFixedResponse(action) };
  }
}

/** A single group is shown both ways, several in ForwardConfig alone. */
function readForward({
  TargetGroupArn,
  ForwardConfig,
}: Action): Pick<Action, 'TargetGroupArn' | 'ForwardConfig'> {
  const groups = ForwardConfig?.TargetGroups ?? (TargetGroupArn === undefined ? [] : [{ TargetGroupArn }]);
  const [first] = groups;
  if (!first) throw missing('forward', 'TargetGroupArn');
  if (TargetGroupArn !== undefined && (groups.length > 1 || first.TargetGroupArn !== TargetGroupArn)) {
    throw invalidAction(
      `You can specify both TargetGroupArn and ForwardConfig only when they name the same group`,
    );
  }
  const config = readForwardConfig({ ...ForwardConfig, TargetGroups: groups });
  const only = groups.length === 1 ? { TargetGroupArn: first.TargetGroupArn } : {};
  return { ...only, ForwardConfig: config };
}

function readForwardConfig({
  TargetGroups = [],
  TargetGroupStickinessConfig,
}: ForwardActionConfig): ForwardActionConfig {
  const arns = TargetGroups.map(({ TargetGroupArn }) =>
    required(TargetGroupArn, 'targetGroups.member.targetGroupArn'),
  );
  const duplicate = firstDuplicate(arns);
  if (duplicate !== undefined)
    throw invalidAction(`Target group '${duplicate}' is named twice in a forward action`);
  if (arns.length > GROUPS_LIMIT) {
    throw invalidAction(
      `A forward action can have at most ${GROUPS_LIMIT} target groups, not ${arns.length}`,
    );
  }
  if (TargetGroupStickinessConfig?.DurationSeconds !== undefined) {
    wholeNumber(TargetGroupStickinessConfig.DurationSeconds, [1, WEEK_SECONDS], 'durationSeconds');
  }
  if (TargetGroupStickinessConfig?.Enabled) throw notImplemented('target group stickiness');
  return {
    TargetGroups: TargetGroups.map(({ TargetGroupArn, Weight = 1 }) => ({
      TargetGroupArn,
      Weight: wholeNumber(Weight, [0, 999], 'weight'),
    })),
    TargetGroupStickinessConfig: { Enabled: false, ...TargetGroupStickinessConfig },
  };
}

function readRedirect({ RedirectConfig: config }: Action, origin: ListenerOrigin) {
  if (!config) throw missing('redirect', 'RedirectConfig');
  const { Protocol, Port, Host, Path, Query, StatusCode } = config;
  oneOf(
    required(StatusCode, 'redirectConfig.statusCode'),
    ['HTTP_301', 'HTTP_302'],
    'redirectConfig.statusCode',
  );
  if (Protocol !== undefined) oneOf(Protocol, ['HTTP', 'HTTPS', '#{protocol}'], 'redirectConfig.protocol');
  if (Port !== undefined && Port !== '#{port}') wholeNumber(Number(Port), [1, 65_535], 'redirectConfig.port');
  if (Path !== undefined && !Path.startsWith('/'))
    throw invalid(`The redirect path '${Path}' must start with '/'`);
  for (const part of [Host, Path, Query]) refuseUnknownKeyword(part ?? '');
  if (isLoop(config, origin)) {
    throw invalidAction('The redirect configuration is not valid because it creates a loop.');
  }
  return { ...completeRedirect(config), StatusCode };
}

function refuseUnknownKeyword(part: string): void {
  const unknown = part
    .match(/#\{[^}]*\}/g)
    ?.find((word) => !/^#\{(protocol|host|port|path|query)\}$/.test(word));
  if (unknown !== undefined) throw invalid(`The redirect keyword '${unknown}' is not recognized`);
}

function readFixedResponse({ FixedResponseConfig: config }: Action) {
  if (!config) throw missing('fixed-response', 'FixedResponseConfig');
  const { StatusCode, ContentType, MessageBody } = config;
  if (!/^[245]\d\d$/.test(required(StatusCode, 'fixedResponseConfig.statusCode'))) {
    throw invalid(`The fixed response status code '${StatusCode}' must be 2XX, 4XX or 5XX`);
  }
  if (ContentType !== undefined) oneOf(ContentType, CONTENT_TYPES, 'fixedResponseConfig.contentType');
  if ((MessageBody?.length ?? 0) > 1024)
    throw invalid('The fixed response message body exceeds 1024 characters');
  return config;
}

function invalidAction(message: string): AwsError {
  return new AwsError('InvalidLoadBalancerAction', message);
}

function missing(type: string, field: string): AwsError {
  return invalidAction(`For actions of type '${type}', you must specify the following fields: '${field}'`);
}
