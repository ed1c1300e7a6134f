import { complainAboutVersion, type VersionCheck } from '../plan/version-check.ts';
import type { Answered, ProbeAnswer } from './probe-gate.ts';

/** What an answer says about the version behind it. */
export type Judged =
  | { readonly kind: 'good' }
  | { readonly kind: 'bad'; readonly complaint: string }
  /** Something in front of the version has answered in its place, which says nothing about the version. */
  | { readonly kind: 'blocked'; readonly by: string };

/** @param required what the answer has to show of its version; undefined when any version may answer */
export function judgeAnswer(answer: ProbeAnswer, required: VersionCheck | undefined): Judged {
  if (answer.kind === 'unanswered') return { kind: 'bad', complaint: answer.reason };
  const by = findBlocker(answer);
  if (by !== undefined) return { kind: 'blocked', by };
  if (answer.status < 200 || answer.status >= 400)
    return { kind: 'bad', complaint: `status ${answer.status}` };
  const complaint = required && complainAboutVersion(required, answer);
  return complaint === undefined ? { kind: 'good' } : { kind: 'bad', complaint };
}

/** Where AWS WAF has an answer of its own. */
const WAF_ACTIONS: Readonly<Record<string, string>> = { captcha: 'a CAPTCHA', challenge: 'a challenge' };

/** The page of a load balancer, which has nothing below its heading as that of a web server has. */
const LOAD_BALANCER_PAGE = /<center><h1>403 Forbidden<\/h1><\/center>\s*<\/body>/i;

/**
 * AWS WAF names itself in a header when it asks for a CAPTCHA (405) or a challenge (202). A block has no mark of its own:
 * it is the 403 that the load balancer or CloudFront makes by itself (a hypothesis about how that looks), where no custom
 * response has been set. With 429 a limit of the rate answers, whoever keeps it.
 */
function findBlocker({ status, headers, body }: Answered): string | undefined {
  const { 'x-amzn-waf-action': action, server = '' } = headers;
  if (action !== undefined) return `AWS WAF with ${WAF_ACTIONS[action] ?? 'an action of its own'}`;
  if (status === 429) return 'a limit of the rate (status 429)';
  if (status !== 403) return undefined;
  if (/^CloudFront$/i.test(server)) return 'CloudFront or its AWS WAF (status 403)';
  const isOwn = /^awselb\//i.test(server) || LOAD_BALANCER_PAGE.test(body);
  return isOwn ? 'the load balancer or its AWS WAF (status 403)' : undefined;
}
