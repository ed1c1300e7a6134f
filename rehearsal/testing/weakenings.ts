import { mapConditions, type Policy, type Statement } from '../../lib/aws/permissions/policy.ts';

/** A policy that allows a little less. */
export interface Weakening {
  /** `RunSlots without ecs:UpdateService` */
  readonly name: string;
  /** One of these actions can then be denied. */
  readonly actions: readonly string[];
  readonly policy: Policy;
}

/** Every way to take one action out of one statement, and to point one resource or condition elsewhere. */
export function weakenings(policy: Policy): Weakening[] {
  return policy.Statement.flatMap((statement, index) => {
    const { Sid } = statement;
    const actions = [statement.Action].flat();
    const weaken = (how: string, denied: readonly string[], change: Partial<Statement>): Weakening => ({
      name: `${Sid} ${how}`,
      actions: denied,
      policy: { ...policy, Statement: policy.Statement.with(index, { ...statement, ...change }) },
    });
    const resources = [statement.Resource].flat();
    const withoutAction = actions.map((action) =>
      weaken(`without ${action}`, [action], {
        Action: ['sts:GetCallerIdentity', ...actions.filter((other) => other !== action)],
      }),
    );
    const elsewhere = resources.map((resource, place) =>
      weaken(`elsewhere than ${resource}`, actions, {
        Resource: resources.with(place, `arn:aws:none:::${place}`),
      }),
    );
    const otherwise = Object.keys(statement.Condition ?? {}).map((operator) =>
      weaken(`under another ${operator}`, actions, {
        Condition: mapConditions(statement.Condition ?? {}, (value, name) =>
          name === operator ? `${value}-other` : value,
        ),
      }),
    );
    return [...withoutAction, ...elsewhere, ...otherwise];
  });
}
