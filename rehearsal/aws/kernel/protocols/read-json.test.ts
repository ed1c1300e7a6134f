import * as ecr from '@aws-sdk/client-ecr';
import * as ecs from '@aws-sdk/client-ecs';
import { describe, expect, test } from '@jest/globals';
import { readModel } from '../model.ts';
import { readJson } from './read-json.ts';

const ECS = readModel(ecs, new ecs.ECSClient({ region: 'x' }));
const ECR = readModel(ecr, new ecr.ECRClient({ region: 'x' }));

function check(operation: string, input: unknown): void {
  const model = ECS.operations.get(operation) ?? ECR.operations.get(operation);
  if (!model) throw new Error(`no ${operation}`);
  readJson(model.input, input);
}

describe('readJson', () => {
  test.each([
    [
      'CreateService',
      { serviceName: 'web', desiredCount: 2, enableECSManagedTags: true, loadBalancers: [{}] },
    ],
    ['DescribeClusters', { clusters: null }],
    ['DescribeClusters', { unknownToTheModel: [[1]] }],
    ['UploadLayerPart', { layerPartBlob: 'eA==' }],
    ['RegisterTaskDefinition', { containerDefinitions: [{ logConfiguration: { options: { a: 'b' } } }] }],
  ])('takes what fits %s: %j', (operation, input) => check(operation, input));

  test.each([
    ['CreateCluster', [], 'Start of list found where not expected'],
    ['CreateCluster', 'web', 'STRING_VALUE can not be converted to an Object'],
    ['CreateCluster', { clusterName: {} }, 'Start of structure or map found where not expected.'],
    ['CreateCluster', { clusterName: 5 }, 'NUMBER_VALUE can not be converted to a String'],
    ['CreateService', { desiredCount: '2' }, 'STRING_VALUE can not be converted to an Integer'],
    ['CreateService', { enableECSManagedTags: 'true' }, 'STRING_VALUE can not be converted to a Boolean'],
    ['CreateService', { loadBalancers: [[]] }, 'Start of list found where not expected'],
    ['DescribeClusters', { clusters: true }, 'TRUE_VALUE can not be converted to a List'],
    ['UploadLayerPart', { layerPartBlob: 1 }, 'NUMBER_VALUE can not be converted to a String'],
    [
      'RegisterTaskDefinition',
      { containerDefinitions: [{ logConfiguration: { options: { a: 1 } } }] },
      'NUMBER_VALUE can not be converted to a String',
    ],
  ])('refuses for %s: %j', (operation, input, message) => {
    expect(() => check(operation, input)).toThrow(
      expect.objectContaining({ code: 'SerializationException', status: 400, message }),
    );
  });
});
