import type {
  Action,
  ForwardActionConfig,
  TargetGroupStickinessConfig,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { notImplemented } from '../../kernel/errors.ts';
import { completeRedirect, isLoop, type ListenerOrigin } from '../routing/redirect.ts';
import { AUTHENTICATION_TYPES, readAuthentication } from './authenticate.ts';
import { invalidAction, missing } from './invalid-action.ts';
import { checkQuota, GROUPS_PER_ACTION } from './quotas.ts';
import { firstDuplicate, invalid, oneOf, required, wholeNumber } from './validate.ts';

const WEEK_SECONDS = 604_800;

const ROUTING_TYPES = ['forward', 'redirect', 'fixed-response'];

const CONTENT_TYPES = [
  'text/plain',
  'text/css',
  'text/html',
  'application/javascript',
  'application/json',
] as const;

/**
 * The actions of a rule as AWS keeps and shows them: complete, and in order.
 * @param before the actions that the rule had, of which a client secret may be kept; none for a new rule
 * @throws AwsError InvalidLoadBalancerAction, ValidationError or NotImplemented
 */
export function readActions(
  sent: readonly Action[],
  origin: ListenerOrigin,
  before: readonly Action[] = [],
): Action[] {
  for (const { Type } of sent) refuseUnsupported(Type ?? '', origin);
  const isRouting = ({ Type }: Action) => Type !== undefined && ROUTING_TYPES.includes(Type);
  const ordered = sent.filter(isRouting).length === 1 ? putInOrder(sent) : [];
  const last = ordered.at(-1);
  if (!last || !isRouting(last)) {
    throw invalidAction(
      `Exactly one action must be a routing action (${ROUTING_TYPES.join(', ')}) and the last`,
    );
  }
  const authentications = ordered.slice(0, -1);
  if (authentications.length > 1) throw invalidAction('A rule can have only one authentication action');
  return [
    ...authentications.map((action) => readAuthentication(action, before)),
    readRoutingAction(last, origin),
  ];
}

/** Where there are several actions, each says its place. */
function putInOrder(sent: readonly Action[]): Action[] {
  if (sent.length < 2) return [...sent];
  const orders = sent.map(({ Order }) => Order);
  if (orders.includes(undefined) || new Set(orders).size < orders.length) {
    throw invalidAction('Each action must have an order of its own when there are several');
  }
  return [...sent].sort((a, b) => (a.Order ?? 0) - (b.Order ?? 0));
}

function refuseUnsupported(type: string, { protocol }: ListenerOrigin): void {
  if (ROUTING_TYPES.includes(type)) return;
  const authenticates = AUTHENTICATION_TYPES.includes(type);
  if (!authenticates && type !== 'jwt-validation')
    throw invalidAction(`Action type '${type}' must be one of ${ROUTING_TYPES}`);
  if (protocol === 'HTTP')
    throw invalidAction(`Actions of type '${type}' are supported only on HTTPS listeners`);
  if (!authenticates) throw notImplemented(`actions of type ${type}`);
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
  // TooManyTargetGroups is no error of the calls for listeners: too many in one action are a fault of the action.
  const limit = {
    code: 'InvalidLoadBalancerAction',
    of: 'target groups per action',
    most: GROUPS_PER_ACTION,
  };
  checkQuota(arns.length, limit);
  if (TargetGroupStickinessConfig) checkStickiness(TargetGroupStickinessConfig);
  return {
    TargetGroups: TargetGroups.map(({ TargetGroupArn, Weight = 1 }) => ({
      TargetGroupArn,
      Weight: wholeNumber(Weight, [0, 999], 'weight'),
    })),
    TargetGroupStickinessConfig: { Enabled: false, ...TargetGroupStickinessConfig },
  };
}

function checkStickiness({ Enabled, DurationSeconds }: TargetGroupStickinessConfig): void {
  const seconds = DurationSeconds ?? (Enabled ? 0 : 1);
  if (seconds < 1 || seconds > WEEK_SECONDS) {
    throw invalid(`Target group stickiness duration must be between 1 and ${WEEK_SECONDS} seconds`);
  }
}

function readRedirect({ RedirectConfig: config }: Action, origin: ListenerOrigin) {
  if (!config) throw missing('redirect', 'RedirectConfig');
  const { Port, Host, Path, Query, StatusCode } = config;
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
  const { ContentType } = config;
  if (ContentType !== undefined) oneOf(ContentType, CONTENT_TYPES, 'fixedResponseConfig.contentType');
  return config;
}
