const READS = /^(Describe|List|Get|BatchGet|BatchCheck|Filter|Lookup)/;

/** Whether a call may change something, by AWS's habit of naming: what does not say that it reads is taken for a write. */
export function isWrite(operation: string): boolean {
  return !READS.test(operation);
}

/** Whether a call changes what a rule does with requests. That of a default rule is its listener's. */
export function isRuleWrite(operation: string): boolean {
  return operation === 'ModifyRule' || operation === 'ModifyListener';
}
