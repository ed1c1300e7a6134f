/** The Availability Zones of a load balancer, dealt out in the order of its subnets. */
export function zonesOf(region: string, subnets: readonly string[]): string[] {
  return subnets.map((_, index) => `${region}${String.fromCharCode(97 + (index % 26))}`);
}

/** The zone of a load balancer's node. */
export function zoneOfNode(zones: readonly string[], node: number): string {
  return zones[node % zones.length] ?? '';
}
