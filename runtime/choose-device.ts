import { DeviceError } from './device-error.ts';
import type { DeviceReport } from './probe-devices.ts';
import type { Device } from './runtime.ts';

/** How many times slower than the CPU a WebGPU device may be and still count as hardware; programs that imitate one took 14 to 40. */
const PATIENCE = 4;

/**
 * Returns the first device that works; among several, WebGPU only when it is not a program that imitates a graphics card,
 * which shows in its time.
 *
 * @param reports of the devices that are welcome, the preferred one first
 * @throws DeviceError when none works
 */
export function chooseDevice(reports: readonly DeviceReport[]): Device {
  const cpu = reports.find((report) => report.device === 'cpu')?.milliseconds ?? Infinity;
  const chosen = reports.find(({ works, device, milliseconds = 0 }) => works && (device !== 'webgpu' || milliseconds <= PATIENCE * cpu));
  if (chosen !== undefined) return chosen.device;
  const last = reports.at(-1)!; // Nobody asks for no device
  throw new DeviceError({ device: last.device, detail: last.reason ?? 'it does not work' });
}
