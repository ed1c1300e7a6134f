import { defineBehaviours } from '../conformance/behaviour.ts';

/** How AWS's protocols and its input validation behave in every service, proven one by one in `conformance.test.ts`. */
export const KERNEL_BEHAVIOURS = defineBehaviours({
  'json-version': {
    does: 'an answer in AWS JSON speaks the version of its request',
    basis: 'documentation',
    source: 'Smithy: AWS JSON 1.0 and 1.1 protocols, content type',
    mutant: {
      file: 'kernel/protocols/json.ts',
      from: 'return { status, headers: { ...type, ...headers }, body: text };',
      to: "return { status, headers: { ...type, ...headers, 'content-type': 'application/x-amz-json-1.1' }, body: text };",
    },
  },
  'json-namespaces': {
    does: 'JSON 1.0 names an error with its namespace, JSON 1.1 without',
    basis: 'documentation',
    source: 'Smithy: AWS JSON 1.0 protocol, operation error serialization',
    mutant: {
      file: 'kernel/protocols/json.ts',
      from: "version === '1.0' ? shapeId(named, service) : named.shape",
      to: 'named.shape',
    },
  },
  'query-error-header': {
    does: 'a service that once spoke query tells the query code of a JSON or CBOR error in x-amzn-query-error',
    basis: 'documentation',
    source: 'Smithy: awsQueryCompatible trait',
    mutant: {
      file: 'kernel/protocols/protocol.ts',
      from: 'return service?.queryCompatible ?',
      to: 'return service === undefined ?',
    },
  },
  'query-codes': {
    does: 'the query protocol names errors by their codes, JSON and CBOR by their shapes',
    basis: 'model',
    source: 'CloudWatch: awsQueryError traits',
    mutant: {
      file: 'kernel/protocols/query.ts',
      from: 'const { code, status } = nameError(error, service);',
      to: 'const { shape: code, status } = nameError(error, service);',
    },
  },
  'several-protocols': {
    does: 'CloudWatch answers JSON, query and CBOR, each request in its own',
    basis: 'model',
    source: 'CloudWatch: protocols of the service',
    mutant: { file: 'kernel/model.ts', from: "monitoring: ['query', 'cbor'],", to: '' },
  },
  'cbor-header': {
    does: 'an answer in CBOR carries smithy-protocol, without which clients refuse it',
    basis: 'documentation',
    source: 'Smithy: RPC v2 CBOR protocol, responses',
    mutant: {
      file: 'kernel/protocols/cbor.ts',
      from: "const fixed = { 'content-type': 'application/cbor', 'smithy-protocol': 'rpc-v2-cbor' };",
      to: "const fixed = { 'content-type': 'application/cbor' };",
    },
  },
  'ec2-envelope': {
    does: "EC2's errors stand in <Response><Errors><Error>, unlike those of query",
    basis: 'documentation',
    source: 'Smithy: AWS EC2 query protocol, error responses',
    mutant: {
      file: 'kernel/protocols/route.ts',
      from: "if (service?.model.protocols.includes('ec2')) {",
      to: "if (service?.model.name === '') {",
    },
  },
  compression: {
    does: 'a gzip body is read as what it was before',
    basis: 'model',
    source: 'CloudWatch: requestCompression trait of PutMetricData',
    mutant: {
      file: 'kernel/content-encoding.ts',
      from: "request.headers['content-encoding'] !== 'gzip'",
      to: "request.headers['content-encoding'] !== 'zip'",
    },
  },
  'unknown-operation': {
    does: 'an operation that the service does not have is UnknownOperationException in JSON, InvalidAction in query',
    basis: 'documentation',
    source: 'Common error types of the services',
    mutant: {
      file: 'kernel/protocols/query.ts',
      from: "throw new AwsError('InvalidAction',",
      to: "throw new AwsError('UnknownOperationException',",
    },
  },
  'wrong-version': {
    does: 'a query call of another version, or of none, has no operations',
    basis: 'hypothesis',
    source: 'how AWS words it is not documented',
    mutant: {
      file: 'kernel/protocols/query.ts',
      from: 'asked === version ? operations.get(name) : undefined',
      to: 'operations.get(name)',
    },
  },
  kinds: {
    does: 'a value of another kind than the model names is SerializationException; none is converted, not even "2" to 2',
    basis: 'report',
    source: 'aws/aws-cdk#27087, aarondfrancis/sidecar#148',
    mutant: {
      file: 'kernel/protocols/read-json.ts',
      from: "if (known === undefined) throw mismatch(value, 'an Integer');",
      to: 'if (known === undefined) return Number(value);',
    },
  },
  required: {
    does: 'a member that must be given and is not is refused as null, by its name in lower camel case',
    basis: 'report',
    source: 'serverless/serverless#2036',
    mutant: {
      file: 'kernel/validation/find-violations.ts',
      from: 'return required.includes(name) ? [missing(at)] : [];',
      to: 'return [];',
    },
  },
  'all-violations': {
    does: 'all that is wrong with an input stands in one error, with its count',
    basis: 'hypothesis',
    source: 'the count is in every message, but AWS does not document that it is ever more than one',
    mutant: {
      file: 'kernel/validation/refuse-invalid.ts',
      from: 'found.map(describeViolation).join',
      to: 'found.slice(0, 1).map(describeViolation).join',
    },
  },
  enums: {
    does: 'a text that is not one of the allowed is refused with all of them',
    basis: 'model',
    source: 'Systems Manager: enum traits',
    mutant: {
      file: 'kernel/validation/find-violations.ts',
      from: 'holds: (value) => words.includes(String(value))',
      to: 'holds: () => true',
    },
  },
  ranges: {
    does: 'a number beyond its range is refused by value, a text or list by length',
    basis: 'model',
    source: 'Systems Manager: range and length traits',
    mutant: {
      file: 'kernel/validation/find-violations.ts',
      from: "const measure = ofNumber ? 'value' : 'length';",
      to: "const measure = 'length';",
    },
  },
  patterns: {
    does: 'a pattern holds for the whole text, anchored or not',
    basis: 'report',
    source: 'aws/aws-cli#790',
    mutant: {
      file: 'kernel/validation/find-violations.ts',
      from: 'return new RegExp(`^(?:',
      to: 'return new RegExp(`(?:',
    },
  },
  'plain-items': {
    does: 'of a list of texts the whole list is shown, with all that is asked of an item',
    basis: 'report',
    source: 'awslabs/aws-service-catalog-factory#279, for the values of a map',
    mutant: {
      file: 'kernel/validation/find-violations.ts',
      from: ' must satisfy constraint: [$',
      to: ' $',
    },
  },
  secrets: {
    does: 'the value of a sensitive member stands in no message',
    basis: 'model',
    source: 'sensitive traits',
    mutant: {
      file: 'kernel/validation/refuse-invalid.ts',
      from: "isSecret ? '' : shown",
      to: 'shown',
    },
  },
  'codes-by-service': {
    does: 'each service refuses an invalid input with its own code: ValidationException, ValidationError, InvalidParameterException',
    basis: 'model',
    source: 'errors that the operations of the services declare',
    mutant: {
      file: 'kernel/validation/refuse-invalid.ts',
      from: 'throw new AwsError(style.code,',
      to: "throw new AwsError('ValidationException',",
    },
  },
  'ecr-words': {
    does: 'ECR tells the first violation alone, as an invalid parameter with the constraint in quotes',
    basis: 'report',
    source: 'trek10inc/ecr-cleaner#8, puemos/aws-lambda-ecr-cleaner#3',
    mutant: {
      file: 'kernel/validation/styles.ts',
      from: '    refuse: refuseAsEcr,',
      to: '',
    },
  },
  'whole-numbers': {
    does: 'a fraction, or a number of too many bits, is no whole number',
    basis: 'model',
    source: 'integer and long shapes',
    mutant: {
      file: 'kernel/validation/refuse-fractions.ts',
      from: 'if (Number.isInteger(value) && value >= -limit && value < limit) return;',
      to: 'return;',
    },
  },
});
