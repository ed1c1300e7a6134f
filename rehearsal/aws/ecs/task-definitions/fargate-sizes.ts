/** Memory in MiB that Fargate offers for each amount of CPU units: from, to, in steps. */
const SIZES: Readonly<Record<number, readonly [from: number, to: number, step: number]>> = {
  512: [1024, 4096, 1024],
  1024: [2048, 8192, 1024],
  2048: [4096, 16_384, 1024],
  4096: [8192, 30_720, 1024],
  8192: [16_384, 61_440, 4096],
  16384: [32_768, 122_880, 8192],
};

/** The smallest size has no even steps. */
const SMALLEST = { cpu: 256, memory: [512, 1024, 2048] };

export function isFargateSize(cpu: number, memory: number): boolean {
  if (cpu === SMALLEST.cpu) return SMALLEST.memory.includes(memory);
  const [from, to, step] = SIZES[cpu] ?? [1, 0, 1];
  return memory >= from && memory <= to && (memory - from) % step === 0;
}

/** CPU units in `1024` or `1 vCPU`; undefined when it is neither. */
export function readCpu(text: string): number | undefined {
  return readAmount(text, /^\s*([\d.]+)\s*vcpu\s*$/i);
}

/** MiB in `2048` or `2 GB`; undefined when it is neither. */
export function readMemory(text: string): number | undefined {
  return readAmount(text, /^\s*([\d.]+)\s*gb\s*$/i);
}

function readAmount(text: string, inThousands: RegExp): number | undefined {
  const amount = inThousands.exec(text)?.[1];
  const value = amount === undefined ? Number(text) : Number(amount) * 1024;
  return text.trim() !== '' && Number.isInteger(value) && value > 0 ? value : undefined;
}
