import { defineBehaviours } from '../conformance/behaviour.ts';

/** How Parameter Store behaves, proven one by one in `conformance.test.ts`. */
export const SSM_BEHAVIOURS = defineBehaviours({
  'create-if-absent': {
    does: 'of all who create a name without Overwrite exactly one succeeds, the others get ParameterAlreadyExists',
    basis: 'model',
    source: 'PutParameter: Overwrite, ParameterAlreadyExists',
    mutant: {
      file: 'ssm/put-parameter.ts',
      from: 'if (before && !input.Overwrite) throw alreadyExists();',
      to: '',
    },
  },
  'create-decides-on-the-truth': {
    does: 'a create is refused for a name that stale reads do not show yet',
    basis: 'documentation',
    source: 'PutParameter: a name is unique within a region',
    mutant: {
      file: 'ssm/put-parameter.ts',
      from: 'const before = store.current(name);',
      to: 'const before = store.read(name);',
    },
  },
  'stale-reads': {
    does: 'GetParameter, GetParameters and GetParametersByPath may each miss a change for a moment after it',
    basis: 'report',
    source: 'aws-cdk-cli #830, about 1 % of reads after a create; settings staleReads and staleFor',
    mutant: {
      file: 'ssm/store.ts',
      from: 'if (!isStale) return',
      to: 'if (isStale || !isStale) return',
    },
  },
  'too-many-updates': {
    does: 'a write that arrives while another of the same name is under way gets TooManyUpdates, without a message',
    basis: 'report',
    source: 'terraform-provider-aws #1082, streamalert #682; setting writeTime',
    mutant: {
      file: 'ssm/put-parameter.ts',
      from: 'store.writing.add(keyOf(name));',
      to: '',
    },
  },
  'rest-after-delete': {
    does: 'a deleted name can be created again only after 30 seconds',
    basis: 'documentation',
    source: 'DeleteParameter; the error as in awslabs/aws-orbit-workbench #1170; setting restAfterDelete',
    mutant: {
      file: 'ssm/put-parameter.ts',
      from: 'if (!before) checkRest(store, name, clock.now(), settings);',
      to: '',
    },
  },
  'standard-value-limit': {
    does: 'a standard parameter holds 4,096 characters and not one more',
    basis: 'documentation',
    source: 'Managing parameter tiers; the error as in aws-sdk-net #3157',
    mutant: { file: 'ssm/values.ts', from: 'Standard: 4096', to: 'Standard: 4097' },
  },
  'advanced-value-limit': {
    does: 'an advanced parameter holds 8 KB',
    basis: 'documentation',
    source: 'Managing parameter tiers',
    mutant: { file: 'ssm/values.ts', from: 'Advanced: 8192', to: 'Advanced: 9000' },
  },
  'value-length-unit': {
    does: 'the limits of a value count characters, or bytes of UTF-8',
    basis: 'hypothesis',
    source: 'setting valueLength: the error says characters, the documentation KB',
    mutant: { file: 'ssm/values.ts', from: "=== 'bytes'", to: "!== 'bytes'" },
  },
  'intelligent-tiering': {
    does: 'Intelligent-Tiering makes a parameter advanced when its value asks for it, else standard',
    basis: 'documentation',
    source: 'Managing parameter tiers: Intelligent-Tiering',
    mutant: {
      file: 'ssm/values.ts',
      from: 'length > VALUE_LIMITS.Standard',
      to: 'length > VALUE_LIMITS.Advanced',
    },
  },
  'advanced-stays-advanced': {
    does: 'an advanced parameter never becomes a standard one again',
    basis: 'documentation',
    source: 'Managing parameter tiers: changing an advanced parameter back',
    mutant: {
      file: 'ssm/values.ts',
      from: "before === 'Advanced' && wanted === 'Standard'",
      to: "before === 'Standard' && wanted === 'Standard'",
    },
  },
  'version-counts-overwrites': {
    does: 'every overwrite raises Version by one and sets LastModifiedDate',
    basis: 'documentation',
    source: 'Working with parameter versions',
    mutant: { file: 'ssm/put-parameter.ts', from: 'version ?? 0) + 1', to: 'version ?? 0) + 2' },
  },
  'hundred-versions': {
    does: 'the newest 100 versions are kept; a label on the oldest keeps the next from being made',
    basis: 'documentation',
    source: 'Working with parameter versions; ParameterMaxVersionLimitExceeded',
    mutant: { file: 'ssm/put-parameter.ts', from: 'HISTORY_LIMIT = 100', to: 'HISTORY_LIMIT = 101' },
  },
  'labels-move': {
    does: 'a label is held by one version, and name:label and name:version read that one',
    basis: 'documentation',
    source: 'Working with parameter labels',
    mutant: {
      file: 'ssm/labels.ts',
      from: ': { ...entry, labels: entry.labels.filter((text) => !labels.includes(text)) },',
      to: ': entry,',
    },
  },
  'pages-of-ten': {
    does: 'GetParametersByPath gives ten parameters at a time, each once',
    basis: 'model',
    source: 'GetParametersByPath: MaxResults',
    mutant: { file: 'ssm/get-by-path.ts', from: 'PAGE_LIMIT = 10', to: 'PAGE_LIMIT = 11' },
  },
  'short-pages': {
    does: 'a page of GetParametersByPath may end early and has a NextToken then',
    basis: 'documentation',
    source: 'GetParametersByPath: results are returned on a best-effort basis; setting shortPages',
    mutant: { file: 'ssm/get-by-path.ts', from: 'isShort ? Math', to: '!isShort ? Math' },
  },
  'path-depth': {
    does: 'without Recursive only what lies directly below the path is given',
    basis: 'model',
    source: 'GetParametersByPath: Recursive',
    mutant: { file: 'ssm/names.ts', from: 'return recursive ||', to: 'return !recursive ||' },
  },
  'names-by-arn': {
    does: 'GetParameter, GetParameters and GetParameterHistory take a parameter by its ARN too',
    basis: 'documentation',
    source: 'GetParameter, GetParameterHistory: Name',
    mutant: { file: 'ssm/names.ts', from: 'parameter(\\/.+)$/', to: 'parameters(\\/.+)$/' },
  },
  'reserved-names': {
    does: 'names that begin with aws or ssm are refused',
    basis: 'documentation',
    source: 'Requirements and constraints for parameter names',
    mutant: { file: 'ssm/names.ts', from: '/^\\/?(aws|ssm)/i', to: '/^\\/?(aws)/i' },
  },
  'hierarchy-depth': {
    does: 'a name has at most fifteen levels',
    basis: 'documentation',
    source: 'Requirements and constraints for parameter names; HierarchyLevelLimitExceededException',
    mutant: { file: 'ssm/names.ts', from: 'LEVELS = 15', to: 'LEVELS = 16' },
  },
  'leading-slash': {
    does: 'a name in one level is the same with and without a slash before it',
    basis: 'documentation',
    source: 'Requirements and constraints for parameter names: uniqueness',
    mutant: { file: 'ssm/names.ts', from: "return name.startsWith('/') ? name", to: 'return name ? name' },
  },
  'secure-string': {
    does: 'a SecureString shows its value only to who asks for decryption',
    basis: 'model',
    source: 'GetParameter: WithDecryption',
    mutant: { file: 'ssm/render.ts', from: "type === 'SecureString' && !decrypt", to: 'false' },
  },
  'not-found-is-wordless': {
    does: 'ParameterNotFound carries no message, ParameterVersionNotFound does',
    basis: 'report',
    source: 'aws-samples/aws-genai-conversational-rag-reference #46; getmoto/moto #3977 for the version',
    mutant: {
      file: 'kernel/protocols/json.ts',
      from: 'error.message || undefined',
      to: "error.message || 'Parameter not found.'",
    },
  },
  'invalid-names-are-listed': {
    does: 'GetParameters and DeleteParameters list the names that they do not find instead of failing',
    basis: 'model',
    source: 'GetParametersResult and DeleteParametersResult: InvalidParameters',
    mutant: { file: 'ssm/get-parameters.ts', from: '^Parameter(Version)?NotFound$', to: '^Never$' },
  },
  'allowed-pattern': {
    does: 'a value that does not match AllowedPattern is refused, also when a later overwrite does not name it',
    basis: 'documentation',
    source: 'PutParameter: AllowedPattern, ParameterPatternMismatchException',
    mutant: { file: 'ssm/values.ts', from: 'if (compile(pattern).test(value)) return;', to: 'return;' },
  },
  'tags-or-overwrite': {
    does: 'PutParameter takes tags for a new parameter only, never with Overwrite',
    basis: 'documentation',
    source: 'PutParameter: Tags',
    mutant: { file: 'ssm/put-parameter.ts', from: 'input.Overwrite && input.Tags?.length', to: 'false' },
  },
  'type-on-overwrite': {
    does: 'an overwrite may change the type, or gets HierarchyTypeMismatchException',
    basis: 'hypothesis',
    source: 'setting typeMayChange: the error is documented, overwrites to another type are common',
    mutant: { file: 'ssm/put-parameter.ts', from: '&& !typeMayChange', to: '&& typeMayChange' },
  },
  'standard-quota': {
    does: 'an account has at most 10,000 standard parameters in a region',
    basis: 'documentation',
    source:
      'Systems Manager quotas; the error as in terraform-provider-aws #18521; setting standardParameters',
    mutant: {
      file: 'ssm/put-parameter.ts',
      from: 'if (store.countStandard() < standardParameters) return;',
      to: 'return;',
    },
  },
  'date-header': {
    does: 'every answer tells the service’s time in its Date header',
    basis: 'report',
    source: 'streamalert #682 shows the headers of an answer',
    mutant: { file: 'kernel/dispatch.ts', from: 'new Date(ports.clock.now()).toUTCString()', to: "'today'" },
  },
  'describe-by-filters': {
    does: 'DescribeParameters gives metadata without values, of those that match every filter',
    basis: 'model',
    source: 'DescribeParameters: ParameterFilters',
    mutant: { file: 'ssm/filters.ts', from: 'tests.every(', to: 'tests.some(' },
  },
});
