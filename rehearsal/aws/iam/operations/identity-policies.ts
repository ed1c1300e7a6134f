import type { Call } from '../../kernel/call.ts';
import { AwsError } from '../../kernel/errors.ts';
import { refuseGiven } from '../../kernel/refuse-given.ts';
import { putTags, removeTags, type TagInput } from '../checks.ts';
import { documentOf, noSuchEntity } from '../find.ts';
import { page } from '../pages.ts';
import { parsePolicy } from '../policy/document.ts';
import type { IamStore, IdentityRecord } from '../state.ts';
import { capital, type IdentityKind } from './identities.ts';

/** What one of these operations is given, beside the name. */
interface Input {
  readonly PolicyName?: string | undefined;
  readonly PolicyDocument?: string | undefined;
  readonly PolicyArn?: string | undefined;
  readonly PathPrefix?: string | undefined;
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
  readonly Tags?: readonly TagInput[] | undefined;
  readonly TagKeys?: readonly string[] | undefined;
}

/** Most managed policies of one user or role. */
const ATTACHED_LIMIT = 10;
/** Characters of all inline policies together; white space is not counted. */
const INLINE_LIMIT = { role: 10_240, user: 2048 };

/** Policies are given as text; answers carry them percent-encoded. */
export function encodeDocument(text: string): string {
  return encodeURIComponent(text);
}

/**
 * The operations that users and roles have alike: inline policies, attached ones, tags.
 * @param find the identity that a call names
 */
export function identityPolicies<Named extends object>(
  kind: IdentityKind,
  store: IamStore,
  find: (input: Named, call: Call) => IdentityRecord,
) {
  const tell =
    (read: (identity: IdentityRecord, input: Input, call: Call) => object) =>
    (input: Named & Input, call: Call) =>
      read(find(input, call), input, call);
  const change = (write: (identity: IdentityRecord, input: Input, call: Call) => void) =>
    tell((...given) => {
      write(...given);
      return {};
    });

  return {
    put: change((identity, { PolicyName: name = '', PolicyDocument = '' }) => {
      const document = parsePolicy(PolicyDocument, 'identity');
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
    }),
    get: tell(({ name, inline }, { PolicyName = '' }) => {
      const document = inline.get(PolicyName);
      if (!document) throw missing(PolicyName);
      return { [`${capital(kind)}Name`]: name, PolicyName, PolicyDocument: encodeDocument(document.text) };
    }),
    remove: change(({ inline }, { PolicyName = '' }) => {
      if (!inline.delete(PolicyName)) throw missing(PolicyName);
    }),
    list: tell(({ inline }, input) => {
      const { found, rest } = page(inline.keys(), input, (name) => name);
      return { PolicyNames: found, ...rest };
    }),
    attach: change(({ attached }, { PolicyArn: arn = '' }, call) => {
      documentOf(store.of(call.account), arn);
      if (!attached.has(arn) && attached.size >= ATTACHED_LIMIT) {
        throw new AwsError(
          'LimitExceeded',
          `Cannot exceed quota for PoliciesPer${capital(kind)}: ${ATTACHED_LIMIT}`,
          409,
        );
      }
      attached.add(arn);
    }),
    detach: change(({ attached }, { PolicyArn: arn = '' }) => {
      if (!attached.delete(arn)) throw noSuchEntity(`Policy ${arn} was not found.`);
    }),
    listAttached: tell(({ attached }, input, call) => {
      refuseGiven(call.operation, input, ['PathPrefix']);
      const { found, rest } = page(attached, input, (arn) => arn);
      return {
        AttachedPolicies: found.map((arn) => ({ PolicyName: arn.split('/').at(-1), PolicyArn: arn })),
        ...rest,
      };
    }),
    tag: change(({ tags }, { Tags }) => putTags(tags, Tags)),
    untag: change(({ tags }, { TagKeys }) => removeTags(tags, TagKeys)),
  };

  function missing(policy: string): AwsError {
    return noSuchEntity(`The ${kind} policy with name ${policy} cannot be found.`);
  }
}
