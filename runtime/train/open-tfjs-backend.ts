import { createRequire } from 'node:module';
import tf from '@tensorflow/tfjs';
import { DeviceError } from '../device-error.ts';

/** Packages that bring tfjs's native backend, the one for GPUs first. Neither is ever installed with affekt. */
const PACKAGES = ['@tensorflow/tfjs-node-gpu', '@tensorflow/tfjs-node'] as const;

/**
 * Makes tfjs's native backend the current one and resolves with the package it came from.
 *
 * @throws DeviceError when neither package is installed, or the one that is cannot be loaded
 */
export async function openTfjsBackend(): Promise<string> {
  const faults: string[] = [];
  for (const name of PACKAGES) {
    if (!isInstalled(name)) continue;
    try {
      await import(name);
      if (await tf.setBackend('tensorflow')) return name;
      faults.push(`${name} brings no backend`);
    } catch (error) {
      faults.push(`${name} cannot be loaded (${error instanceof Error ? error.message.split('\n')[0] : String(error)})`);
    }
  }
  throw new DeviceError({
    device: 'engine tfjs',
    detail: faults.length > 0 ? faults.join('; ') : `neither ${PACKAGES.join(' nor ')} is installed`,
    nextStep: 'Install one with npm (Node 20 or 22), or leave `--engine tfjs` out: ONNX Runtime trains as fast.',
  });
}

function isInstalled(name: string): boolean {
  try {
    createRequire(import.meta.url).resolve(name);
    return true;
  } catch {
    return false;
  }
}
