import type * as sdk from '@aws-sdk/client-ecr';
import type { Clock } from '../../../../lib/action/clock.ts';
import type { Call } from '../../kernel/call.ts';
import { AwsError } from '../../kernel/errors.ts';
import type { Operations } from '../../kernel/service.ts';
import { listPage } from '../checks.ts';
import { requireImage } from '../control/list-images.ts';
import { identify } from '../control/repositories.ts';
import { createFindRepository, type Registries } from '../store.ts';
import { renderStatus, renderSummary } from './render.ts';
import type { Scans } from './scans.ts';

interface ImageInput {
  readonly registryId?: string | undefined;
  readonly repositoryName?: string | undefined;
  readonly imageId?: sdk.ImageIdentifier | undefined;
}

/** Basic scanning: started by hand or by the push, its findings read when it is complete. */
export function scanOperations(registries: Registries, scans: Scans, clock: Clock): Operations {
  const findRepository = createFindRepository(registries);

  function find(input: ImageInput, call: Call) {
    const repository = findRepository(input, call);
    return { repository, image: requireImage(repository, input.imageId ?? {}) };
  }

  function start(input: sdk.StartImageScanRequest, call: Call): sdk.StartImageScanResponse {
    const { repository, image } = find(input, call);
    scans.start(repository, image);
    return {
      ...identify(repository),
      imageId: { ...input.imageId, imageDigest: image.digest },
      imageScanStatus: { status: 'IN_PROGRESS' },
    };
  }

  function describe(
    input: sdk.DescribeImageScanFindingsRequest,
    call: Call,
  ): sdk.DescribeImageScanFindingsResponse {
    const { repository, image } = find(input, call);
    const scan = scans.find(repository, image);
    if (!scan) {
      throw new AwsError(
        'ScanNotFoundException',
        `Image scan does not exist for the image with '${writeId(input.imageId)}' in the repository with name ` +
          `'${repository.name}' in the registry with id '${repository.registry.id}'`,
      );
    }
    const summary = renderSummary(scan, clock.now());
    const numbered = [...('findings' in scan.outcome ? scan.outcome.findings : []).entries()];
    const page = listPage(numbered, ([index]) => String(index).padStart(6, '0'), input);
    return {
      ...identify(repository),
      imageId: { ...input.imageId, imageDigest: image.digest },
      imageScanStatus: renderStatus(scan, clock.now()),
      ...(summary && {
        imageScanFindings: { ...summary, findings: page.items.map(([, finding]) => finding) },
        nextToken: page.nextToken,
      }),
    };
  }

  return { StartImageScan: start, DescribeImageScanFindings: describe };
}

function writeId({ imageDigest, imageTag }: sdk.ImageIdentifier = {}): string {
  const parts = [imageDigest && `imageDigest:'${imageDigest}'`, imageTag && `imageTag:'${imageTag}'`];
  return `{${parts.filter(Boolean).join(', ')}}`;
}
