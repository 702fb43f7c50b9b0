import { basename } from 'node:path';
import { concatMap, filter, from, fromEvent, lastValueFrom, tap, toArray } from 'rxjs';
import type { Config } from '../../../configs/schema.ts';
import { ConfigError } from '../../../configs/config-error.ts';
import { openModelStore } from '../../../extractors/models/store/open-model-store.ts';
import { openRuntime } from '../../../runtime/open-runtime.ts';
import { analyseClip } from '../../analyse.ts';
import { toFailedEnd } from '../../batch/clip-end.ts';
import type { ClipEnd, ClipEvent } from '../../clip-event.ts';
import { EXIT, exitCodeForClips, type ExitCode } from '../../exit-codes.ts';
import { findClips } from '../../media/find-clips.ts';
import { findTools } from '../../media/find-tools.ts';
import { openTools } from '../../open-tools.ts';
import { openPlugins } from '../../plugins/open-plugins.ts';
import { preparePlugins } from '../../plugins/prepare-plugins.ts';
import { toSurroundings } from '../../plugins/to-surroundings.ts';
import { modelSettings } from '../models/model-settings.ts';
import { showEvents, type ViewContext } from '../show/show-events.ts';

/** Analyses files and resolves with the exit code. */
export async function analyze(files: readonly string[], config: Config, context: ViewContext): Promise<ExitCode> {
  const { environment, stop } = context;
  const media = await findTools(environment);
  const missing: ClipEnd[] = [];
  const clips = await findClips(files, (error) => missing.push(toFailedEnd(basename(error.path), error)));
  const plugins = await openPlugins(config.plugins, { folder: process.cwd(), points: ['frame-verdicts', 'clip'], by: 'an analysis' });
  const { device, threads } = config.runtime;
  const show = showEvents(context, clips.length);
  for (const end of missing) show.event(end);
  if (clips.length === 0) return EXIT.allClipsFailed;
  await using runtime = await openRuntime({ device, ...(threads === null ? {} : { threads }) });
  await using tools = await openTools(config, { store: openModelStore(modelSettings(config.models, environment)), runtime, onProgress: show.model, programs: environment });
  if (tools.text?.transcripts.isForMany === false && clips.length > 1) throw new ConfigError('--transcripts', [`${config.text.transcripts!} is the transcript of one clip, and ${clips.length} are given`], undefined, 'Give one clip, a folder of transcripts, or a table with a column of clip names.');
  show.opened(tools);
  const stop$ = fromEvent(stop, 'abort');
  const surroundings = { ...toSurroundings(environment, show.say), runtime };
  await preparePlugins(plugins, { surroundings, signal: stop });
  const events = from(clips).pipe(
    concatMap((clip) => (stop.aborted ? [] : analyseClip(clip, { config, tools, media, stop: stop$, plugins, surroundings }))),
    tap(show.event),
    filter((event: ClipEvent): event is ClipEnd => event.type === 'clip'),
    toArray(),
  );
  const ends = await lastValueFrom(events);
  show.end();
  const all = [...missing, ...ends];
  const bad = all.filter(({ outcome }) => outcome === 'failed' || outcome === 'partial').length;
  return stop.aborted ? EXIT.interrupted : exitCodeForClips(bad, all.length);
}
