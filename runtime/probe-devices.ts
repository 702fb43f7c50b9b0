import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { besideUrl } from './beside-url.ts';
import { toReason } from './to-reason.ts';
import type { ProbeAnswer } from './probe-process.ts';
import type { Device } from './runtime.ts';

/** Whether a device runs inference here. */
export interface DeviceReport {
  readonly device: Device;
  readonly works: boolean;
  /** One line; present when it does not work. */
  readonly reason?: string;
  /** Time of one warm inference of the probe (a product of two 1024×1024 matrices); present when it works. */
  readonly milliseconds?: number;
}

/** The longest a driver may take to compile the first shader. */
const PATIENCE_SECONDS = 60;

/**
 * Resolves with one report for each of `devices`, in order, each by a real inference that the CPU was not allowed to take
 * over. A process of its own runs them, so that a driver that crashes, hangs or writes on the terminal does no harm here.
 * Never rejects. Default: all devices that onnxruntime-node knows on this platform, the preferred one first. `entry` is the
 * module that the process runs.
 */
export async function probeDevices(
  devices: readonly Device[] = devicesOf(process.platform),
  entry = besideUrl(import.meta.url, 'probe-process'),
): Promise<DeviceReport[]> {
  const reports: DeviceReport[] = [];
  while (reports.length < devices.length) {
    const rest = devices.slice(reports.length);
    const { answers, ending } = await askProcess(entry, rest);
    reports.push(...answers.map(toReport));
    const unanswered = rest[answers.length];
    if (unanswered !== undefined) reports.push({ device: unanswered, works: false, reason: ending });
  }
  return reports;
}

/** Returns the devices worth trying on an operating system, the preferred one first and `cpu` last. */
export function devicesOf(platform: NodeJS.Platform): Device[] {
  if (platform === 'linux') return ['cuda', 'webgpu', 'cpu'];
  if (platform === 'darwin') return ['webgpu', 'coreml', 'cpu'];
  if (platform === 'win32') return ['webgpu', 'directml', 'cpu'];
  return ['cpu'];
}

function toReport(answer: ProbeAnswer): DeviceReport {
  const { device } = answer;
  if ('milliseconds' in answer) return { device, works: true, milliseconds: answer.milliseconds };
  return { device, works: false, reason: toReason(device, answer.message) };
}

function askProcess(entry: URL, devices: readonly Device[]): Promise<{ answers: ProbeAnswer[]; ending: string }> {
  const child = fork(fileURLToPath(entry), devices, {
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    execArgv: [],
    timeout: PATIENCE_SECONDS * 1000,
    killSignal: 'SIGKILL',
  });
  const answers: ProbeAnswer[] = [];
  child.on('message', (answer) => answers.push(answer as ProbeAnswer));
  return new Promise((resolve) => {
    child.once('error', (error) => resolve({ answers, ending: `the probe could not be started (${error.message})` }));
    child.once('close', (code, signal) => resolve({ answers, ending: `the probe ended without an answer (${signal ?? `exit code ${code}`})` }));
  });
}
