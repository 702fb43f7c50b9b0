import { lastValueFrom, tap, toArray, type Observable } from 'rxjs';
import { EXIT, exitCodeForClips, type ExitCode } from '../../exit-codes.ts';
import type { NoiseEvent } from '../../noise/noise-event.ts';
import type { CommandContext } from '../context.ts';
import { countOutcomes, showClips } from '../show/show-clips.ts';
import type { ReplayOptions } from './replay.ts';

/** Shows what becomes of clips, closes the run, and resolves with the exit code. */
export async function followNoise({ events, close }: { readonly events: Observable<NoiseEvent>; readonly close: () => Promise<void> }, context: CommandContext & Pick<ReplayOptions, 'json' | 'quiet'>, total: number): Promise<ExitCode> {
  const show = showClips<NoiseEvent>(context, total);
  try {
    const ends = await lastValueFrom(events.pipe(tap(show.event), toArray()));
    const counts = countOutcomes(ends, { done: 'made', kept: 'kept', failed: 'failed', differs: 'with other bytes' });
    show.end([...counts, ...(context.stop.aborted ? [`${total - ends.length} to come`] : [])].join(', ') || 'nothing to do');
    const bad = ends.filter(({ outcome }) => outcome === 'failed' || outcome === 'differs').length;
    return context.stop.aborted ? EXIT.interrupted : exitCodeForClips(bad, ends.length);
  } finally {
    await close();
  }
}
