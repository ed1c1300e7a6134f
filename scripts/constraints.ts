/**
 * `npm run constraints`: writes what AWS's models demand of the inputs of the implemented operations, from the botocore
 * that `npm run tools` installs.
 */
import { createVirtualAws } from '../rehearsal/testing/virtual-aws.ts';
import { writeGenerated } from './build/generated-files.ts';
import { renderConstraints } from './constraints/render-constraints.ts';
import { repositoryRoot } from './repository.ts';

const { aws } = await createVirtualAws();
const files = renderConstraints(aws.services);
const changed = writeGenerated(repositoryRoot, { files, folders: ['rehearsal/aws/kernel/validation/data'] });
console.log(changed.length > 0 ? changed.join('\n') : 'Nothing has changed.');
