import type * as sdk from '@aws-sdk/client-ecr';
import type { Scan } from './scans.ts';

/** What an image's scan has come to. */
export function renderStatus({ outcome, completeAt }: Scan, now: number): sdk.ImageScanStatus {
  if (completeAt > now) return { status: 'IN_PROGRESS' };
  if ('failure' in outcome) return { status: outcome.failure, description: outcome.description };
  return { status: 'COMPLETE', description: 'The scan was completed successfully.' };
}

/** The counts of a scan that is over and has succeeded, as descriptions of images carry them. */
export function renderSummary(
  { outcome, completeAt }: Scan,
  now: number,
): sdk.ImageScanFindingsSummary | undefined {
  if (completeAt > now || 'failure' in outcome) return undefined;
  const counts: Partial<Record<sdk.FindingSeverity, number>> = {};
  for (const { severity = 'UNDEFINED' } of outcome.findings) counts[severity] = (counts[severity] ?? 0) + 1;
  return {
    imageScanCompletedAt: new Date(completeAt),
    vulnerabilitySourceUpdatedAt: new Date(completeAt),
    findingSeverityCounts: counts,
  };
}
