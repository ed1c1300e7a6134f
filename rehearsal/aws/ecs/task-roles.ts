import type { Place } from './state.ts';

/** What IAM says of the roles that task definitions name. */
export interface TaskRoles {
  /** Whether ECS may assume the role for tasks there. */
  isAssumable(roleArn: string, place: Place): boolean;
  /**
   * Whether a task's execution role may make this call.
   * @throws AwsError AccessDeniedException in the words of the call's service
   */
  admit(call: StartCall): Promise<void>;
}

/** The execution role of one task: sessions of it are named by the task's id. */
export interface ExecutionRole {
  readonly arn: string;
  readonly taskId: string;
}

/** A call that ECS makes with a task's execution role while it starts the task. */
export interface StartCall {
  readonly role: ExecutionRole;
  /** Where it goes to, which need not be where the task runs. */
  readonly place: Place;
  /** As signatures name it. */
  readonly service: 'ecr' | 'logs' | 'secretsmanager' | 'ssm';
  readonly operation: string;
  readonly input: object;
}

/** Where no IAM is at hand every role may do everything. */
export const ANY_ROLE: TaskRoles = { isAssumable: () => true, admit: () => Promise.resolve() };
