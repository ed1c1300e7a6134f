import type { Clock } from '../../../../lib/action/clock.ts';
import type { StartCall, TaskRoles } from '../../ecs/task-roles.ts';
import type { Iam } from '../iam.ts';
import type { SessionPrincipal } from '../sessions.ts';
import type { IamStore, RoleRecord } from '../state.ts';
import { trustOf } from '../trust.ts';
import type { Access } from './access.ts';
import type { Place } from './need.ts';
import { arnAt } from './rows.ts';

const ECS_TASKS = 'ecs-tasks.amazonaws.com';

/** How long ECS's credentials for a task are good, in milliseconds. */
const SESSION = 6 * 3_600_000;

/**
 * Holds ECS to the roles of tasks. A role that was never made here may do everything, as a key that was never issued
 * here; one that was deleted may not be assumed, and nothing any more.
 */
export function createTaskRoles({
  clock,
  iam,
  access,
}: {
  readonly clock: Clock;
  readonly iam: Iam;
  readonly access: Pick<Access, 'requireCall'>;
}): TaskRoles {
  function sessionOf(record: RoleRecord, { role }: StartCall): SessionPrincipal {
    const now = clock.now();
    const account = accountOf(record.arn);
    return {
      kind: 'session',
      account,
      arn: `arn:aws:sts::${account}:assumed-role/${record.name}/${role.taskId}`,
      userId: `${record.id}:${role.taskId}`,
      ...{ role: record, sessionName: role.taskId, sessionPolicies: undefined },
      ...{ issuedAt: now, expiresAt: now + SESSION },
      ...{ tags: new Map(), transitiveTags: new Set<string>(), federation: new Map() },
    };
  }

  return {
    isAssumable(roleArn, place) {
      const { current, former } = findRole(iam.store, roleArn);
      return current ? letsTasksIn(current, place) : former === undefined;
    },
    async admit(call) {
      const { service, operation, input } = call;
      const { current, former } = findRole(iam.store, call.role.arn);
      const record = current ?? former;
      if (!record) return;
      await access.requireCall(
        { ...call.place, service, operation, principal: sessionOf(record, call) },
        input,
      );
    },
  };
}

function findRole(store: IamStore, arn: string) {
  const { roles, formerRoles } = store.of(accountOf(arn));
  const named = roles.get(arn.split('/').at(-1) ?? '');
  return { current: named?.arn === arn ? named : undefined, former: formerRoles.get(arn) };
}

function accountOf(arn: string): string {
  return arn.split(':')[4] ?? '';
}

/** As policies that guard against a confused deputy see ECS. */
function letsTasksIn({ trust, arn }: RoleRecord, place: Place): boolean {
  const context = new Map([
    ['aws:sourceaccount', [place.account]],
    ['aws:sourcearn', [arnAt(place, 'ecs', '*')]],
    ['aws:principalisawsservice', ['true']],
  ]);
  const candidate = { kind: 'Service', names: [ECS_TASKS] } as const;
  return trustOf(trust, candidate, { action: 'sts:AssumeRole', resource: arn, context }) !== undefined;
}
