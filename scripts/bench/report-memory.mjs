/** Loaded into a measured process with --import: leaves its peak memory, in units of 1,024 bytes, when it ends. */
import { writeFileSync } from 'node:fs';

process.on('exit', () => writeFileSync(process.env.MEMORY_REPORT, String(process.resourceUsage().maxRSS)));
