import { isIP } from 'node:net';
import type { RuleCondition } from '@aws-sdk/client-elastic-load-balancing-v2';
import { notImplemented } from '../../kernel/errors.ts';
import { VALUES_PER_RULE, WILDCARDS_PER_RULE } from './quotas.ts';
import { firstDuplicate, invalid, required } from './validate.ts';

const VALUE_LENGTH = 128;

/** Fields that a rule may have more than one condition of. */
const REPEATABLE = ['http-header', 'query-string'];

/**
 * The conditions of a rule as AWS keeps and shows them.
 * @throws AwsError ValidationError or NotImplemented
 */
export function readConditions(sent: readonly RuleCondition[]): RuleCondition[] {
  if (sent.length === 0) throw invalid('A condition must be specified');
  const fields = sent.map(({ Field }) => required(Field, 'conditions.member.field'));
  const duplicate = firstDuplicate(fields.filter((field) => !REPEATABLE.includes(field)));
  if (duplicate !== undefined) throw invalid(`The rule can have only one condition of field '${duplicate}'`);
  const read = sent.map(readCondition);
  const values = read.flatMap(valuesOf);
  if (values.length > VALUES_PER_RULE) {
    throw invalid(`The rule can have at most ${VALUES_PER_RULE} condition values, not ${values.length}`);
  }
  const wildcards =
    values
      .join('')
      .replace(/\\[*?]/g, '')
      .match(/[*?]/g)?.length ?? 0;
  if (wildcards > WILDCARDS_PER_RULE) {
    throw invalid(`The rule can have at most ${WILDCARDS_PER_RULE} wildcards, not ${wildcards}`);
  }
  return read;
}

function readCondition(condition: RuleCondition): RuleCondition {
  if (condition.RegexValues?.length) throw notImplemented('regular expressions in rule conditions');
  const Field = condition.Field;
  switch (Field) {
    // Hosts and paths are shown both ways, whichever way they came.
    case 'host-header': {
      const Values = plainValues(condition, condition.HostHeaderConfig);
      return { Field, Values, HostHeaderConfig: { Values } };
    }
    case 'path-pattern': {
      const Values = plainValues(condition, condition.PathPatternConfig);
      return { Field, Values, PathPatternConfig: { Values } };
    }
    case 'http-header': {
      const { HttpHeaderName, Values } = required(condition.HttpHeaderConfig, 'httpHeaderConfig');
      checkHeaderName(required(HttpHeaderName, 'httpHeaderConfig.httpHeaderName'));
      return { Field, HttpHeaderConfig: { HttpHeaderName, Values: checkValues(Field, Values) } };
    }
    case 'http-request-method': {
      const Values = checkValues(Field, condition.HttpRequestMethodConfig?.Values);
      const wrong = Values.find((value) => !/^[A-Z_-]{1,40}$/.test(value));
      if (wrong !== undefined)
        throw invalid(`The request method '${wrong}' can contain only A-Z, '-' and '_'`);
      return { Field, HttpRequestMethodConfig: { Values } };
    }
    case 'query-string':
      return readQueryString(condition);
    case 'source-ip':
      return readSourceIp(condition);
    default:
      throw invalid(`Condition field '${Field}' is not recognized`);
  }
}

/** A host or path condition takes its values at the top or in its config, not in both. */
function plainValues(
  { Field, Values }: RuleCondition,
  config: { Values?: string[] | undefined; RegexValues?: string[] | undefined } | undefined,
): string[] {
  if (config?.RegexValues?.length) throw notImplemented('regular expressions in rule conditions');
  if (Values?.length && config) throw invalid(`Specify the values of '${Field}' in one place only`);
  return checkValues(Field, config ? config.Values : Values);
}

function checkValues(field: string | undefined, values: readonly string[] | undefined): string[] {
  if (!values?.length) throw invalid(`A value must be specified for condition field '${field}'`);
  const wrong = values.find((value) => value.length === 0 || value.length > VALUE_LENGTH);
  if (wrong !== undefined) {
    throw invalid(`Condition value '${wrong}' of '${field}' must have 1 to ${VALUE_LENGTH} characters`);
  }
  return [...values];
}

function checkHeaderName(name: string): void {
  if (!/^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,40}$/.test(name))
    throw invalid(`The header name '${name}' is not valid`);
  if (name.toLowerCase() === 'host') throw invalid(`Use a 'host-header' condition for the header 'Host'`);
}

function readQueryString({ Field, QueryStringConfig }: RuleCondition): RuleCondition {
  const Values = QueryStringConfig?.Values ?? [];
  checkValues(
    Field,
    Values.map(({ Value }) => required(Value, 'queryStringConfig.values.member.value')),
  );
  return { Field, QueryStringConfig: { Values } };
}

function readSourceIp({ Field, SourceIpConfig }: RuleCondition): RuleCondition {
  const Values = checkValues(Field, SourceIpConfig?.Values);
  const wrong = Values.find((value) => !isCidr(value));
  if (wrong !== undefined) throw invalid(`The source address '${wrong}' is not a CIDR block`);
  return { Field, SourceIpConfig: { Values } };
}

function isCidr(text: string): boolean {
  const [address = '', length = '', ...rest] = text.split('/');
  const family = isIP(address);
  const longest = family === 6 ? 128 : 32;
  return family !== 0 && rest.length === 0 && /^\d{1,3}$/.test(length) && Number(length) <= longest;
}

/** Every text of a condition that counts towards the limits of its rule. */
function valuesOf(condition: RuleCondition): string[] {
  return [
    ...(condition.HostHeaderConfig?.Values ?? []),
    ...(condition.PathPatternConfig?.Values ?? []),
    ...(condition.HttpHeaderConfig?.Values ?? []),
    ...(condition.HttpRequestMethodConfig?.Values ?? []),
    ...(condition.SourceIpConfig?.Values ?? []),
    ...(condition.QueryStringConfig?.Values ?? []).map(({ Value }) => Value ?? ''),
  ];
}
