import type {
  CreateTargetGroupInput,
  ModifyTargetGroupInput,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { AwsError, notImplemented } from '../../kernel/errors.ts';
import type { HealthCheck } from '../health/checks.ts';
import { parseMatcher } from '../health/matcher.ts';
import type { HealthCheckRecord } from '../state.ts';
import { invalid, oneOf } from './validate.ts';

type HealthCheckInput = Pick<
  CreateTargetGroupInput & ModifyTargetGroupInput,
  | 'HealthCheckEnabled'
  | 'HealthCheckIntervalSeconds'
  | 'HealthCheckPath'
  | 'HealthCheckPort'
  | 'HealthCheckProtocol'
  | 'HealthCheckTimeoutSeconds'
  | 'HealthyThresholdCount'
  | 'Matcher'
  | 'UnhealthyThresholdCount'
>;

/** AWS's defaults for HTTP target groups. */
export function defaultHealthCheck(timeoutSeconds: number): HealthCheckRecord {
  return {
    path: '/',
    port: 'traffic-port',
    intervalSeconds: 30,
    timeoutSeconds,
    healthyThreshold: 5,
    unhealthyThreshold: 2,
    matcher: '200',
  };
}

/**
 * Health check settings after a call that sets some of them.
 * @throws AwsError when AWS would refuse a value, or the embedded AWS does not check that way
 */
export function readHealthCheck(input: HealthCheckInput, before: HealthCheckRecord): HealthCheckRecord {
  const protocol = oneOf(input.HealthCheckProtocol ?? 'HTTP', ['HTTP', 'HTTPS'], 'healthCheckProtocol');
  if (protocol === 'HTTPS') throw notImplemented('health checks over HTTPS');
  if (input.HealthCheckEnabled === false) {
    throw invalid("Health check enabled must be true for target groups with target type 'ip'");
  }
  const check: HealthCheckRecord = {
    path: readPath(input.HealthCheckPath ?? before.path),
    port: readPort(input.HealthCheckPort ?? before.port),
    intervalSeconds: input.HealthCheckIntervalSeconds ?? before.intervalSeconds,
    timeoutSeconds: input.HealthCheckTimeoutSeconds ?? before.timeoutSeconds,
    healthyThreshold: input.HealthyThresholdCount ?? before.healthyThreshold,
    unhealthyThreshold: input.UnhealthyThresholdCount ?? before.unhealthyThreshold,
    matcher: readMatcher(input, before),
  };
  if (check.timeoutSeconds >= check.intervalSeconds) {
    throw invalid(
      `Health check timeout '${check.timeoutSeconds}' must be smaller than the interval '${check.intervalSeconds}'`,
    );
  }
  return check;
}

function readPath(path: string): string {
  if (path.startsWith('/')) return path;
  throw invalid(`Health check path '${path}' must begin with a '/' character`);
}

function readPort(port: string): string {
  if (port === 'traffic-port') return port;
  if (/^\d{1,5}$/.test(port) && Number(port) >= 1 && Number(port) <= 65_535) return port;
  throw invalid(`Health check port '${port}' must be 'traffic-port' or a port number between 1 and 65535`);
}

function readMatcher({ Matcher }: HealthCheckInput, before: HealthCheckRecord): string {
  if (Matcher?.GrpcCode !== undefined)
    throw invalid('GRPC codes need a target group with protocol version GRPC');
  const codes = Matcher?.HttpCode ?? before.matcher;
  if (parseMatcher(codes)) return codes;
  throw new AwsError(
    'InvalidConfigurationRequest',
    `Health check matcher HTTP code '${codes}' must be within '200-499' inclusive`,
  );
}

/**
 * The settings as checks use them; times in milliseconds.
 * @throws Error when they were never read by readHealthCheck
 */
export function compileHealthCheck(record: HealthCheckRecord): HealthCheck {
  const matcher = parseMatcher(record.matcher);
  if (!matcher) throw new Error(`A health check was kept with the matcher '${record.matcher}'.`);
  return {
    path: record.path,
    port: record.port === 'traffic-port' ? 'traffic-port' : Number(record.port),
    interval: record.intervalSeconds * 1000,
    timeout: record.timeoutSeconds * 1000,
    matcher,
    thresholds: { healthy: record.healthyThreshold, unhealthy: record.unhealthyThreshold },
  };
}
