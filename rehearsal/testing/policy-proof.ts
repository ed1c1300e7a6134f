/** A policy document as actions ship it. */
export interface Policy {
  readonly Version: string;
  readonly Statement: readonly Statement[];
}

export interface Statement {
  readonly Sid: string;
  readonly Effect: 'Allow';
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/**
 * The policy with names in the place of its `${…}`. Several names make several resources; `Sid.Name` counts for one
 * statement alone.
 * @throws Error when a name is not given
 */
export function fillPolicy(
  policy: Policy,
  names: Readonly<Record<string, string | readonly string[]>>,
): Policy {
  const fill = (text: string, sid: string): string[] => {
    const [placeholder, name = ''] = /\$\{(\w+)\}/.exec(text) ?? [];
    if (placeholder === undefined) return [text];
    const given = names[`${sid}.${name}`] ?? names[name];
    if (given === undefined) throw new Error(`Nothing is given for ${placeholder} of statement ${sid}.`);
    return [given].flat().flatMap((value) => fill(text.replaceAll(placeholder, value), sid));
  };
  return {
    ...policy,
    Statement: policy.Statement.map((statement) => ({
      ...statement,
      Resource: [statement.Resource].flat().flatMap((resource) => fill(resource, statement.Sid)),
      ...(statement.Condition && {
        Condition: mapValues(statement.Condition, (value) => fill(value, statement.Sid)[0] ?? ''),
      }),
    })),
  };
}

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
        Condition: mapValues(statement.Condition ?? {}, (value, name) =>
          name === operator ? `${value}-other` : value,
        ),
      }),
    );
    return [...withoutAction, ...elsewhere, ...otherwise];
  });
}

function mapValues(
  condition: NonNullable<Statement['Condition']>,
  change: (value: string, operator: string) => string,
): NonNullable<Statement['Condition']> {
  return Object.fromEntries(
    Object.entries(condition).map(([operator, keys]) => [
      operator,
      Object.fromEntries(Object.entries(keys).map(([key, value]) => [key, change(value, operator)])),
    ]),
  );
}
