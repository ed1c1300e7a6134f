import { sleep } from '../../../lib/action/clock.ts';
import type { Outcome } from '../../../lib/action/outcome.ts';
import type { Target } from '../../../lib/aws/target.ts';
import type { Behaviour, Behaviours } from '../../../rehearsal/aws/runtime/scripted/behaviour.ts';
import { STORY_SETTINGS } from '../../../rehearsal/story/settings.ts';
import { createVirtualAws, type VirtualAwsOptions } from '../../../rehearsal/testing/virtual-aws.ts';
import type { Probe } from '../src/gates/probe-gate.ts';
import type { Request } from '../src/modes/request.ts';
import { runPostStep } from '../src/modes/run-post-step.ts';
import type { Surroundings } from '../src/ports.ts';
import { run } from '../src/run.ts';
import { policyFor, useOf } from './deployer.ts';
import { createEdge } from './edge.ts';
import { createEvidenceShelf } from './evidence-shelf.ts';
import { forwardTo } from './forward-to.ts';
import { imageOf } from './image-of.ts';
import { RECORD, requestOf } from './request-of.ts';
import { LASTING } from './surroundings.ts';

export { RECORD };

/** What serves when a world begins. */
export const GOOD = imageOf(1);

/** What is released next. */
export const NEXT = imageOf(2);

/** What the test rule asks for. */
export const TEST_KEY = 'S3CRET';

const SETTINGS = { hold: '5s', bake: '20s', 'healthy-timeout': '1m', 'probe-interval': '1s' };

/**
 * A platform in which GOOD serves from green with two tasks.
 * @param next how the image of the next release behaves
 * @param first inputs of the bootstrap that puts GOOD into service; `none` leaves the platform empty
 * @param others how other images behave
 * @param how times and habits of its AWS
 */
export async function createWorld(
  next: Behaviour = {},
  first: Record<string, string> | 'none' = {},
  others: Behaviours = {},
  how: Pick<VirtualAwsOptions, 'settings' | 'seed'> = {},
) {
  const aws = await createVirtualAws({
    settings: STORY_SETTINGS,
    behaviours: { ...others, [NEXT]: next },
    ...how,
  });
  const { clock, infrastructure, ports } = aws;
  const url = Object.values(aws.aws.endpoints())[0] ?? '';
  const masked: string[] = [];
  const edge = createEdge(clock, aws.visit);
  const probe: Probe = async ({ url: address, headers }) => {
    const answer = await edge.send(address, headers);
    return answer === 'refused' ? { kind: 'unanswered', reason: 'refused' } : { kind: 'answered', ...answer };
  };

  /** Clients of somebody whom a test has chosen. */
  let chosen: ReturnType<typeof aws.clientsOf> | undefined;
  const known = new Map<string, ReturnType<typeof aws.clientsOf>>();

  /** Whose clients a run has: a session's with the policy of its mode, and no other permission. */
  function actingFor(use: string, target: Target, record = RECORD): ReturnType<typeof aws.clientsOf> {
    if (chosen) return chosen;
    const policy = policyFor(use, { infrastructure, target, record });
    const key = `${use} ${policy}`;
    const clients = known.get(key) ?? aws.clientsOf(aws.aws.lendKey(use, policy));
    known.set(key, clients);
    return clients;
  }

  /** Inputs of a release. */
  const releaseOf = (image: string, given: Record<string, string> = {}) => ({
    ...{ ...SETTINGS, image, 'probe-url': `${url}/` },
    ...given,
  });

  let runs = 0;
  const evidence = createEvidenceShelf();

  /** Runs the switch in a workflow run of its own; `meanwhile` happens beside it. */
  function release(
    image: string,
    given: Record<string, string> = {},
    meanwhile: (cancel: (reason: Error) => void) => Promise<void> = async () => {},
    target = infrastructure.target,
  ): Promise<Outcome> {
    return runRequest(requestOf(releaseOf(image, given)), meanwhile, target);
  }

  function runRequest(
    request: Request,
    meanwhile: (cancel: (reason: Error) => void) => Promise<void> = async () => {},
    target = infrastructure.target,
  ): Promise<Outcome> {
    const controller = new AbortController();
    const running = start(request, target, controller.signal);
    return clock.run(
      Promise.all([running, meanwhile((reason) => controller.abort(reason))]).then(([ended]) => ended),
    );
  }

  /** Begins a run; the clock has to be run for it. */
  async function start(
    request: Request,
    target: Target,
    signal = new AbortController().signal,
    runId = `${runs + 1}`,
  ): Promise<Outcome> {
    runs += 1;
    const acting = await actingFor(useOf(request), target, request.record);
    return run(request, target, portsOf(acting, runId, signal)).finally(evidence.verify);
  }

  /** What a workflow run of this number touches. */
  function portsOf(
    acting: Awaited<ReturnType<typeof aws.clientsOf>>,
    runId: string,
    signal = new AbortController().signal,
  ): Surroundings {
    return {
      ...ports,
      ...acting,
      parameterStore: async () => acting.ssm,
      monitoring: async () => acting.cloudwatch,
      stopwatch: { read: clock.now },
      owner: { repository: 'org/shop', runId },
      signal,
      probe,
      mask: (secret: string) => void masked.push(secret),
      session: LASTING,
      keepEvidence: async (text) => evidence.keep(text),
    };
  }

  if (first !== 'none') {
    const ended = await release(GOOD, { mode: 'bootstrap', 'desired-count': '2', ...first });
    if (ended.outputs.verdict !== 'released')
      throw new Error(`The bootstrap ended with ${ended.failure?.cause}`);
    // Who releases next need not wait for what this one has recorded to show.
    await clock.run(sleep(clock, 10_000));
  }
  const mark = aws.aws.journal.length;

  return {
    ...aws,
    release,
    requestOf,
    releaseOf,
    /** Runs another mode than a release, in a workflow run of its own when none is named. */
    runRequest,
    runMode: (given: Record<string, string>, runId?: string, target = infrastructure.target) =>
      clock.run(start(requestOf(given), target, undefined, runId)),
    /** The same beside another run, which runs the clock. */
    startMode: (given: Record<string, string>, target = infrastructure.target) =>
      start(requestOf(given), target),
    /** Runs the step after the job of that workflow run. */
    runPostOf: async (runId: string, given: Record<string, string> = {}, target = infrastructure.target) => {
      const { inputs } = requestOf({ ...SETTINGS, mode: 'recover', ...given }) as Extract<
        Request,
        { mode: 'recover' }
      >;
      const acting = await actingFor('post', target);
      return clock.run(runPostStep({ inputs, target, record: RECORD }, portsOf(acting, runId)));
    },
    probe,
    edge,
    /** What is to be hidden in the log. */
    masked,
    /** Of every run, oldest first. */
    evidence: evidence.kept,
    keepEvidence: evidence.keep,
    url,
    /** Whose clients a run of that kind has. */
    actingFor,
    /** From here on the switch acts with these credentials, whatever its mode. */
    async actWith(credentials: Parameters<typeof aws.clientsOf>[0]) {
      chosen = aws.clientsOf(credentials);
      await chosen;
    },
    /**
     * Adds a test rule, for requests with a header; gives the target that names it, and its ARN.
     * @param weights of blue and green: by default it points at GOOD, as after a release
     */
    async addTestRule([blue, green]: readonly [number, number] = [0, 100]) {
      const { target, listenerArn: ListenerArn } = infrastructure;
      const { Rules: [rule] = [] } = await clock.run(
        ports.elbv2.createRule({
          ListenerArn,
          Priority: 5,
          Conditions: [
            { Field: 'http-header', HttpHeaderConfig: { HttpHeaderName: 'x-standby', Values: [TEST_KEY] } },
          ],
          Actions: forwardTo(target, { blue, green }),
        }),
      );
      const testRule = rule?.RuleArn ?? '';
      return { target: { ...target, testRules: [testRule] }, testRule };
    },
    /** Adds another production rule with all weight on green; gives the target that names it beside the first. */
    async addRule(path = '/api/*', Priority = 10) {
      const { target, listenerArn: ListenerArn } = infrastructure;
      const { Rules = [] } = await clock.run(
        ports.elbv2.createRule({
          ListenerArn,
          Priority,
          Conditions: [{ Field: 'path-pattern', Values: [path] }],
          Actions: forwardTo(target, { blue: 0, green: 100 }),
        }),
      );
      const added = Rules.flatMap(({ RuleArn = [] }) => RuleArn);
      return { ...target, productionRules: [...target.productionRules, ...added] };
    },
    /** Gives the slots these weights, as somebody else than the action would. */
    async setWeights(blue: number, green: number) {
      await ports.elbv2.modifyListener({
        ListenerArn: infrastructure.listenerArn,
        DefaultActions: forwardTo(infrastructure.target, { blue, green }),
      });
    },
    /** Weights written since the world was made, blue and green. */
    weightWrites: () =>
      aws.aws.journal.slice(mark).flatMap(({ call, input, error }) => {
        if (call.operation !== 'ModifyListener' || error !== undefined) return [];
        const { DefaultActions } = input as {
          DefaultActions: { ForwardConfig: { TargetGroups: { Weight: number }[] } }[];
        };
        return [DefaultActions[0]?.ForwardConfig.TargetGroups.map(({ Weight }) => Weight)];
      }),
    async countOf(slot: 'blue' | 'green') {
      const { cluster, slots } = infrastructure.target;
      const { services } = await clock.run(
        ports.ecs.describeServices({ cluster, services: [slots[slot].service] }),
      );
      return services?.[0]?.desiredCount;
    },
  };
}
