/** Loaded into a measured process with --import: leaves its peak memory, in units of 1,024 bytes, when it ends. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const STATUS = '/proc/self/status';

process.on('exit', () => writeFileSync(process.env.MEMORY_REPORT, String(readPeak())));

/** On Linux maxRSS also counts what the parent held when it forked, so the kernel's own mark of this program is read. */
function readPeak() {
  const mark = existsSync(STATUS) && /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(STATUS, 'utf8'));
  return mark ? mark[1] : process.resourceUsage().maxRSS;
}
