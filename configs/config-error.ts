/** A configuration cannot be used. The message names the file or option, every fault in it, and what to do next. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly code = 'BAD_CONFIG';

  constructor(source: string, faults: readonly string[], cause?: unknown, next = 'See the known settings with `affekt config show`.') {
    super(`${source}: ${faults.join('; ')}. ${next}`, { cause });
  }
}
