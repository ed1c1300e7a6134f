import { type Target, targetKey } from '../target-groups.ts';
import { eligibleTargets, pickTarget, type RoutableTarget } from './pick-target.ts';
import { type Cookies, findPin, pinTo, readCookies, type Span, writePin } from './pins.ts';
import type { RoutedRequest } from './request.ts';
import type { Decision, ForwardDecision, RoutableGroup, RoutingView } from './route.ts';
import type { ForwardAction, WeightedGroup } from './table.ts';

const GROUP_COOKIES = ['AWSALBTG', 'AWSALBTGCORS'];
const TARGET_COOKIES = ['AWSALB', 'AWSALBCORS'];
const APPLICATION_COOKIES = ['AWSALBAPP-0'];

type CookieWriter = NonNullable<ForwardDecision['cookies']>;

const NO_COOKIES: Cookies = new Map();

/**
 * A target for the request. The client's group cookie comes before the weights; without it chance decides by weight alone.
 * A group without targets answers 503 for its share and for whoever is pinned to it, and never hands a request on.
 */
export function forward(view: RoutingView, action: ForwardAction, request: RoutedRequest): Decision {
  let read: Cookies | undefined;
  const cookies = () => {
    read ??= readCookies(request.header('cookie'));
    return read;
  };
  const pinned = action.stickiness ? findPinnedGroup(view, action, cookies()) : undefined;
  const targetGroupArn = pinned?.targetGroupArn ?? chooseGroup(action.groups, view);
  const group = targetGroupArn === undefined ? undefined : view.groupOf(targetGroupArn);
  if (targetGroupArn === undefined || !group) return { kind: 'unavailable' };
  const sent = group.routing.stickiness ? cookies() : NO_COOKIES;
  const eligible = eligibleTargets(group.targets, group.routing.minimumHealthy);
  const kept = findPinnedTarget(view, targetGroupArn, group, { eligible, cookies: sent });
  const chosen = kept?.target ?? pickTarget(eligible, group.routing, { ...view, turn: group.turn });
  if (!chosen) return { kind: 'unavailable' };
  const { target } = chosen;
  const writers = [
    groupCookieWriter(view, action, targetGroupArn, pinned?.span),
    targetCookieWriter(view, targetGroupArn, { group, target, span: kept?.span }),
  ].filter((writer) => writer !== undefined);
  const decision = { kind: 'forward', targetGroupArn, target } as const;
  if (writers.length === 0) return decision;
  return { ...decision, cookies: (fromTarget) => writers.flatMap((write) => write(fromTarget)) };
}

/** Draws a group by weight; undefined when all weights are zero, which is answered with 503. */
function chooseGroup(
  groups: readonly WeightedGroup[],
  { random, settings }: RoutingView,
): string | undefined {
  const total = groups.reduce((sum, { weight }) => sum + weight, 0);
  if (total === 0) {
    if (settings.zeroWeights === 'unavailable') return undefined;
    return groups[random.below(groups.length)]?.targetGroupArn;
  }
  let left = random.below(total);
  return groups.find(({ weight }) => {
    left -= weight;
    return left < 0;
  })?.targetGroupArn;
}

function findPinnedGroup(
  { now, settings }: RoutingView,
  { groups, stickiness }: ForwardAction,
  cookies: Cookies,
) {
  const lasts = settings.stickinessLasts === 'as-the-rule-says' ? stickiness?.duration : undefined;
  const pin = findPin(cookies, GROUP_COOKIES, now, lasts);
  const group = groups.find(({ targetGroupArn }) => targetGroupArn === pin?.targetGroupArn);
  return group && (group.weight > 0 || settings.stickToZeroWeight) ? pin : undefined;
}

/** A pin to a target that has gone, drains or is sick counts for nothing: another target is chosen. */
function findPinnedTarget(
  { now }: RoutingView,
  targetGroupArn: string,
  group: RoutableGroup,
  { eligible, cookies }: { eligible: readonly RoutableTarget[]; cookies: Cookies },
): { target: RoutableTarget; span: Span } | undefined {
  const { stickiness } = group.routing;
  if (!stickiness) return undefined;
  const { applicationCookie } = stickiness;
  if (applicationCookie !== undefined && !cookies.has(applicationCookie)) return undefined;
  const pin = findPin(cookies, applicationCookie === undefined ? TARGET_COOKIES : APPLICATION_COOKIES, now);
  if (pin?.targetGroupArn !== targetGroupArn) return undefined;
  const target = eligible.find((candidate) => targetKey(candidate.target) === pin.target);
  return target && { target, span: pin.span };
}

function groupCookieWriter(
  view: RoutingView,
  { stickiness }: ForwardAction,
  targetGroupArn: string,
  span: Span | undefined,
): CookieWriter | undefined {
  if (!stickiness) return undefined;
  const pin = pinTo(targetGroupArn, undefined, continueSpan(view, stickiness.duration, span));
  return () => writePin(pin, GROUP_COOKIES, writingOf(view));
}

/** The application's cookie begins the stickiness: until the target sets it there is nothing to remember. */
function targetCookieWriter(
  view: RoutingView,
  targetGroupArn: string,
  { group, target, span }: { group: RoutableGroup; target: Target; span: Span | undefined },
): CookieWriter | undefined {
  const { stickiness } = group.routing;
  if (!stickiness) return undefined;
  const { applicationCookie, duration } = stickiness;
  const pin = pinTo(targetGroupArn, target, continueSpan(view, duration, span));
  if (applicationCookie === undefined) return () => writePin(pin, TARGET_COOKIES, writingOf(view));
  const begins = (header: string) => header.startsWith(`${applicationCookie}=`);
  return (fromTarget) =>
    span !== undefined || fromTarget.some(begins) ? writePin(pin, APPLICATION_COOKIES, writingOf(view)) : [];
}

/** @param span of the pin that the client came with */
function continueSpan({ now, settings }: RoutingView, duration: number, span: Span | undefined): Span {
  return span === undefined || settings.renewStickiness ? { since: now, until: now + duration } : span;
}

function writingOf({ now, table }: RoutingView): { now: number; secure: boolean } {
  return { now, secure: table.origin.protocol === 'HTTPS' };
}
