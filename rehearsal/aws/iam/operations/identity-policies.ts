import { AwsError } from '../../kernel/errors.ts';
import { checkText } from '../checks.ts';
import { documentOf, noSuchEntity } from '../find.ts';
import { page } from '../pages.ts';
import { parsePolicy } from '../policy/document.ts';
import type { IamAccount, IdentityRecord } from '../state.ts';

interface PolicyInput {
  readonly PolicyName?: string | undefined;
  readonly PolicyDocument?: string | undefined;
  readonly PolicyArn?: string | undefined;
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}

/** Most managed policies of one user or role. */
const ATTACHED_LIMIT = 10;
/** Characters of all inline policies together; white space is not counted. */
const INLINE_LIMIT = { role: 10_240, user: 2048 };

const NAME = { maximum: 128, pattern: /[\w+=,.@-]+/ };

/** Policies are given as text; answers carry them percent-encoded. */
export function encodeDocument(text: string): string {
  return encodeURIComponent(text);
}

/** What users and roles do alike with policies. `kind` is how messages call them. */
export function identityPolicies(kind: 'role' | 'user') {
  return {
    put(identity: IdentityRecord, input: PolicyInput): object {
      const name = checkText('policyName', input.PolicyName, NAME);
      const document = parsePolicy(checkText('policyDocument', input.PolicyDocument, {}), 'identity');
      const others = [...identity.inline].filter(([known]) => known !== name).map(([, { text }]) => text);
      const length = [...others, document.text].join('').replace(/\s/g, '').length;
      if (length > INLINE_LIMIT[kind]) {
        throw new AwsError(
          'LimitExceeded',
          `Maximum policy size of ${INLINE_LIMIT[kind]} bytes exceeded for ${kind} ${identity.name}`,
          409,
        );
      }
      identity.inline.set(name, document);
      return {};
    },
    get(identity: IdentityRecord, input: PolicyInput) {
      const document = identity.inline.get(checkText('policyName', input.PolicyName, NAME));
      if (!document) throw missing(input.PolicyName);
      return { PolicyName: input.PolicyName, PolicyDocument: encodeDocument(document.text) };
    },
    remove(identity: IdentityRecord, input: PolicyInput): object {
      if (!identity.inline.delete(checkText('policyName', input.PolicyName, NAME))) {
        throw missing(input.PolicyName);
      }
      return {};
    },
    list(identity: IdentityRecord, input: PolicyInput) {
      const { found, rest } = page(identity.inline.keys(), input, (name) => name);
      return { PolicyNames: found, ...rest };
    },
    attach(account: IamAccount, identity: IdentityRecord, input: PolicyInput): object {
      const arn = checkText('policyArn', input.PolicyArn, { minimum: 20, maximum: 2048 });
      documentOf(account, arn);
      if (!identity.attached.has(arn) && identity.attached.size >= ATTACHED_LIMIT) {
        throw new AwsError(
          'LimitExceeded',
          `Cannot exceed quota for PoliciesPer${capital(kind)}: ${ATTACHED_LIMIT}`,
          409,
        );
      }
      identity.attached.add(arn);
      return {};
    },
    detach(identity: IdentityRecord, input: PolicyInput): object {
      const arn = checkText('policyArn', input.PolicyArn, { minimum: 20, maximum: 2048 });
      if (!identity.attached.delete(arn)) throw noSuchEntity(`Policy ${arn} was not found.`);
      return {};
    },
    listAttached(identity: IdentityRecord, input: PolicyInput) {
      const { found, rest } = page(identity.attached, input, (arn) => arn);
      return {
        AttachedPolicies: found.map((arn) => ({ PolicyName: arn.split('/').at(-1), PolicyArn: arn })),
        ...rest,
      };
    },
  };

  function missing(policy: string | undefined): AwsError {
    return noSuchEntity(`The ${kind} policy with name ${policy} cannot be found.`);
  }
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
