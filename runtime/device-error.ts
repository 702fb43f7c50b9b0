/** The wanted device cannot run inference here. The message names it and ends with what to do next. */
export class DeviceError extends Error {
  override readonly name = 'DeviceError';
  readonly code = 'UNAVAILABLE';

  constructor({ device, detail, cause }: { device: string; detail: string; cause?: unknown }) {
    super(`${device}: ${detail}. Use --device auto or --device cpu, or see \`affekt doctor --device ${device}\`.`, { cause });
  }
}
