import { runProbe } from './run-probe.ts';
import type { Device } from './runtime.ts';

/** What the probe process answers for one device. */
export type ProbeAnswer = { readonly device: Device; readonly milliseconds: number } | { readonly device: Device; readonly message: string };

/** Probes the devices named on the command line, one after another, and sends an answer for each. */
async function main(devices: readonly Device[]): Promise<void> {
  for (const device of devices) {
    process.send?.({ device, ...(await probe(device)) });
  }
  process.disconnect();
}

async function probe(device: Device): Promise<{ milliseconds: number } | { message: string }> {
  try {
    return { milliseconds: await runProbe(device) };
  } catch (error) {
    return { message: error instanceof Error ? error.message : String(error) };
  }
}

await main(process.argv.slice(2) as Device[]);
