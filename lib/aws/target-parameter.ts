import type { SSM } from '@aws-sdk/client-ssm';
import { ActionFailure } from '../action/errors.ts';
import { awsCommand } from './aws-command.ts';
import { unlessMissing } from './errors/kinds.ts';

/** A target as somebody has written it. */
export interface TargetText {
  /** JSON or YAML. */
  readonly text: string;
  /** For errors: `parameter /platform/shop/production/web`. */
  readonly origin: string;
}

/**
 * The name of a target's parameter: `/platform/<project>/<environment>/<service>`.
 * @throws ActionFailure when a part cannot stand in a parameter's name
 */
export function targetParameterName(parts: {
  readonly project: string;
  readonly environment: string;
  readonly service: string;
}): string {
  for (const [part, value] of Object.entries(parts)) {
    if (!/^[A-Za-z0-9_.-]+$/.test(value)) {
      throw new ActionFailure({
        cause: `The ${part} ${JSON.stringify(value)} cannot be part of a parameter's name.`,
        advice: 'Use letters, digits, dots, hyphens and underscores.',
      });
    }
  }
  return `/platform/${parts.project}/${parts.environment}/${parts.service}`;
}

/** What a target looks like. */
export const EXAMPLE_TARGET = `{
  "cluster": "production",
  "slots": {
    "blue": { "service": "web-blue", "targetGroup": "arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/web-blue/0123456789abcdef" },
    "green": { "service": "web-green", "targetGroup": "arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/web-green/fedcba9876543210" }
  },
  "productionRules": ["arn:aws:elasticloadbalancing:eu-west-1:123456789012:listener/app/production/0123456789abcdef/0123456789abcdef"],
  "container": { "name": "web", "port": 8080 }
}`;

/**
 * Reads the target document from Parameter Store. What parses it is loaded when there is one.
 * @throws ActionFailure when there is none, with the command that writes it
 */
export async function readTargetParameter(
  { ssm, signal }: { readonly ssm: SSM; readonly signal: AbortSignal },
  name: string,
): Promise<TargetText> {
  const text = await readParameter(ssm, name, signal);
  if (text === undefined) {
    const region = await ssm.config.region();
    const options = { name, type: 'String', value: 'file://target.json' };
    throw new ActionFailure({
      cause: `There is no deployment target: parameter ${name} does not exist in ${region}.`,
      advice: `Write it with: ${awsCommand('ssm put-parameter', region, options)}`,
      detail: `target.json, with your own names:\n${EXAMPLE_TARGET}`,
    });
  }
  return { text, origin: `parameter ${name}` };
}

async function readParameter(ssm: SSM, Name: string, abortSignal: AbortSignal): Promise<string | undefined> {
  const found = await unlessMissing(() => ssm.getParameter({ Name, WithDecryption: true }, { abortSignal }));
  return found?.Parameter?.Value;
}
