import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../../lib/action/clock.ts';
import { createJob } from '../github/job.ts';
import { SWITCH_INPUTS } from '../story/settings.ts';
import type { CloudFacts } from './cloud-process.ts';
import { DEPLOYER } from './mischief.ts';
import type { VersionName } from './versions.ts';

const SWITCH = join(import.meta.dirname, '..', '..', 'actions', 'blue-green-switch');

/** Releases a version with the compiled action, as GitHub's runner runs it; gives its verdict, or `failed` without one. */
export async function runRelease(
  cloud: CloudFacts,
  version: VersionName,
  mode: 'release' | 'bootstrap' = 'release',
): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'soak-'));
  try {
    const job = await createJob({
      clock: systemClock,
      folder,
      path: process.env.PATH ?? '',
      environment: {
        AWS_ENDPOINT_URL: cloud.url,
        AWS_REGION: 'eu-west-1',
        AWS_ACCESS_KEY_ID: DEPLOYER,
        AWS_SECRET_ACCESS_KEY: 'soak',
      },
    });
    const step = await job.runStep({
      uses: SWITCH,
      with: {
        ...SWITCH_INPUTS,
        mode,
        bake: '8s',
        'healthy-timeout': '60s',
        target: JSON.stringify(cloud.target),
        image: cloud.images[version],
        'probe-url': `${cloud.visitors}/`,
      },
    });
    await job.finish();
    return step.outputs.verdict ?? 'failed';
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
