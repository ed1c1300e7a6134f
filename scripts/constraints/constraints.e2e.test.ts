import { expect, test } from '@jest/globals';
import { createVirtualAws } from '../../rehearsal/testing/virtual-aws.ts';
import { findDrift } from '../build/generated-files.ts';
import { describeWith } from '../describe-with.ts';
import { repositoryRoot } from '../repository.ts';
import { renderConstraints } from './render-constraints.ts';

describeWith('python', 'the constraints of the API models', () => {
  test('are those of botocore, for every implemented operation: otherwise run `npm run constraints`', async () => {
    const { aws } = await createVirtualAws();
    const files = renderConstraints(aws.services);
    expect(findDrift(repositoryRoot, { files, folders: ['rehearsal/aws/kernel/validation/data'] })).toEqual(
      [],
    );
  });
});
