import type { Device } from './runtime.ts';

/** The name that sessions take (`option`) and the one that profiles write (`profile`), by device. */
export const EXECUTION_PROVIDERS = {
  cpu: { option: 'cpu', profile: 'CPUExecutionProvider' },
  cuda: { option: 'cuda', profile: 'CUDAExecutionProvider' },
  webgpu: { option: 'webgpu', profile: 'WebGpuExecutionProvider' },
  coreml: { option: 'coreml', profile: 'CoreMLExecutionProvider' },
  directml: { option: 'dml', profile: 'DmlExecutionProvider' },
} as const satisfies Record<Device, { option: string; profile: string }>;
