import { defineBehaviours } from '../conformance/behaviour.ts';

/** How Secrets Manager behaves, proven one by one in `conformance.test.ts`. */
export const SECRETS_MANAGER_BEHAVIOURS = defineBehaviours({
  'named-three-ways': {
    does: 'a secret is named by its name, its ARN, or the ARN without its last six characters',
    basis: 'documentation',
    source: 'GetSecretValue: SecretId',
    mutant: { file: 'secretsmanager/store.ts', from: '|| cutSuffix(arn) === id', to: '' },
  },
  'not-found': {
    does: 'a secret that is not there is a ResourceNotFoundException in the words of Secrets Manager',
    basis: 'report',
    source: 'ibm-mas/cli #937',
    mutant: {
      file: 'secretsmanager/store.ts',
      from: "can't find the specified secret.",
      to: "can't find that secret.",
    },
  },
  'current-version': {
    does: 'a read without version gives the one with AWSCURRENT, which every new value takes over',
    basis: 'documentation',
    source: 'GetSecretValue: VersionStage; PutSecretValue: VersionStages',
    mutant: {
      file: 'secretsmanager/versions.ts',
      from: 'for (const stage of moved) version.stages.delete(stage);',
      to: 'if (!moved) version.stages.clear();',
    },
  },
  'previous-version': {
    does: 'the version that loses AWSCURRENT gets AWSPREVIOUS',
    basis: 'documentation',
    source: 'PutSecretValue',
    mutant: {
      file: 'secretsmanager/versions.ts',
      from: 'current?.stages.add(PREVIOUS);',
      to: 'return;',
    },
  },
  'own-stages': {
    does: 'a value put with stages of its own leaves AWSCURRENT where it is',
    basis: 'documentation',
    source: 'PutSecretValue: VersionStages',
    mutant: { file: 'secretsmanager/write.ts', from: 'input.VersionStages ?? [CURRENT]', to: '[CURRENT]' },
  },
  'no-value': {
    does: 'a secret made without a value has none to read',
    basis: 'report',
    source: 'aws-sdk-js-v3 #7701 for the words, ansible #69710',
    mutant: {
      file: 'secretsmanager/versions.ts',
      from: 'if (found) return found;\n    throw missing',
      to: "return found ?? { id: '', createdAt: new Date(0), content: {}, stages: new Set() };\n    throw missing",
    },
  },
  'marked-for-deletion': {
    does: 'a deleted secret is kept for 30 days in which it cannot be read, only described and restored',
    basis: 'documentation',
    source: 'DeleteSecret: RecoveryWindowInDays; the words as in kubernetes-external-secrets #415',
    mutant: {
      file: 'secretsmanager/store.ts',
      from: 'if (!secret.deletion) return secret;',
      to: 'return secret;',
    },
  },
  'deleted-name-is-taken': {
    does: 'a name that waits for its deletion cannot be given again',
    basis: 'report',
    source: 'redpanda-data/console #1835',
    mutant: { file: 'secretsmanager/write.ts', from: 'if (known?.deletion) {', to: 'if (false) {' },
  },
  'deletion-comes-true': {
    does: 'a deleted secret is gone when its recovery window is over',
    basis: 'documentation',
    source: 'DeleteSecret: RecoveryWindowInDays',
    mutant: {
      file: 'secretsmanager/store.ts',
      from: 'deletion.at.getTime() <= now',
      to: 'deletion.at.getTime() < 0',
    },
  },
  'forced-deletion': {
    does: 'ForceDeleteWithoutRecovery deletes at once, also what waits for its deletion, and the name is free',
    basis: 'documentation',
    source: 'DeleteSecret: ForceDeleteWithoutRecovery; getmoto/moto #8638',
    mutant: {
      file: 'secretsmanager/delete.ts',
      from: 'if (input.ForceDeleteWithoutRecovery) return removeAtOnce(input.SecretId, call);',
      to: '',
    },
  },
  'repeated-create': {
    does: 'the same request token makes a repeated create the same secret; another token is refused',
    basis: 'documentation',
    source: 'CreateSecret: ClientRequestToken',
    mutant: { file: 'secretsmanager/write.ts', from: '&& !known.versions.has(versionId)', to: '' },
  },
  'version-is-fixed': {
    does: 'a request token that stands for another value already is refused',
    basis: 'documentation',
    source: 'PutSecretValue: ClientRequestToken',
    mutant: {
      file: 'secretsmanager/versions.ts',
      from: 'if (isSame(known.content, content)) return known;',
      to: 'return known;',
    },
  },
  'listed-without-deleted': {
    does: 'ListSecrets leaves out what waits for its deletion unless it is asked for',
    basis: 'model',
    source: 'ListSecrets: IncludePlannedDeletion',
    mutant: { file: 'secretsmanager/read.ts', from: 'input.IncludePlannedDeletion || ', to: 'true || ' },
  },
  'part-of-a-secret': {
    does: 'a container secret may name a JSON key, stage and version behind the ARN of a secret',
    basis: 'documentation',
    source: 'ECS, pass Secrets Manager secrets through environment variables: valueFrom',
    mutant: { file: 'secretsmanager/secret-source.ts', from: 'parts.slice(7).map', to: 'parts.slice(8).map' },
  },
  'parameter-as-secret': {
    does: 'a container secret may be a parameter, by name in the task’s own region or by ARN, and is decrypted',
    basis: 'documentation',
    source: 'ECS, pass Systems Manager parameters through environment variables: valueFrom',
    mutant: {
      file: 'secretsmanager/secret-source.ts',
      from: 'return parameters.readValue(place, text);',
      to: 'return text;',
    },
  },
});
