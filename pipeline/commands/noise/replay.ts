import type { ExitCode } from '../../exit-codes.ts';
import { findTools } from '../../media/find-tools.ts';
import { openNoiseLibrary } from '../../noise/noise-library.ts';
import { readNoiseManifest } from '../../noise/noise-manifest.ts';
import { replayNoise } from '../../noise/replay-noise.ts';
import type { CommandContext } from '../context.ts';
import { checkApart } from './check-apart.ts';
import { followNoise } from './follow-noise.ts';

/** Options of `affekt noise replay`. */
export interface ReplayOptions {
  readonly root?: string;
  readonly noise?: string;
  readonly jobs: number;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

/** Makes the clips of a manifest again and resolves with the exit code. */
export async function replay(path: string, out: string, context: CommandContext & ReplayOptions): Promise<ExitCode> {
  const manifest = await readNoiseManifest(path);
  const root = context.root ?? manifest.root;
  checkApart(root, out);
  const { version, ...tools } = await findTools(context.environment);
  const folder = context.noise ?? manifest.noise?.folder;
  const noise = folder === undefined ? undefined : await openNoiseLibrary(folder, tools);
  const plan = { ...manifest, noise, out, tools, signal: context.stop };
  const run = await replayNoise({ manifest, root, plan, ffmpeg: version, jobs: context.jobs });
  return followNoise(run, context, manifest.clips.filter((clip) => 'output' in clip).length);
}
