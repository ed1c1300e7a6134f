import type * as sdk from '@aws-sdk/client-iam';
import { AwsError } from '../../kernel/errors.ts';
import type { Operations } from '../../kernel/service.ts';
import { invalid, listTags, putTags, removeTags } from '../checks.ts';
import { alreadyExists, findProvider } from '../find.ts';
import type { IamPorts } from '../ports.ts';
import type { OidcProvider } from '../state.ts';

/** Identity providers of OpenID Connect, whose tokens roles may trust. */
export function providerOperations({ store, clock }: IamPorts): Operations {
  return {
    CreateOpenIDConnectProvider(
      input: sdk.CreateOpenIDConnectProviderRequest,
      call,
    ): sdk.CreateOpenIDConnectProviderResponse {
      const { providers } = store.of(call.account);
      const url = readUrl(input.Url ?? '');
      const arn = `arn:aws:iam::${call.account}:oidc-provider/${url}`;
      if (providers.has(arn)) throw alreadyExists(`Provider with url ${input.Url} already exists.`);
      const tags = new Map<string, string>();
      putTags(tags, input.Tags);
      const clientIds = new Set(input.ClientIDList);
      if (clientIds.size > 100)
        throw new AwsError(
          'LimitExceeded',
          'Cannot exceed quota for ClientIdsPerOpenIdConnectProvider: 100',
          409,
        );
      providers.set(arn, {
        ...{ arn, url, clientIds, tags, createdAt: new Date(clock.now()) },
        thumbprints: readThumbprints(input.ThumbprintList),
      });
      return { OpenIDConnectProviderArn: arn, ...tagsOf(tags) };
    },
    GetOpenIDConnectProvider(
      input: sdk.GetOpenIDConnectProviderRequest,
      call,
    ): sdk.GetOpenIDConnectProviderResponse {
      const provider = findProvider(store.of(call.account), input.OpenIDConnectProviderArn);
      return {
        Url: provider.url,
        ClientIDList: [...provider.clientIds],
        ThumbprintList: [...provider.thumbprints],
        CreateDate: provider.createdAt,
        ...tagsOf(provider.tags),
      };
    },
    ListOpenIDConnectProviders: (
      _input: sdk.ListOpenIDConnectProvidersRequest,
      call,
    ): sdk.ListOpenIDConnectProvidersResponse => ({
      OpenIDConnectProviderList: [...store.of(call.account).providers.keys()].map((Arn) => ({ Arn })),
    }),
    /** Deleting what is not there counts as done. */
    DeleteOpenIDConnectProvider(input: sdk.DeleteOpenIDConnectProviderRequest, call) {
      store.of(call.account).providers.delete(input.OpenIDConnectProviderArn ?? '');
      return {};
    },
    AddClientIDToOpenIDConnectProvider(input: sdk.AddClientIDToOpenIDConnectProviderRequest, call) {
      const provider = findProvider(store.of(call.account), input.OpenIDConnectProviderArn);
      provider.clientIds.add(input.ClientID ?? '');
      return {};
    },
    RemoveClientIDFromOpenIDConnectProvider(input: sdk.RemoveClientIDFromOpenIDConnectProviderRequest, call) {
      findProvider(store.of(call.account), input.OpenIDConnectProviderArn).clientIds.delete(
        input.ClientID ?? '',
      );
      return {};
    },
    UpdateOpenIDConnectProviderThumbprint(input: sdk.UpdateOpenIDConnectProviderThumbprintRequest, call) {
      const provider: OidcProvider = findProvider(store.of(call.account), input.OpenIDConnectProviderArn);
      provider.thumbprints = readThumbprints(input.ThumbprintList);
      return {};
    },
    TagOpenIDConnectProvider(input: sdk.TagOpenIDConnectProviderRequest, call) {
      putTags(findProvider(store.of(call.account), input.OpenIDConnectProviderArn).tags, input.Tags);
      return {};
    },
    UntagOpenIDConnectProvider(input: sdk.UntagOpenIDConnectProviderRequest, call) {
      removeTags(findProvider(store.of(call.account), input.OpenIDConnectProviderArn).tags, input.TagKeys);
      return {};
    },
  };
}

/** The issuer without its scheme. */
function readUrl(text: string): string {
  const url = URL.parse(text);
  if (url?.protocol !== 'https:') throw invalid('Invalid Open ID Connect Provider URL');
  return text.slice('https://'.length).replace(/\/$/, '');
}

/** For issuers whose certificates IAM knows itself none are needed. */
function readThumbprints(list: readonly string[] = []): readonly string[] {
  if (list.length > 5) throw invalid('Thumbprint list must contain fewer than 5 entries.');
  return list;
}

function tagsOf(tags: ReadonlyMap<string, string>) {
  return tags.size > 0 ? { Tags: listTags(tags) } : {};
}
