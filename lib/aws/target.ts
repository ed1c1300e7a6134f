import * as v from 'valibot';

/**
 * The deployment target: what exists in AWS for one service of one environment. It stands in Parameter Store under
 * `/platform/<project>/<environment>/<service>`, in platform.yml or in an input; `schemas/target.schema.json` is made
 * from this schema.
 */

const ELB = 'arn:aws[a-z-]*:elasticloadbalancing:[a-z0-9-]+:[0-9]{12}';

const name = (allowed: string) => v.pipe(v.string(allowed), v.minLength(1, allowed));
const matching = (pattern: string, allowed: string) =>
  v.pipe(v.string(allowed), v.regex(new RegExp(`^${pattern}$`), allowed));
const listOf = <Item extends v.GenericSchema>(item: Item, allowed: string) =>
  v.pipe(v.array(item, allowed), v.minLength(1, allowed));

const targetGroup = matching(
  `${ELB}:targetgroup/[A-Za-z0-9-]+/[0-9a-f]+`,
  'the ARN of a target group, arn:aws:elasticloadbalancing:<region>:<account>:targetgroup/<name>/<id>',
);

const rule = matching(
  `${ELB}:(listener/app/[A-Za-z0-9-]+/[0-9a-f]+/[0-9a-f]+|listener-rule/app/[A-Za-z0-9-]+/[0-9a-f]+/[0-9a-f]+/[0-9a-f]+)`,
  'the ARN of a rule (…:listener-rule/app/…) or of a listener (…:listener/app/…, for its default rule) of an application load balancer',
);

const slot = v.pipe(
  v.strictObject(
    {
      service: v.pipe(name('the name of an ECS service'), v.description('Name of the ECS service.')),
      targetGroup: v.pipe(
        targetGroup,
        v.description('ARN of the target group that the service registers its tasks with.'),
      ),
    },
    'a service and a targetGroup',
  ),
  v.description('One of the two places a release can run in: an ECS service and its target group.'),
);

export const targetSchema = v.pipe(
  v.strictObject(
    {
      cluster: v.pipe(
        name('the name or ARN of an ECS cluster'),
        v.description('Name or ARN of the ECS cluster.'),
      ),
      slots: v.pipe(
        v.strictObject({ blue: slot, green: slot }, 'the slots blue and green'),
        v.description('The two slots. Which of them is live is decided by the production rules alone.'),
      ),
      productionRules: v.pipe(
        listOf(rule, 'a list of at least one rule'),
        v.description('Every rule that sends users to this service. They move together.'),
      ),
      testRules: v.exactOptional(
        v.pipe(
          listOf(rule, 'a list of at least one rule'),
          v.description('Rules through which the standby is tested. They never decide who is live.'),
        ),
      ),
      container: v.pipe(
        v.strictObject(
          {
            name: v.pipe(
              name('the name of a container of the task definition'),
              v.description('Name of the container that gets the released image.'),
            ),
            port: v.pipe(
              v.number('a port from 1 to 65535'),
              v.integer('a port from 1 to 65535'),
              v.minValue(1, 'a port from 1 to 65535'),
              v.maxValue(65535, 'a port from 1 to 65535'),
              v.description('Port of that container which the target groups send requests to.'),
            ),
          },
          'a name and a port',
        ),
        v.description('The container of the service that is released and gets the requests.'),
      ),
      subnets: v.exactOptional(
        v.pipe(
          listOf(
            matching('subnet-[0-9a-f]+', 'the ID of a subnet, subnet-…'),
            'a list of at least one subnet',
          ),
          v.description('Subnets for one-off tasks, such as a migration.'),
        ),
      ),
      securityGroups: v.exactOptional(
        v.pipe(
          listOf(
            matching('sg-[0-9a-f]+', 'the ID of a security group, sg-…'),
            'a list of at least one security group',
          ),
          v.description('Security groups for one-off tasks.'),
        ),
      ),
      logGroups: v.exactOptional(
        v.pipe(
          listOf(name('the name of a log group'), 'a list of at least one log group'),
          v.description('CloudWatch log groups that the service writes to.'),
        ),
      ),
      repository: v.exactOptional(
        v.pipe(
          matching('[a-z0-9]+([._/-][a-z0-9]+)*', 'the name of an ECR repository, without its registry'),
          v.description('Name of the ECR repository of the released image.'),
        ),
      ),
      database: v.exactOptional(
        v.pipe(
          v.strictObject(
            {
              instance: v.exactOptional(name('the identifier of an RDS instance')),
              cluster: v.exactOptional(name('the identifier of an Aurora cluster')),
            },
            'an instance or a cluster',
          ),
          v.description('The database that migrations change: an RDS instance or an Aurora cluster.'),
        ),
      ),
      assetBucket: v.exactOptional(
        v.pipe(
          matching('[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]', 'the name of an S3 bucket'),
          v.description('S3 bucket of the hashed static assets.'),
        ),
      ),
    },
    'a document with cluster, slots, productionRules and container',
  ),
  v.title('Deployment target'),
  v.description('What exists in AWS for one service of one environment, as platform-actions releases to it.'),
);

export type Target = v.InferOutput<typeof targetSchema>;

export type SlotName = keyof Target['slots'];

export const SLOTS: readonly SlotName[] = ['blue', 'green'];

export function otherSlot(slot: SlotName): SlotName {
  return slot === 'blue' ? 'green' : 'blue';
}

/** Of each slot one. */
export type PerSlot<Value> = Readonly<Record<SlotName, Value>>;

/** The target groups of both slots. */
export function targetGroupsOf(target: Target): PerSlot<string> {
  return { blue: target.slots.blue.targetGroup, green: target.slots.green.targetGroup };
}

/** Something that no single field shows, as the place and the rest of a sentence that begins with it. */
export interface Contradiction {
  readonly path: string;
  readonly problem: string;
}

/** Entries of a target that contradict each other. */
export function findContradictions(target: Target): Contradiction[] {
  return [...findSharedParts(target), ...findRepeatedRules(target), ...findVagueDatabase(target)];
}

function findSharedParts({ slots: { blue, green } }: Target): Contradiction[] {
  const parts = [
    { key: 'service', what: 'service' },
    { key: 'targetGroup', what: 'target group' },
  ] as const;
  return parts
    .filter(({ key }) => blue[key] === green[key])
    .map(({ key, what }) => ({
      path: `slots.green.${key}`,
      problem: `is the ${what} of slots.blue too; each slot needs one of its own`,
    }));
}

function findRepeatedRules({ productionRules, testRules = [] }: Target): Contradiction[] {
  const twice = productionRules
    .filter((arn, index) => productionRules.indexOf(arn) !== index)
    .map((arn) => ({ path: 'productionRules', problem: `names "${arn}" twice` }));
  const both = testRules
    .filter((arn) => productionRules.includes(arn))
    .map((arn) => ({
      path: 'testRules',
      problem: `names "${arn}", which is a production rule; a rule is one or the other`,
    }));
  return [...twice, ...both];
}

function findVagueDatabase({ database }: Target): Contradiction[] {
  if (!database || (database.instance === undefined) !== (database.cluster === undefined)) return [];
  return [{ path: 'database', problem: 'needs either an instance or a cluster, and not both' }];
}
