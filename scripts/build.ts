/**
 * Makes everything that is generated: the bundles of the actions, their public entry points, tables in READMEs.
 *
 *   npm run build              writes what changed
 *   npm run build -- --check   writes nothing; names each file that is not what its sources give, and fails
 */
import { parseArgs } from 'node:util';
import { generate } from './build/generate.ts';
import { findDrift, writeGenerated } from './build/generated-files.ts';
import { repositoryRoot } from './repository.ts';

const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });

const generated = await generate(repositoryRoot);
if (values.check) {
  const drift = findDrift(repositoryRoot, generated);
  for (const line of drift) console.error(line);
  if (drift.length > 0) console.error('Run "npm run build" and commit the result.');
  process.exitCode = drift.length > 0 ? 1 : 0;
} else {
  for (const path of writeGenerated(repositoryRoot, generated)) console.log(path);
}
