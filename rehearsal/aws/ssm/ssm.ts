import * as sdk from '@aws-sdk/client-ssm';
import type { Clock } from '../../../lib/action/clock.ts';
import { perRegion } from '../kernel/call.ts';
import type { Random } from '../kernel/random.ts';
import { defineService, type Service } from '../kernel/service.ts';
import { deleteOperations } from './delete-parameters.ts';
import { createDescribeParameters } from './describe-parameters.ts';
import { createGetByPath } from './get-by-path.ts';
import { findParameter, getOperations, type Place } from './get-parameters.ts';
import { createGetHistory } from './history.ts';
import { labelOperations } from './labels.ts';
import { createPutParameter } from './put-parameter.ts';
import { defaultSsmSettings, type SsmSettings } from './settings.ts';
import { createParameterStore } from './store.ts';
import { tagOperations } from './tags.ts';

export interface SsmPorts {
  readonly clock: Clock;
  readonly random: Random;
  readonly settings?: Partial<SsmSettings>;
}

export interface Ssm {
  readonly service: Service;
  /**
   * The decrypted value of a parameter, as services of AWS read it for their customers.
   * @param text name or ARN, with or without version or label
   * @throws AwsError as GetParameter does
   */
  readonly readValue: (place: Place, text: string) => string;
}

/** Parameter Store: create-if-absent is its one atomic step, a version counts every overwrite, reads may be stale. */
export function createSsm({ clock, random, ...given }: SsmPorts): Ssm {
  const settings = { ...defaultSsmSettings, ...given.settings };
  const storeOf = perRegion(({ account, region }) =>
    createParameterStore({ clock, settings, random: random.fork(`${account}/${region}`) }),
  );
  const service = defineService(sdk, new sdk.SSMClient({ region: 'us-east-1' }), {
    ...getOperations(storeOf),
    ...deleteOperations(storeOf),
    ...labelOperations(storeOf),
    ...tagOperations(storeOf),
    PutParameter: createPutParameter({ storeOf, clock, settings }),
    GetParametersByPath: createGetByPath({ storeOf, settings, random: random.fork('pages') }),
    GetParameterHistory: createGetHistory(storeOf),
    DescribeParameters: createDescribeParameters(storeOf),
  });
  return { service, readValue: (place, text) => findParameter(storeOf(place), text, place).version.value };
}
