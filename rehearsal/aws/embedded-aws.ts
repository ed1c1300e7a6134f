import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ScalingState } from './autoscaling/scaling-states.ts';
import type { AlarmState } from './cloudwatch/cloudwatch.ts';
import { createControl } from './control.ts';
import type { Ecr } from './ecr/ecr.ts';
import type { ServiceState } from './ecs/service-states.ts';
import type { RuleTraffic } from './elbv2/elbv2.ts';
import type { Faults } from './faults/faults.ts';
import { createGithubEndpoint } from './github-oidc/endpoint.ts';
import type { GithubOidc } from './github-oidc/github-oidc.ts';
import type { Access } from './iam/access/access.ts';
import { createKeyLender, type LendKey } from './iam/lend-key.ts';
import { createDispatch, type Dispatch, type JournalEntry } from './kernel/dispatch.ts';
import type { ApiRequest, ApiResponse } from './kernel/http.ts';
import { createJournal } from './kernel/journal.ts';
import { createRandom } from './kernel/random.ts';
import type { Service } from './kernel/service.ts';
import type { Limits } from './limits/limits.ts';
import { createParts, type EmbeddedAwsOptions } from './parts.ts';

/** AWS in one process: its APIs behind one dispatch, its registry, its load balancers and tasks. */
export interface EmbeddedAws {
  readonly dispatch: Dispatch;
  /** What is implemented: tables and judges go by it. */
  readonly services: readonly Service[];
  readonly handleRegistry: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  readonly control: (request: ApiRequest) => ApiResponse;
  /** The embedded GitHub, as far as it says who its jobs are. */
  readonly github: GithubOidc;
  readonly handleGithub: (request: ApiRequest) => ApiResponse;
  /** The newest calls, oldest first. */
  readonly journal: readonly JournalEntry[];
  /** How many calls of an account are let through. */
  readonly limits: Limits;
  /** What can be made to go wrong. */
  readonly faults: Faults;
  /** Every rule and how the groups that it names stand: for judges, who must not believe answers. */
  traffic(): readonly RuleTraffic[];
  /** Every service and its tasks, for judges too. */
  serviceStates(): readonly ServiceState[];
  /** Every scalable target, for judges too. */
  scalingStates(): readonly ScalingState[];
  /** Every alarm, for judges too. */
  alarmStates(): readonly AlarmState[];
  /** Where each listener is really reached, by its ARN. */
  endpoints(): Readonly<Record<string, string>>;
  readonly pushImage: Ecr['pushImage'];
  readonly lendKey: LendKey;
  readonly denialsUnder: Access['denialsUnder'];
  /** Ends tasks, listeners and timers. Nothing is left behind. */
  close(): Promise<void>;
}

/** Puts the parts behind one dispatch. */
export async function createEmbeddedAws(options: EmbeddedAwsOptions): Promise<EmbeddedAws> {
  const { clock, settings = {} } = options;
  const random = createRandom(options.seed);
  const parts = await createParts(options, random);
  const { ecs, elbv2, ecr, cloudwatch, autoscaling, ecsMetrics, runtime, limits, faults, github, services } =
    parts;
  const journal = createJournal(settings.journalLimit);
  const dispatch = createDispatch(services, {
    clock,
    random: random.fork('requests'),
    keys: parts.iam.sessions,
    guards: [limits.guard, parts.access.guard],
    intercept: faults.intercept,
    onCall(entry) {
      journal.add(entry);
      options.onCall?.(entry);
    },
  });
  return {
    dispatch,
    services,
    handleRegistry: ecr.handleRegistry,
    control: createControl({
      endpoints: elbv2.endpoints,
      journal: journal.entries,
      faults,
      scriptScan: ecr.scriptScan,
    }),
    journal: journal.entries,
    limits,
    faults,
    traffic: elbv2.traffic,
    serviceStates: ecs.serviceStates,
    scalingStates: autoscaling.scalingStates,
    alarmStates: cloudwatch.alarmStates,
    github,
    handleGithub: createGithubEndpoint(github),
    endpoints: elbv2.endpoints,
    pushImage: ecr.pushImage,
    lendKey: createKeyLender({ clock, iam: parts.iam }),
    denialsUnder: parts.access.denialsUnder,
    async close() {
      autoscaling.close();
      ecsMetrics.close();
      cloudwatch.close();
      ecs.close();
      try {
        await runtime.close();
      } finally {
        await elbv2.close();
      }
    },
  };
}
