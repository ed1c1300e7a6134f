import { defineBehaviours } from '../conformance/behaviour.ts';

const REGISTER = 'RegisterScalableTarget';
const TRACKING = 'Application Auto Scaling user guide: Target tracking scaling policies';
const COOLDOWN = 'Application Auto Scaling user guide: Cooldown period';

/** How Application Auto Scaling behaves with ECS services, proven one by one in `conformance.test.ts`. */
export const AUTOSCALING_BEHAVIOURS = defineBehaviours({
  'registration-brings-within-bounds': {
    does: 'registering a service brings its desired count within minimum and maximum, in both directions',
    basis: 'model',
    source: REGISTER,
    mutant: {
      file: 'autoscaling/targets.ts',
      from: 'bringWithinBounds(ports, region, target);',
      to: 'void bringWithinBounds;',
    },
  },
  'registered-again-without-bounds': {
    does: 'registering again brings it within the bounds too, even when the call names none',
    basis: 'model',
    source: REGISTER,
    mutant: {
      file: 'autoscaling/targets.ts',
      from: 'bringWithinBounds(ports, region, target);',
      to: 'if (!known) bringWithinBounds(ports, region, target);',
    },
  },
  'lifted-by-scale-out': {
    does: 'a desired count below the minimum stays there until a scale-out, which lifts it to the minimum at least',
    basis: 'documentation',
    source: 'ECS developer guide: Automatically scale your service, considerations',
    mutant: {
      file: 'autoscaling/policies/act.ts',
      from: 'const wanted = Math.min(Math.max(asked, min), max);',
      to: 'const wanted = Math.min(Math.max(asked, min * 0), max);',
    },
  },
  'first-registration-needs-both': {
    does: 'the first registration names minimum and maximum, of a service that exists',
    basis: 'model',
    source: `${REGISTER}; error texts in public issues`,
    mutant: {
      file: 'autoscaling/targets.ts',
      from: 'if (!services.find(place, cluster, service))',
      to: 'if (!services)',
    },
  },
  'suspended-flag-by-flag': {
    does: 'each flag of the suspension is set on its own; what a call omits stays as it was',
    basis: 'documentation',
    source: 'Application Auto Scaling user guide: Suspend and resume scaling',
    mutant: {
      file: 'autoscaling/targets.ts',
      from: 'given?.DynamicScalingInSuspended ?? suspended.DynamicScalingInSuspended',
      to: 'given?.DynamicScalingInSuspended ?? false',
    },
  },
  'scale-out-suspended': {
    does: 'while scale-out is suspended policies add nothing, and still take away',
    basis: 'model',
    source: `${REGISTER}: SuspendedState`,
    mutant: {
      file: 'autoscaling/policies/act.ts',
      from: 'if (target.suspended.DynamicScalingOutSuspended) return;',
      to: '',
    },
  },
  'scale-in-suspended': {
    does: 'while scale-in is suspended policies take nothing away, and still add',
    basis: 'model',
    source: `${REGISTER}: SuspendedState`,
    mutant: {
      file: 'autoscaling/policies/act.ts',
      from: 'if (target.suspended.DynamicScalingInSuspended) return;',
      to: '',
    },
  },
  'scheduled-suspended': {
    does: 'while scheduled scaling is suspended scheduled actions change nothing',
    basis: 'model',
    source: `${REGISTER}: SuspendedState`,
    mutant: {
      file: 'autoscaling/schedules/scheduled-actions.ts',
      from: 'if (target.suspended.ScheduledScalingSuspended) return;',
      to: '',
    },
  },
  'missed-while-suspended': {
    does: 'a scheduled action whose time comes while scheduled scaling is suspended is not made up for afterwards',
    basis: 'documentation',
    source: 'CodeDeploy API reference, EC2DeploymentOptions: so it is for EC2 Auto Scaling',
    mutant: {
      file: 'autoscaling/schedules/scheduled-actions.ts',
      from: 'if (target.suspended.ScheduledScalingSuspended) return;',
      to: 'if (target.suspended.ScheduledScalingSuspended) {\n    ports.clock.after(60_000, () => take(ports, region, target, { shown } as ScheduledActionRecord));\n    return;\n  }',
    },
  },
  'one-update-at-a-time': {
    does: 'a scalable target that is being written is not written again for a moment: ConcurrentUpdateException',
    basis: 'hypothesis',
    source: 'setting pendingUpdate; spinnaker/clouddriver #6215',
    mutant: {
      file: 'autoscaling/targets.ts',
      from: 'if (known && clock.now() < known.writtenAt + settings.pendingUpdate) throw concurrentUpdate();',
      to: 'void concurrentUpdate;',
    },
  },
  'tracking-alarms': {
    does: 'a target tracking policy makes two alarms: above the target for 3 minutes, below nine tenths of it for 15',
    basis: 'report',
    source: 'alarms of live policies in public Terraform imports',
    mutant: {
      file: 'autoscaling/policies/tracking-alarms.ts',
      from: 'EvaluationPeriods: 15',
      to: 'EvaluationPeriods: 3',
    },
  },
  'scales-in-proportion': {
    does: 'a scale-out goes at once to what brings the metric to its target, within the maximum',
    basis: 'documentation',
    source: TRACKING,
    mutant: {
      file: 'autoscaling/policies/act.ts',
      from: 'Math.ceil((capacity * value) / (policy.tracking.TargetValue ?? 1))',
      to: 'capacity + Math.sign(value - (policy.tracking.TargetValue ?? 1))',
    },
  },
  'scales-in-slowly': {
    does: 'a scale-in comes after fifteen minutes of little load',
    basis: 'documentation',
    source: TRACKING,
    mutant: {
      file: 'autoscaling/policies/act.ts',
      from: 'target.lastIn = { activity, from: current };',
      to: 'service.setDesiredCount(current);',
    },
  },
  'scale-out-cooldown': {
    does: 'during a scale-out’s cooldown, 300 s unless told otherwise, only a larger scale-out adds anything',
    basis: 'documentation',
    source: COOLDOWN,
    mutant: {
      file: 'autoscaling/policies/act.ts',
      from: 'if (from !== undefined && asked <= current) return;',
      to: 'if (from !== undefined) return;',
    },
  },
  'scale-in-cooldown': {
    does: 'during a scale-in’s cooldown, 300 s unless told otherwise, nothing more is taken away',
    basis: 'documentation',
    source: COOLDOWN,
    mutant: {
      file: 'autoscaling/policies/act.ts',
      from: "if (isCooling(ports, target.lastIn, cooldownOf(policy, 'in'))) return;",
      to: '',
    },
  },
  'no-scale-in-while-deploying': {
    does: 'while the service deploys nothing is taken away, and scale-outs go on',
    basis: 'documentation',
    source: 'ECS developer guide: Automatically scale your service, considerations',
    mutant: {
      file: 'autoscaling/policies/act.ts',
      from: 'if (service.isDeploying) {',
      to: 'if (service.isDeploying && !service) {',
    },
  },
  'capacity-while-deploying': {
    does: 'a scale-out during a deployment reckons from the desired count, or from the tasks of all deployments',
    basis: 'hypothesis',
    source: 'setting capacityWhileDeploying; containers-roadmap #525',
    mutant: {
      file: 'autoscaling/policies/act.ts',
      from: "settings.capacityWhileDeploying === 'all-deployments'",
      to: "settings.capacityWhileDeploying === 'desired'",
    },
  },
  'all-policies-agree': {
    does: 'of several target tracking policies any adds capacity, and only all together take it away',
    basis: 'documentation',
    source: TRACKING,
    mutant: {
      file: 'autoscaling/policies/act.ts',
      from: '|| !othersAgree(ports, occasion)',
      to: '|| !othersAgree',
    },
  },
  'scale-in-disabled': {
    does: 'a policy with DisableScaleIn takes nothing away and does not keep others from it',
    basis: 'model',
    source: 'TargetTrackingScalingPolicyConfiguration: DisableScaleIn',
    mutant: {
      file: 'autoscaling/policies/act.ts',
      from: 'policy.tracking.DisableScaleIn || ',
      to: '',
    },
  },
  'without-data-nothing': {
    does: 'requests per target are those of one target group: without requests its alarms have INSUFFICIENT_DATA and nothing is scaled',
    basis: 'report',
    source: 'containers-roadmap #1681',
    mutant: {
      file: 'autoscaling/policies/tracking-alarms.ts',
      from: "Namespace: 'AWS/ApplicationELB', MetricName: 'RequestCountPerTarget'",
      to: "Namespace: 'AWS/ApplicationELB', MetricName: 'RequestCount'",
    },
  },
  'step-scaling': {
    does: 'a step policy acts on the user’s alarm, by the step in which the metric’s distance from the threshold lies',
    basis: 'model',
    source: 'StepAdjustment',
    mutant: {
      file: 'autoscaling/policies/step.ts',
      from: "if (step.AdjustmentType === 'ChangeInCapacity') return current + adjustment;",
      to: "if (step.AdjustmentType === 'ChangeInCapacity') return current - adjustment;",
    },
  },
  'scheduled-bounds': {
    does: 'a scheduled action sets minimum and maximum at its time, once or again and again, and the desired count follows',
    basis: 'model',
    source: 'ScalableTargetAction',
    mutant: {
      file: 'autoscaling/schedules/scheduled-actions.ts',
      from: 'Object.assign(target, { min, max });',
      to: '',
    },
  },
  'activities-told': {
    does: 'activities tell cause, and success when as many tasks run as were asked for',
    basis: 'documentation',
    source: 'Application Auto Scaling user guide: Scaling activities',
    mutant: {
      file: 'autoscaling/capacity.ts',
      from: 'service.runningCount === wanted',
      to: 'service.desiredCount === wanted',
    },
  },
  'not-scaled-on-request': {
    does: 'activities that scaled nothing show, with their reason, only to who asks for them',
    basis: 'model',
    source: 'DescribeScalingActivities: IncludeNotScaledActivities',
    mutant: {
      file: 'autoscaling/activities.ts',
      from: '(NotScaledReasons === undefined || input.IncludeNotScaledActivities === true)',
      to: '(NotScaledReasons === undefined || true)',
    },
  },
  'deregistering-deletes': {
    does: 'deregistering a service deletes its policies with their alarms and its scheduled actions',
    basis: 'model',
    source: 'DeregisterScalableTarget',
    mutant: {
      file: 'autoscaling/targets.ts',
      from: 'for (const policy of [...target.policies.values()]) deletePolicy(ports, region, target, policy);',
      to: 'void deletePolicy;',
    },
  },
  'target-first': {
    does: 'policies and scheduled actions need a registered service',
    basis: 'model',
    source: 'PutScalingPolicy, PutScheduledAction: ObjectNotFoundException',
    mutant: {
      file: 'autoscaling/errors.ts',
      from: "'ObjectNotFoundException'",
      to: "'ValidationException'",
    },
  },
  'desired-count-only': {
    does: 'the desired count is the only dimension of an ECS service',
    basis: 'model',
    source: `${REGISTER}: ScalableDimension`,
    mutant: {
      file: 'autoscaling/checks.ts',
      from: "dimension !== 'ecs:service:DesiredCount'",
      to: "dimension === ''",
    },
  },
});
