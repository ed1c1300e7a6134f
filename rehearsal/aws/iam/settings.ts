/** Where it is not known for certain what IAM does. */
export interface IamSettings {
  /** Whether ECS looks for iam:PassRole on a definition's roles when a service is made or updated, as it does for RunTask. */
  readonly passRoleAtServices: boolean;
  /** Whether a trust policy for GitHub's tokens is refused when it looks at neither `sub` nor `job_workflow_ref`. */
  readonly requiresSubject: boolean;
}

export const defaultIamSettings: IamSettings = { passRoleAtServices: false, requiresSubject: true };
