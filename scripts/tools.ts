/**
 * `npm run tools`: installs what tests need and this machine lacks, on Debian or Ubuntu as root, and starts the
 * container engine when none answers. Quick when all is there. What cannot be had is named with the reason; that
 * fails only with REQUIRE_ALL=1.
 */
import { installers } from './tools/installers.ts';

const missing: string[] = [];
for (const { name, install } of installers) {
  try {
    await install((line) => console.log(`${name}: ${line}`));
    console.log(`${name}: there`);
  } catch (error) {
    missing.push(name);
    console.error(`${name}: missing, ${error instanceof Error ? error.message : error}`);
  }
}
if (missing.length > 0 && process.env.REQUIRE_ALL === '1') process.exitCode = 1;
