/** The middle of repeated measurements, with their spread. */
export interface Measurement {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

/** Runs `work` once to warm up, then `times` times, and returns the seconds it took. */
export async function measure(times: number, work: () => Promise<unknown>): Promise<Measurement> {
  await work();
  const seconds: number[] = [];
  for (let run = 0; run < times; run += 1) {
    const start = performance.now();
    await work();
    seconds.push((performance.now() - start) / 1000);
  }
  seconds.sort((a, b) => a - b);
  return { median: seconds[seconds.length >> 1]!, min: seconds[0]!, max: seconds.at(-1)! };
}
