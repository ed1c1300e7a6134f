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
import { AwsError, notImplemented } from '../../kernel/errors.ts';
import type { Operations } from '../../kernel/service.ts';
import type { OpenListener } from '../data-plane/data-plane.ts';
import type { ListenerRecord, Region, RuleRecord } from '../state.ts';
import { publishRules, removeListener, withdrawListener } from '../traffic/publish.ts';
import { readActions } from './actions.ts';
import { listenerArn, ruleArn } from './arns.ts';
import { checkAssociations } from './associations.ts';
import type { Control } from './control.ts';
import { defaultRuleOf, findListener, findLoadBalancer, listenersOf } from './find.ts';
import { frontOf } from './front.ts';
import { takePage } from './page.ts';
import { refuseBoth, selectRecords } from './select.ts';
import { readTags } from './tags.ts';
import { invalid, oneOf, required, wholeNumber } from './validate.ts';

/** What decides whether two calls of CreateListener ask for the same. */
interface Wanted {
  readonly loadBalancerArn: string;
  readonly port: number;
  readonly actions: RuleRecord['actions'];
}

/** Stands for the opening of a listener that has not begun. */
const NEVER = new Promise<OpenListener>(() => {});

export function listenerOperations(control: Control): Operations {
  const { state, settings, random } = control;

  /** Binds the listener at its port; what it was bound to before is closed once the new port takes requests. */
  async function bind(region: Region, listener: ListenerRecord): Promise<void> {
    const loadBalancer = findLoadBalancer(region, listener.loadBalancerArn);
    const before = listener.url === undefined ? undefined : listener.opening;
    listener.opening = control.dataPlane.open(frontOf(control, loadBalancer, listener));
    listener.url = (await listener.opening).url;
    await (await before)?.close();
  }

  /** The records come first, so that another call finds the port taken while it is being bound. */
  async function create(region: Region, wanted: Wanted, tags: Map<string, string>): Promise<ListenerRecord> {
    const { loadBalancerArn, port, actions } = wanted;
    const arn = listenerArn(loadBalancerArn, random.hex(16));
    const listener: ListenerRecord = { arn, loadBalancerArn, port, opening: NEVER, url: undefined };
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
      const loadBalancer = findLoadBalancer(region, required(input.LoadBalancerArn, 'loadBalancerArn'));
      const port = readPort(required(input.Port, 'port'));
      checkProtocol(required(input.Protocol, 'protocol'));
      refuseTlsSettings(input);
      const actions = readActions(required(input.DefaultActions, 'defaultActions'), {
        protocol: 'HTTP',
        port,
      });
      const tags = readTags(input.Tags);
      checkAssociations(region, loadBalancer.arn, actions);
      const wanted = { loadBalancerArn: loadBalancer.arn, port, actions };
      const same = findSame(region, wanted);
      await same?.opening;
      const listener = same ?? (await create(region, wanted, tags));
      return { Listeners: [describeListener(region, listener)] };
    },
    async ModifyListener(input: ModifyListenerInput, call): Promise<ModifyListenerOutput> {
      const region = state.regionOf(call);
      const listener = findListener(region, required(input.ListenerArn, 'listenerArn'));
      checkProtocol(input.Protocol ?? 'HTTP');
      refuseTlsSettings(input);
      const port = readPort(input.Port ?? listener.port);
      const rule = defaultRuleOf(region, listener.arn);
      const actions = readActions(input.DefaultActions ?? rule.actions, { protocol: 'HTTP', port });
      checkAssociations(region, listener.loadBalancerArn, actions);
      refuseTakenPort(region, listener, port);
      rule.actions = actions;
      const moved = port !== listener.port;
      listener.port = port;
      publishRules(region, listener);
      if (moved) await bind(region, listener);
      return { Listeners: [describeListener(region, listener)] };
    },
    DescribeListeners(input: DescribeListenersInput, call): DescribeListenersOutput {
      const region = state.regionOf(call);
      refuseBoth(input, 'LoadBalancerArn', 'ListenerArns');
      const selected = selectListeners(region, input);
      const { items, ...next } = takePage(selected, ({ arn }) => arn, input, settings.pageSize);
      return { Listeners: items.map((listener) => describeListener(region, listener)), ...next };
    },
    async DeleteListener(input: DeleteListenerInput, call): Promise<object> {
      const region = state.regionOf(call);
      await removeListener(region, findListener(region, required(input.ListenerArn, 'listenerArn')));
      return {};
    },
  };
}

function readPort(port: number): number {
  return wholeNumber(port, [1, 65_535], 'port');
}

function checkProtocol(protocol: string): void {
  if (oneOf(protocol, ['HTTP', 'HTTPS'], 'protocol') === 'HTTPS') throw notImplemented('HTTPS listeners');
}

function refuseTlsSettings(input: CreateListenerInput | ModifyListenerInput): void {
  if (input.Certificates?.length || input.SslPolicy !== undefined) {
    throw invalid('Certificates and security policies can be specified only for HTTPS listeners');
  }
  if (input.AlpnPolicy?.length || input.MutualAuthentication !== undefined) {
    throw invalid('ALPN policies and mutual authentication can be specified only for TLS');
  }
}

/**
 * The listener that is wanted, if it is there already: creating it again is no error.
 * @throws AwsError DuplicateListener when the port is taken by a different one
 */
function findSame(region: Region, { loadBalancerArn, port, actions }: Wanted): ListenerRecord | undefined {
  const known = listenersOf(region, loadBalancerArn).find((listener) => listener.port === port);
  if (!known) return undefined;
  const before = defaultRuleOf(region, known.arn).actions;
  if (JSON.stringify(before) === JSON.stringify(actions)) return known;
  throw duplicateListener(loadBalancerArn);
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

function describeListener(region: Region, { arn, loadBalancerArn, port }: ListenerRecord): Listener {
  return {
    ListenerArn: arn,
    LoadBalancerArn: loadBalancerArn,
    Port: port,
    Protocol: 'HTTP',
    DefaultActions: [...defaultRuleOf(region, arn).actions],
  };
}
