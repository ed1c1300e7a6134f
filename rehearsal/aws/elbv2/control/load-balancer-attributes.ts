import {
  type AttributeModels,
  numberAttribute,
  onlyDefault,
  textAttribute,
  wordAttribute,
} from './attributes.ts';

/**
 * Attributes of application load balancers with AWS's defaults and limits. Those that are neither acted on nor without
 * effect here (there is no TLS, no WAF and no zonal shift) keep their default.
 */
export const LOAD_BALANCER_ATTRIBUTES: AttributeModels = {
  'access_logs.s3.enabled': onlyDefault(wordAttribute('false', 'true')),
  'access_logs.s3.bucket': textAttribute(),
  'access_logs.s3.prefix': textAttribute(),
  'connection_logs.s3.enabled': onlyDefault(wordAttribute('false', 'true')),
  'connection_logs.s3.bucket': textAttribute(),
  'connection_logs.s3.prefix': textAttribute(),
  'health_check_logs.s3.enabled': onlyDefault(wordAttribute('false', 'true')),
  'health_check_logs.s3.bucket': textAttribute(),
  'health_check_logs.s3.prefix': textAttribute(),
  'client_keep_alive.seconds': numberAttribute(3600, 60, 604_800),
  'deletion_protection.enabled': wordAttribute('false', 'true'),
  'idle_timeout.timeout_seconds': numberAttribute(60, 1, 4000),
  'ipv6.deny_all_igw_traffic': wordAttribute('false', 'true'),
  'load_balancing.cross_zone.enabled': wordAttribute('true'),
  'routing.http.desync_mitigation_mode': onlyDefault(wordAttribute('defensive', 'monitor', 'strictest')),
  'routing.http.drop_invalid_header_fields.enabled': wordAttribute('false', 'true'),
  // The Host header travels unchanged either way.
  'routing.http.preserve_host_header.enabled': wordAttribute('false', 'true'),
  'routing.http.x_amzn_tls_version_and_cipher_suite.enabled': wordAttribute('false', 'true'),
  'routing.http.xff_client_port.enabled': onlyDefault(wordAttribute('false', 'true')),
  'routing.http.xff_header_processing.mode': onlyDefault(wordAttribute('append', 'preserve', 'remove')),
  'routing.http2.enabled': wordAttribute('true', 'false'),
  'waf.fail_open.enabled': wordAttribute('false', 'true'),
  'zonal_shift.config.enabled': wordAttribute('false', 'true'),
};
