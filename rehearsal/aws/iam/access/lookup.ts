import type { Call } from '../../kernel/call.ts';
import { administratorOf } from '../../kernel/principal.ts';
import type { Service } from '../../kernel/service.ts';
import type { Iam } from '../iam.ts';
import type { Lookup, Place, TaskRoles } from './need.ts';
import { readTags } from './tags.ts';

/** How each service tells the tags of something by its ARN. */
const TAG_READS: Readonly<Record<string, (arn: string) => readonly [operation: string, input: object]>> = {
  ecs: (resourceArn) => ['ListTagsForResource', { resourceArn }],
  ecr: (resourceArn) => ['ListTagsForResource', { resourceArn }],
  logs: (arn) => ['ListTagsForResource', { resourceArn: arn.replace(/:log-stream:.*$/, '') }],
  elasticloadbalancing: (arn) => ['DescribeTags', { ResourceArns: [arn] }],
  cloudwatch: (ResourceARN) => ['ListTagsForResource', { ResourceARN }],
  secretsmanager: (SecretId) => ['DescribeSecret', { SecretId }],
  ssm: (arn) => [
    'ListTagsForResource',
    { ResourceType: 'Parameter', ResourceId: arn.replace(/^.*?:parameter/, '') },
  ],
};

/** Services whose signatures name them otherwise than ARNs do. */
const SIGNED_AS: Readonly<Record<string, string>> = { cloudwatch: 'monitoring' };

/**
 * Asks the services themselves, past dispatch: such questions are no calls of anybody's.
 * @param services asked for when the first question comes: some of them need access themselves
 */
export function createLookup(services: () => readonly Service[], iam: Iam): Lookup {
  /** What is not there, or not to be had, counts as unknown. */
  async function ask(name: string, operation: string, input: object, place: Place): Promise<Answer> {
    const service = services().find(({ model }) => model.name === name);
    const call: Call = {
      ...{
        requestId: '',
        service: name,
        operation,
        accessKeyId: '',
        principal: administratorOf(place.account),
      },
      ...{ account: place.account, region: place.region },
    };
    try {
      return { ...(await service?.operations[operation]?.(input, call)) };
    } catch {
      return {};
    }
  }

  return {
    passRoleAtServices: iam.settings.passRoleAtServices,
    async taskDefinition(reference, place) {
      const answer = await ask('ecs', 'DescribeTaskDefinition', { taskDefinition: reference }, place);
      return answer.taskDefinition as TaskRoles | undefined;
    },
    async secretArn(id, place) {
      const { ARN } = await ask('secretsmanager', 'DescribeSecret', { SecretId: id }, place);
      return ARN as string | undefined;
    },
    identityArn(kind, name, { account }) {
      const { roles, users } = iam.store.of(account);
      return (kind === 'role' ? roles : users).get(name)?.arn;
    },
    async tagsOf(arn, place) {
      const service = arn.split(':')[2] ?? '';
      if (service === 'iam') return iamTags(iam, arn, place);
      const read = TAG_READS[service]?.(arn);
      if (!read) return new Map();
      return new Map(tagsIn(await ask(SIGNED_AS[service] ?? service, ...read, place)));
    },
  };
}

type Answer = Readonly<Record<string, unknown>>;

/** Every service has its own member for them. */
function tagsIn(answer: Answer): [string, string][] {
  const [described] = Array.isArray(answer.TagDescriptions) ? answer.TagDescriptions : [answer];
  return readTags(described?.tags ?? described?.Tags ?? described?.TagList);
}

function iamTags({ store }: Iam, arn: string, { account }: Place): ReadonlyMap<string, string> {
  const { roles, users, policies, providers } = store.of(account);
  const all = [...roles.values(), ...users.values(), ...policies.values(), ...providers.values()];
  return all.find((one) => one.arn === arn)?.tags ?? new Map();
}
