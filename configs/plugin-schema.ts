import { z } from 'zod';

/** A plug-in as a configuration names it. */
export const pluginSchema = z.strictObject({
  use: z.string().min(1).describe('A plug-in of affekt, see `affekt plugins list`, or an npm package or a file that exports one.'),
  options: z.record(z.string(), z.unknown()).default({}).describe('Its options, see `affekt plugins show NAME`.'),
});
