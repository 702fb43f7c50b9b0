import { FUSION_MODELS } from '../../../fusion/models/models.ts';
import { fusionStep, MER_SIZES } from './cases.ts';
import { openOurs } from './open-ours.ts';
import type { Runtime } from '../../../runtime/runtime.ts';

/** Returns the seconds that each fusion model takes from its code to a session, at MERBench's sizes and its own defaults; sequences have 50 frames. */
export async function compileTimes(runtime: Runtime): Promise<Record<string, number>> {
  const seconds: Record<string, number> = {};
  for (const name of Object.keys(FUSION_MODELS) as (keyof typeof FUSION_MODELS)[]) {
    const frames = FUSION_MODELS[name].create().takes === 'utterance' ? null : 50;
    await using ours = await openOurs(fusionStep(name, { frames, sizes: MER_SIZES }), { runtime, steps: 1 });
    seconds[name] = Math.round(100 * ours.compileSeconds) / 100;
  }
  return seconds;
}
