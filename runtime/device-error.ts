/** The wanted device cannot run inference here. The message names it and ends with what to do next. */
export class DeviceError extends Error {
  override readonly name = 'DeviceError';
  readonly code = 'UNAVAILABLE';

  constructor({ device, detail, nextStep, cause }: { device: string; detail: string; nextStep?: string; cause?: unknown }) {
    super(`${device}: ${detail}. ${nextStep ?? `Use --device auto or --device cpu, or see \`affekt doctor --device ${device}\`.`}`, { cause });
  }
}
