import { notImplemented } from '../kernel/errors.ts';
import { type PolicyDocument, parsePolicy } from './policy/document.ts';

const allow = (Action: string | readonly string[]) =>
  parsePolicy(
    JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action, Resource: '*' }] }),
    'identity',
  );

/** The policies of AWS's own that deployments attach, as far as they concern what is embedded here. */
const KNOWN: Readonly<Record<string, PolicyDocument>> = {
  AdministratorAccess: allow('*'),
  'service-role/AmazonECSTaskExecutionRolePolicy': allow([
    'ecr:GetAuthorizationToken',
    'ecr:BatchCheckLayerAvailability',
    'ecr:GetDownloadUrlForLayer',
    'ecr:BatchGetImage',
    'logs:CreateLogStream',
    'logs:PutLogEvents',
  ]),
};

/**
 * A policy of AWS's own; undefined when the ARN names none.
 * @throws AwsError NotImplemented for one that is not known here: what it allows must not be guessed
 */
export function managedByAws(arn: string): PolicyDocument | undefined {
  const name = /^arn:aws:iam::aws:policy\/(.+)$/.exec(arn)?.[1];
  if (name === undefined) return undefined;
  const known = KNOWN[name];
  if (!known) throw notImplemented(`the managed policy ${arn}`);
  return known;
}
