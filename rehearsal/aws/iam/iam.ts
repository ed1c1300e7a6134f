import * as sdk from '@aws-sdk/client-iam';
import type { Clock } from '../../../lib/action/clock.ts';
import type { Random } from '../kernel/random.ts';
import { defineService, type Service } from '../kernel/service.ts';
import { policyOperations } from './operations/policies.ts';
import { providerOperations } from './operations/providers.ts';
import { roleOperations } from './operations/roles.ts';
import { userOperations } from './operations/users.ts';
import { createSessions, type Sessions } from './sessions.ts';
import { defaultIamSettings, type IamSettings } from './settings.ts';
import { createIamStore, type IamStore } from './state.ts';

export interface Iam {
  readonly service: Service;
  readonly store: IamStore;
  readonly sessions: Sessions;
  readonly settings: IamSettings;
}

/** IAM: roles, users, managed policies and identity providers, and the keys that are issued for them. */
export function createIam(given: {
  readonly clock: Clock;
  readonly random: Random;
  readonly settings?: Partial<IamSettings>;
}): Iam {
  const { clock, random } = given;
  const settings = { ...defaultIamSettings, ...given.settings };
  const store = createIamStore();
  const sessions = createSessions({ clock, random: random.fork('keys') });
  const ports = { clock, random, store, sessions, settings };
  const service = defineService(sdk, new sdk.IAMClient({ region: 'us-east-1' }), {
    ...roleOperations(ports),
    ...userOperations(ports),
    ...policyOperations(ports),
    ...providerOperations(ports),
  });
  return { service, store, sessions, settings };
}
