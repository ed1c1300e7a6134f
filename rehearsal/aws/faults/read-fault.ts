import * as v from 'valibot';
import { type Act, CALL_FAULT_KINDS, type Fault } from './fault.ts';

const text = v.pipe(v.string(), v.nonEmpty());
const whole = v.pipe(v.number(), v.integer(), v.minValue(0));
const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));

const wanted = v.variant('kind', [
  v.strictObject({
    kind: v.picklist(CALL_FAULT_KINDS),
    service: v.exactOptional(text),
    operation: v.exactOptional(text),
    accessKeyId: v.exactOptional(text),
    after: v.exactOptional(whole),
    count: v.exactOptional(v.pipe(whole, v.minValue(1))),
    probability: v.exactOptional(share),
    milliseconds: v.exactOptional(whole),
  }),
  v.strictObject({ kind: v.literal('capacity-shortage') }),
  v.strictObject({ kind: v.literal('node-lag'), milliseconds: whole, node: v.exactOptional(whole) }),
  v.strictObject({ kind: v.literal('kill-task'), task: text }),
  v.strictObject({
    kind: v.literal('kill-machine'),
    subnet: v.exactOptional(text),
    availabilityZone: v.exactOptional(text),
    share: v.exactOptional(share),
  }),
]);

/**
 * Reads what was sent to the control API.
 * @throws Error in one line: what is wrong, and where
 */
export function readFault(body: Uint8Array): Fault | Act {
  const result = v.safeParse(wanted, parse(body));
  if (result.success) return result.output;
  const [issue] = result.issues;
  const path = v.getDotPath(issue);
  throw new Error(path ? `${path}: ${issue.message}` : issue.message);
}

function parse(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    throw new Error('The body is not JSON.');
  }
}
