import type { Call } from '../../kernel/call.ts';

export type Place = Pick<Call, 'account' | 'region'>;

/** One action that a call needs to be allowed, on each of the resources. */
export interface Need {
  /** The operation's own name when not given. */
  readonly action?: string;
  /** ARNs, or `*` alone where the action knows no resources. */
  readonly resources: readonly string[];
  /** Condition keys of this action; what is undefined the call does not have. */
  readonly context?: Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>;
  /** The denial, where the service has words of its own for it. */
  readonly denial?: OwnWords;
}

/** A message, or a message under another code than the service's denials have. */
export type OwnWords = string | { readonly code: string; readonly message: string };

/** What the input alone does not tell, asked of the services' own state. */
export interface Lookup {
  /** Roles of a task definition that is given by family, revision or ARN. */
  taskDefinition(reference: string, place: Place): Promise<TaskRoles | undefined>;
  /** The whole ARN of a secret that is given by name or by a part of its ARN. */
  secretArn(id: string, place: Place): Promise<string | undefined>;
  /** The ARN of a role or user of this account, path included. */
  identityArn(kind: 'role' | 'user', name: string, place: Place): string | undefined;
  tagsOf(arn: string, place: Place): Promise<ReadonlyMap<string, string>>;
  /** Where it is not known for certain whether ECS looks for iam:PassRole at services. */
  readonly passRoleAtServices: boolean;
}

export interface TaskRoles {
  readonly taskRoleArn?: string | undefined;
  readonly executionRoleArn?: string | undefined;
}

// biome-ignore lint/suspicious/noExplicitAny: each operation has its own input type, fixed by its name
export type Input = any;

/** What one operation needs. It is asked before the input has been judged, so nothing in it can be relied on. */
export type Row = (
  input: Input,
  place: Place,
  lookup: Lookup,
) => Need | readonly Need[] | Promise<readonly Need[]>;

/** A service's operations, by the name AWS gives them. */
export interface AccessTable {
  /** First half of its actions: `ecs`. */
  readonly prefix: string;
  /** False where AWS's denials leave out a resource that is `*`. */
  readonly namesAnyResource?: boolean;
  readonly rows: Readonly<Record<string, Row>>;
}
