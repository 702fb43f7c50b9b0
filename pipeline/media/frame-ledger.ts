import type { FrameEntry } from './frame.ts';

/** Numbers the pictures of a container and finds those that could not be decoded. */
export interface FrameLedger {
  /** Gives the next picture its place. `ticks` may be `NaN`: the picture then follows the one before. */
  place(ticks: number): { readonly index: number; readonly time: number };
  /**
   * Resolves with a `failed` entry for each packet that is shown before `ticks` and after the picture placed last, and gives them their places.
   * To be called only when something went wrong: the packets are listed at the first call.
   */
  failuresBefore(ticks: number): Promise<FrameEntry[]>;
  /** How many pictures have failed so far. */
  readonly failed: number;
  /** How many pictures have a place so far. */
  readonly length: number;
}

/**
 * Makes an empty ledger.
 *
 * @param toTime seconds on the clip's clock for ticks
 * @param listTicks resolves with the sorted times of all packets, in ticks
 * @param step seconds between pictures that have no time of their own
 */
export function makeFrameLedger({ toTime, listTicks, step }: {
  readonly toTime: (ticks: number) => number;
  readonly listTicks: () => Promise<Float64Array>;
  readonly step: number;
}): FrameLedger {
  let packets: Float64Array | undefined;
  let cursor = 0;
  let lastTicks = -Infinity;
  let lastTime = -step;
  const ledger = {
    failed: 0,
    length: 0,
    place(ticks: number) {
      lastTime = Number.isNaN(ticks) ? lastTime + step : toTime(ticks);
      if (ticks > lastTicks) lastTicks = ticks;
      return { index: ledger.length++, time: lastTime };
    },
    async failuresBefore(ticks: number) {
      packets ??= await listTicks();
      const entries: FrameEntry[] = [];
      while (cursor < packets.length && packets[cursor]! <= lastTicks) cursor += 1;
      while (cursor < packets.length && packets[cursor]! < ticks) {
        entries.push({ status: 'failed', ...ledger.place(packets[cursor]!) });
        cursor += 1;
      }
      ledger.failed += entries.length;
      return entries;
    },
  };
  return ledger;
}
