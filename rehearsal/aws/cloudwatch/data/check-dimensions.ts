import type { Dimension } from '@aws-sdk/client-cloudwatch';
import { invalidValue, missingParameter } from '../errors.ts';

const DIMENSIONS_LIMIT = 30;

/** @throws AwsError for more dimensions than a metric may have, one without name or value, or the same name twice */
export function checkDimensions(dimensions: readonly Dimension[], member: string): void {
  if (dimensions.length > DIMENSIONS_LIMIT) {
    throw invalidValue(`The collection ${member} must not have a size greater than ${DIMENSIONS_LIMIT}.`);
  }
  for (const [index, { Name, Value }] of dimensions.entries()) {
    if (!Name) throw missingParameter(`${member}.member.${index + 1}.Name`);
    if (!Value) throw missingParameter(`${member}.member.${index + 1}.Value`);
    if (dimensions.findIndex((other) => other.Name === Name) !== index) {
      throw invalidValue(`No Metric can have duplicate dimension names: ${Name}`);
    }
  }
}
