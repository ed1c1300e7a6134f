import { AwsError } from '../errors.ts';
import type { Violation } from './find-violations.ts';

/** How one service refuses what its model does not allow. */
export interface Style {
  readonly code: string;
  /** Whether AWS holds callers to this at all: some of a model's constraints only document. */
  readonly enforces: (operation: string, violation: Violation) => boolean;
  /** The refusal where the service has words of its own, which tell the first violation alone. */
  readonly refuse?: (operation: string, first: Violation) => AwsError | undefined;
}

const enforces = () => true;

/**
 * By the name that signatures give the service. ECS is not among them: it holds callers to hardly any of its model's
 * constraints, and has words of its own for each. EC2 neither.
 */
export const STYLES: Readonly<Record<string, Style>> = {
  'application-autoscaling': { code: 'ValidationException', enforces },
  // A lifecycle policy that is too short is refused for what it lacks.
  ecr: {
    code: 'InvalidParameterException',
    enforces: (_operation, { path, kind }) => path !== 'lifecyclePolicyText' || kind !== 'minimum',
    refuse: refuseAsEcr,
  },
  elasticloadbalancing: { code: 'ValidationError', enforces },
  iam: { code: 'ValidationError', enforces, refuse: refuseAsIam },
  logs: { code: 'InvalidParameterException', enforces },
  monitoring: { code: 'ValidationError', enforces },
  secretsmanager: { code: 'ValidationException', enforces },
  // An unknown filter key has an error of its own, InvalidFilterKey.
  ssm: {
    code: 'ValidationException',
    enforces: (_operation, { path, kind }) =>
      kind !== 'pattern' || !/^parameterFilters\.\d+\.member\.key$/.test(path),
  },
  sts: { code: 'ValidationError', enforces },
};

/** ECR quotes the constraint, and tells one alone. */
function refuseAsEcr(_operation: string, { path, kind, constraint }: Violation): AwsError {
  const own =
    kind === 'pattern'
      ? constraint.replace(
          /^Member must satisfy regular expression pattern: (.*)$/s,
          "must satisfy regular expression '$1'",
        )
      : constraint;
  return new AwsError(
    'InvalidParameterException',
    `Invalid parameter at '${path}' failed to satisfy constraint: '${own}'`,
  );
}

/** IAM names the characters instead of a pattern. */
function refuseAsIam(_operation: string, { path, constraint }: Violation): AwsError | undefined {
  if (!constraint.endsWith('pattern: [\\w+=,.@-]+')) return undefined;
  return new AwsError(
    'ValidationError',
    `The specified value for ${path} is invalid. It must contain only alphanumeric characters and/or the following: +=,.@_-`,
  );
}
