import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { devicesOf, probeDevices } from '../../runtime/probe-devices.ts';

async function script(code: string): Promise<URL> {
  const folder = await mkdtemp(join(tmpdir(), 'affekt-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const path = join(folder, 'probe.mjs');
  await writeFile(path, code);
  return pathToFileURL(path);
}

test('the CPU works, with the time of its inference', async () => {
  const [report] = await probeDevices(['cpu']);
  expect(report).toEqual({ device: 'cpu', works: true, milliseconds: expect.any(Number) });
  expect(report?.milliseconds).toBeGreaterThan(0);
});

test('every device of the platform is reported, in order, and one that does not work says why on one line', async () => {
  const reports = await probeDevices();
  expect(reports.map((report) => report.device)).toEqual(devicesOf(process.platform));
  for (const { reason } of reports.filter((report) => !report.works)) expect(reason).toMatch(/^[^\n]{10,200}$/);
});

test('a device that this build of ONNX Runtime lacks says so', async () => {
  const device = process.platform === 'win32' ? 'coreml' : 'directml';
  expect(await probeDevices([device])).toEqual([{ device, works: false, reason: `onnxruntime-node for ${process.platform} ${process.arch} does not contain it` }]);
});

test('a driver that crashes does not hide the devices after it', async () => {
  const entry = await script(`const [device] = process.argv.slice(2); if (device === 'webgpu') process.abort(); process.send({ device, milliseconds: 1 });`);
  expect(await probeDevices(['webgpu', 'cpu'], entry)).toEqual([
    { device: 'webgpu', works: false, reason: 'the probe ended without an answer (SIGABRT)' },
    { device: 'cpu', works: true, milliseconds: 1 },
  ]);
});

test.each(['linux', 'darwin', 'win32', 'freebsd'] as const)('the CPU is the last device tried on %s', (platform) => {
  expect(devicesOf(platform).at(-1)).toBe('cpu');
});
