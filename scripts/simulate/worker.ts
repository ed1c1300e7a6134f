/** A process that plays the worlds whose seeds it is sent, one after the other, and sends back what became of each. */
import { drawScenario } from '../../actions/blue-green-switch/simulation/draw/draw-scenario.ts';
import { simulateWorld } from '../../actions/blue-green-switch/simulation/simulate.ts';

const surprises: string[] = [];
process.on('unhandledRejection', (error) => {
  surprises.push(error instanceof Error ? (error.stack ?? error.message) : String(error));
});

process.on('message', async (seed: number) => {
  const result = await simulateWorld(drawScenario(seed));
  const unawaited = surprises.splice(0).map((what) => ({ promise: 'every promise is awaited', at: 0, what }));
  process.send?.({ ...result, violations: [...result.violations, ...unawaited] });
});

process.send?.('ready');
