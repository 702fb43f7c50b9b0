import type { Device } from './runtime.ts';

/**
 * Returns, on one line, why a device does not work, from ONNX Runtime's message: without paths of its own source files, and
 * with what a user can check put in front.
 */
export function toReason(device: Device, message: string): string {
  const line = message
    .replaceAll(/\s+/g, ' ')
    .replace(/^\/onnxruntime_src\/.* was false\. /, '')
    .replace(/^OrtSessionOptionsAppendExecutionProvider_\w+: /, '')
    .trim()
    .replace(/\.$/, '');
  if (line.includes('backend not found')) return `onnxruntime-node for ${process.platform} ${process.arch} does not contain it`;
  if (device === 'cuda' && line.includes('Failed to load')) {
    return `its files are not installed, or CUDA 12 and cuDNN 9 are not on the library path (${line})`;
  }
  return line;
}
