import type {
  CreateListenerInput,
  CreateListenerOutput,
  DeleteListenerInput,
  DescribeListenersInput,
  DescribeListenersOutput,
  Listener,
  ModifyListenerInput,
  ModifyListenerOutput,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { AwsError } from '../../kernel/errors.ts';
import type { Operations } from '../../kernel/service.ts';
import type { OpenListener } from '../data-plane/data-plane.ts';
import type { Elbv2Settings } from '../settings.ts';
import type { ListenerRecord, Region, RuleRecord } from '../state.ts';
import { publishRules, removeListener, withdrawListener } from '../traffic/publish.ts';
import { readActions } from './actions.ts';
import { listenerArn, ruleArn } from './arns.ts';
import { checkAssociations } from './associations.ts';
import { describeActions } from './authenticate.ts';
import type { Control } from './control.ts';
import { defaultRuleOf, findListener, findLoadBalancer, listenersOf } from './find.ts';
import { frontOf } from './front.ts';
import { takePage } from './page.ts';
import { checkQuota, type Quotas } from './quotas.ts';
import { refuseBoth, selectRecords } from './select.ts';
import { readTags } from './tags.ts';
import { readProtocol, readTls } from './tls.ts';
import { invalid, required } from './validate.ts';

/** What decides whether two calls of CreateListener ask for the same. */
interface Wanted extends Pick<ListenerRecord, 'loadBalancerArn' | 'port' | 'protocol' | 'tls'> {
  readonly actions: RuleRecord['actions'];
}

/** Stands for the opening of a listener that has not begun. */
const NEVER = new Promise<OpenListener>(() => {});

export function listenerOperations(control: Control): Operations {
  const { state, settings, random } = control;

  const describe = (region: Region, listener: ListenerRecord) => describeListener(region, listener, settings);

  /**
   * Binds the listener at its port. What it was bound to before is closed once another port takes requests, or at once
   * where it stands in the way.
   */
  async function bind(region: Region, listener: ListenerRecord, portBefore?: number): Promise<void> {
    const loadBalancer = findLoadBalancer(region, listener.loadBalancerArn);
    const before = listener.url === undefined ? undefined : listener.opening;
    if (portBefore === listener.port) await (await before)?.close();
    listener.opening = control.dataPlane.open(frontOf(control, loadBalancer, listener));
    listener.url = (await listener.opening).url;
    if (portBefore !== listener.port) await (await before)?.close();
  }

  /** The records come first, so that another call finds the port taken while it is being bound. */
  async function create(region: Region, wanted: Wanted, tags: Map<string, string>): Promise<ListenerRecord> {
    const { actions, ...kept } = wanted;
    const arn = listenerArn(kept.loadBalancerArn, random.hex(16));
    const listener: ListenerRecord = { ...kept, arn, opening: NEVER, url: undefined };
    const rule: RuleRecord = {
      ...{ arn: ruleArn(arn, random.hex(16)), listenerArn: arn },
      ...{ priority: 'default', conditions: [], actions },
    };
    region.listeners.set(arn, listener);
    region.rules.set(rule.arn, rule);
    region.tags.set(arn, tags).set(rule.arn, new Map());
    publishRules(region, listener);
    try {
      await bind(region, listener);
    } catch (error) {
      withdrawListener(region, listener);
      throw error;
    }
    return listener;
  }

  return {
    async CreateListener(input: CreateListenerInput, call): Promise<CreateListenerOutput> {
      const region = state.regionOf(call);
      const loadBalancer = findLoadBalancer(region, input.LoadBalancerArn ?? '');
      const port = required(input.Port, 'port');
      const protocol = readProtocol(required(input.Protocol, 'protocol'));
      const tls = readTls(protocol, input, undefined);
      const actions = readActions(input.DefaultActions ?? [], { protocol, port });
      const tags = readTags(input.Tags);
      checkAssociations(region, loadBalancer, actions, settings.quotas);
      const wanted = { loadBalancerArn: loadBalancer.arn, port, protocol, tls, actions };
      const same = findSame(region, wanted);
      if (!same) checkListenerQuota(region, loadBalancer.arn, settings.quotas);
      await same?.opening;
      const listener = same ?? (await create(region, wanted, tags));
      return { Listeners: [describe(region, listener)] };
    },
    async ModifyListener(input: ModifyListenerInput, call): Promise<ModifyListenerOutput> {
      const region = state.regionOf(call);
      const listener = findListener(region, input.ListenerArn ?? '');
      const protocol = readProtocol(input.Protocol ?? listener.protocol);
      const tls = readTls(protocol, input, listener.tls);
      const port = input.Port ?? listener.port;
      const rule = defaultRuleOf(region, listener.arn);
      const actions = readActions(input.DefaultActions ?? rule.actions, { protocol, port }, rule.actions);
      const loadBalancer = findLoadBalancer(region, listener.loadBalancerArn);
      checkAssociations(region, loadBalancer, actions, settings.quotas);
      refuseTakenPort(region, listener, port);
      rule.actions = actions;
      const before = { ...listener };
      Object.assign(listener, { port, protocol, tls });
      publishRules(region, listener);
      if (mustBindAgain(before, listener)) await bind(region, listener, before.port);
      return { Listeners: [describe(region, listener)] };
    },
    DescribeListeners(input: DescribeListenersInput, call): DescribeListenersOutput {
      const region = state.regionOf(call);
      refuseBoth(input, 'LoadBalancerArn', 'ListenerArns');
      const selected = selectListeners(region, input);
      const { items, ...next } = takePage(selected, ({ arn }) => arn, input, settings.pageSize);
      return { Listeners: items.map((listener) => describe(region, listener)), ...next };
    },
    async DeleteListener(input: DeleteListenerInput, call): Promise<object> {
      const region = state.regionOf(call);
      await removeListener(region, findListener(region, input.ListenerArn ?? ''));
      return {};
    },
  };
}

function mustBindAgain(before: ListenerRecord, now: ListenerRecord): boolean {
  return (
    before.port !== now.port || before.protocol !== now.protocol || before.tls?.policy !== now.tls?.policy
  );
}

function checkListenerQuota(region: Region, loadBalancerArn: string, quotas: Quotas): void {
  checkQuota(listenersOf(region, loadBalancerArn).length + 1, {
    ...{ code: 'TooManyListeners', of: 'listeners per load balancer', most: quotas.listenersPerLoadBalancer },
    on: `load balancer '${loadBalancerArn}'`,
  });
}

/**
 * The listener that is wanted, if it is there already: creating it again is no error.
 * @throws AwsError DuplicateListener when the port is taken by a different one
 */
function findSame(region: Region, wanted: Wanted): ListenerRecord | undefined {
  const known = listenersOf(region, wanted.loadBalancerArn).find(({ port }) => port === wanted.port);
  if (!known) return undefined;
  const settingsOf = ({ protocol, tls, actions }: Omit<Wanted, 'loadBalancerArn' | 'port'>) =>
    JSON.stringify([protocol, tls?.policy, tls?.certificate, actions]);
  const { actions } = defaultRuleOf(region, known.arn);
  if (settingsOf({ ...known, actions }) === settingsOf(wanted)) return known;
  throw duplicateListener(wanted.loadBalancerArn);
}

function refuseTakenPort(region: Region, moving: ListenerRecord, port: number): void {
  const others = listenersOf(region, moving.loadBalancerArn).filter((listener) => listener !== moving);
  if (others.some((listener) => listener.port === port)) throw duplicateListener(moving.loadBalancerArn);
}

function duplicateListener(loadBalancerArn: string): AwsError {
  return new AwsError(
    'DuplicateListener',
    `A listener already exists on this port for this load balancer '${loadBalancerArn}'`,
  );
}

function selectListeners(
  region: Region,
  { LoadBalancerArn, ListenerArns }: DescribeListenersInput,
): readonly ListenerRecord[] {
  if (LoadBalancerArn !== undefined) {
    return listenersOf(region, findLoadBalancer(region, LoadBalancerArn).arn);
  }
  if (!ListenerArns?.length) throw invalid('You must specify either listener ARNs or a load balancer ARN');
  return selectRecords(region.listeners, { arns: ListenerArns, code: 'ListenerNotFound', noun: 'listeners' });
}

function describeListener(
  region: Region,
  { arn, loadBalancerArn, port, protocol, tls }: ListenerRecord,
  settings: Pick<Elbv2Settings, 'showClientSecret'>,
): Listener {
  return {
    ListenerArn: arn,
    LoadBalancerArn: loadBalancerArn,
    Port: port,
    Protocol: protocol,
    ...(tls && {
      Certificates: [{ CertificateArn: tls.certificate }],
      SslPolicy: tls.policy,
      MutualAuthentication: { Mode: 'off' },
    }),
    DefaultActions: describeActions(defaultRuleOf(region, arn).actions, settings),
  };
}
