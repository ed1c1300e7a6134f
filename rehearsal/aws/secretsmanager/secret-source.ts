import type { SecretSource } from '../ecs/secret-source.ts';
import { AwsError } from '../kernel/errors.ts';
import { parameterArn } from '../ssm/names.ts';
import type { Ssm } from '../ssm/ssm.ts';
import type { SecretsManager } from './secretsmanager.ts';
import type { Place } from './store.ts';

/** The call that AWS makes for a task, as permissions and quotas see it. */
export interface SecretRead {
  readonly place: Place;
  readonly service: 'secretsmanager' | 'ssm';
  readonly operation: 'GetSecretValue' | 'GetParameters';
  /** ARN of the parameter or secret. */
  readonly resource: string;
  readonly executionRoleArn: string;
}

export interface SecretSourcePorts {
  readonly parameters: Pick<Ssm, 'readValue'>;
  readonly secrets: Pick<SecretsManager, 'readText'>;
  /**
   * Asked before every read.
   * @throws AwsError AccessDeniedException or ThrottlingException
   */
  readonly admit?: (read: SecretRead) => void;
}

/**
 * The values that containers get as secrets: parameters by name or ARN, secrets by ARN, of which
 * `:json-key:version-stage:version-id` may choose a part. They count as calls of the account.
 */
export function createSecretSource({
  parameters,
  secrets,
  admit = () => {},
}: SecretSourcePorts): SecretSource {
  function readParameter(place: Place, text: string, executionRoleArn: string): string {
    const resource = text.startsWith('arn:') ? text : parameterArn(text, place);
    admit({ place, service: 'ssm', operation: 'GetParameters', resource, executionRoleArn });
    try {
      return parameters.readValue(placeOf(resource), text);
    } catch (error) {
      const isMissing = error instanceof AwsError && /^Parameter(Version)?NotFound$/.test(error.code);
      throw isMissing
        ? new AwsError('ResourceInitializationError', `invalid ssm parameters: ${text}`)
        : error;
    }
  }

  function readSecret(text: string, executionRoleArn: string): string {
    const { arn, key, stage, version } = splitSecret(text);
    const place = placeOf(arn);
    admit({ place, service: 'secretsmanager', operation: 'GetSecretValue', resource: arn, executionRoleArn });
    const value = secrets.readText(place, { id: arn, stage, version }) ?? '';
    return key === undefined ? value : pick(value, key);
  }

  return {
    async read(place, valueFrom, executionRoleArn) {
      const isSecret = /^arn:[^:]+:secretsmanager:/.test(valueFrom);
      return isSecret
        ? readSecret(valueFrom, executionRoleArn)
        : readParameter(place, valueFrom, executionRoleArn);
    },
  };
}

/** An ARN names its region and account itself. */
function placeOf(arn: string): Place {
  const [, , , region = '', account = ''] = arn.split(':');
  return { region, account };
}

function splitSecret(text: string) {
  const parts = text.split(':');
  const [key, stage, version] = parts.slice(7).map((part) => (part === '' ? undefined : part));
  return { arn: parts.slice(0, 7).join(':'), key, stage, version };
}

/** The refusals of ECS's agent itself have its own code, and its words. */
function pick(value: string, key: string): string {
  const fields = readObject(value, key);
  const field = fields[key];
  if (field === undefined) {
    throw new AwsError(
      'ResourceInitializationError',
      `retrieved secret from Secrets Manager did not contain json key ${key}`,
    );
  }
  return typeof field === 'string' ? field : JSON.stringify(field);
}

function readObject(value: string, key: string): Readonly<Record<string, unknown>> {
  try {
    const parsed: unknown = JSON.parse(value);
    if (typeof parsed === 'object' && parsed !== null) return { ...parsed };
  } catch {
    // Not JSON; said below.
  }
  throw new AwsError(
    'ResourceInitializationError',
    `retrieved secret from Secrets Manager is no JSON object with key ${key}`,
  );
}
