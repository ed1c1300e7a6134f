import { FindingSeverity } from '@aws-sdk/client-ecr';
import * as v from 'valibot';
import type { ScannedImage, ScanOutcome } from './scans.ts';

const finding = v.strictObject({
  name: v.string(),
  severity: v.picklist(Object.values(FindingSeverity)),
  description: v.optional(v.string()),
  uri: v.optional(v.string()),
});
const image = {
  repository: v.string(),
  tag: v.optional(v.string()),
  digest: v.optional(v.string()),
};
const schema = v.union([
  v.strictObject({ ...image, findings: v.array(finding) }),
  v.strictObject({
    ...image,
    failure: v.picklist(['FAILED', 'UNSUPPORTED_IMAGE']),
    description: v.string(),
  }),
]);

export interface ScanScript {
  readonly image: ScannedImage;
  readonly outcome: ScanOutcome;
}

/**
 * Reads what a scan is to find: `{"repository", "tag"?, "digest"?, "findings": [{"name", "severity"}]}`, or `failure`
 * and `description` instead of findings.
 * @throws Error that names what is wrong
 */
export function readScanScript(text: string): ScanScript {
  const { repository, tag, digest, ...outcome } = v.parse(schema, JSON.parse(text));
  return {
    image: { repository, ...(tag !== undefined && { tag }), ...(digest !== undefined && { digest }) },
    outcome,
  };
}
