import {
  AddTagsCommand,
  DescribeTagsCommand,
  DuplicateTagKeysException,
  RemoveTagsCommand,
  TargetGroupNotFoundException,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { describe, expect, test } from '@jest/globals';
import { createVirtualWorld } from '../testing/world.ts';

describe('tags', () => {
  test('are added, overwritten, removed and described', async () => {
    const { client, makeGroup } = createVirtualWorld();
    const arn = await makeGroup('blue', { Tags: [{ Key: 'slot', Value: 'blue' }] });
    const Tags = [
      { Key: 'slot', Value: 'green' },
      { Key: 'team', Value: 'web' },
      { Key: 'old', Value: '' },
    ];
    await client.send(new AddTagsCommand({ ResourceArns: [arn], Tags }));
    await client.send(new RemoveTagsCommand({ ResourceArns: [arn], TagKeys: ['old'] }));
    const { TagDescriptions } = await client.send(new DescribeTagsCommand({ ResourceArns: [arn] }));
    expect(TagDescriptions).toEqual([{ ResourceArn: arn, Tags: Tags.slice(0, 2) }]);
  });

  test('one key twice, a reserved key, too many and unknown resources are refused', async () => {
    const { client, makeGroup } = createVirtualWorld();
    const arn = await makeGroup('blue');
    const add = (Tags: { Key: string }[], resource = arn) =>
      client.send(new AddTagsCommand({ ResourceArns: [resource], Tags }));
    await expect(add([{ Key: 'a' }, { Key: 'a' }])).rejects.toBeInstanceOf(DuplicateTagKeysException);
    await expect(add([{ Key: 'aws:a' }])).rejects.toThrow('reserved prefix aws:');
    await expect(add(Array.from({ length: 51 }, (_, index) => ({ Key: `k${index}` })))).rejects.toThrow(
      'A resource can have 50 tags, not 51',
    );
    await expect(add([{ Key: 'a' }], `${arn}0`)).rejects.toBeInstanceOf(TargetGroupNotFoundException);
    await expect(add([{ Key: 'a' }], 'blue')).rejects.toThrow("'blue' is not a valid resource ARN");
  });
});
