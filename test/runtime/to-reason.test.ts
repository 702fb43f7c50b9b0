import { expect, test } from 'vitest';
import { toReason } from '../../runtime/to-reason.ts';

test('paths and functions of ONNX Runtime’s own sources are left out', () => {
  const message = '/onnxruntime_src/onnxruntime/core/providers/webgpu/webgpu_context.cc:136 f()::<lambda()> result.status == Success was false. Failed to get a WebGPU adapter: No supported adapters\n';
  expect(toReason('webgpu', message)).toBe('Failed to get a WebGPU adapter: No supported adapters');
});

test('a missing CUDA library tells what to look for', () => {
  const message = 'OrtSessionOptionsAppendExecutionProvider_Cuda: Failed to load shared library';
  expect(toReason('cuda', message)).toBe('its files are not installed, or CUDA 12 and cuDNN 9 are not on the library path (Failed to load shared library)');
});
