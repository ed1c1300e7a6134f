import type { Dimension, DimensionFilter, Metric } from '@aws-sdk/client-cloudwatch';

/** Which metric: each combination of dimensions is another one. */
export interface MetricName {
  readonly namespace: string;
  readonly name: string;
  /** Sorted by name. */
  readonly dimensions: readonly { readonly name: string; readonly value: string }[];
}

export function metricName(
  namespace: string,
  name: string,
  dimensions: Readonly<Record<string, string>> | readonly Dimension[] = {},
): MetricName {
  const pairs = Array.isArray(dimensions)
    ? dimensions.map(({ Name = '', Value = '' }: Dimension) => ({ name: Name, value: Value }))
    : Object.entries(dimensions).map(([key, value]) => ({ name: key, value: String(value) }));
  return { namespace, name, dimensions: pairs.sort((a, b) => (a.name < b.name ? -1 : 1)) };
}

/** A text that no other metric has. */
export function metricKey({ namespace, name, dimensions }: MetricName): string {
  return JSON.stringify([namespace, name, ...dimensions.flatMap((pair) => [pair.name, pair.value])]);
}

export function renderMetric({ namespace, name, dimensions }: MetricName): Metric {
  return { Namespace: namespace, MetricName: name, Dimensions: renderDimensions(dimensions) };
}

function renderDimensions(dimensions: MetricName['dimensions']): Dimension[] {
  return dimensions.map((pair) => ({ Name: pair.name, Value: pair.value }));
}

/** Whether the metric has every dimension of the filters; it may have others too. */
export function hasDimensions(metric: MetricName, filters: readonly DimensionFilter[]): boolean {
  return filters.every(({ Name, Value }) =>
    metric.dimensions.some((pair) => pair.name === Name && (Value === undefined || pair.value === Value)),
  );
}
