/** Of `arn:<partition>:<service>:<region>:<account>:<resource>`; empty for what is nowhere, or no ARN. */
export function regionOf(arn: string): string {
  return arn.split(':')[3] ?? '';
}
