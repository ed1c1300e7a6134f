import { type LoadBalancerPorts, type Rule, readRules } from './rules.ts';

/** Whether an error says that a rule, or the listener that stands for one, does not exist. */
export function isGone(error: unknown): boolean {
  return error instanceof Error && /^(Rule|Listener)NotFound/.test(error.name);
}

/** Reads the rules that there are, in the order in which they are named: AWS refuses to read them with one that is not. */
export async function readExistingRules(ports: LoadBalancerPorts, arns: readonly string[]): Promise<Rule[]> {
  try {
    return await readRules(ports, arns);
  } catch (error) {
    if (!isGone(error)) throw error;
  }
  const each = await Promise.all(arns.map((arn) => readIfThere(ports, arn)));
  return each.flat();
}

async function readIfThere(ports: LoadBalancerPorts, arn: string): Promise<Rule[]> {
  try {
    return await readRules(ports, [arn]);
  } catch (error) {
    if (isGone(error)) return [];
    throw error;
  }
}
