import { lastValueFrom, tap, toArray } from 'rxjs';
import type { DEVICES } from '../../../configs/devices.ts';
import type { HiddenLayers } from '../../../extractors/encoders/hidden-layers.ts';
import { openTranscripts } from '../../words/open-transcripts.ts';
import { openRuntime } from '../../../runtime/open-runtime.ts';
import { EXIT, exitCodeForClips, type ExitCode } from '../../exit-codes.ts';
import type { ExtractionEvent, ExtractionPlan } from '../../extraction/extraction-plan.ts';
import { openFeatures } from '../../extraction/open-features.ts';
import { runExtraction } from '../../extraction/run-extraction.ts';
import { writeClipTable } from '../../extraction/write-clip-table.ts';
import { findClips } from '../../media/find-clips.ts';
import { findTools } from '../../media/find-tools.ts';
import { openStore } from '../models/open-store.ts';
import { countOutcomes, showClips } from '../show/show-clips.ts';
import type { ViewContext } from '../show/show-events.ts';

/** Options of `affekt extract`. */
export interface ExtractOptions {
  readonly features: string;
  readonly level: ExtractionPlan['level'];
  readonly format: ExtractionPlan['format'];
  readonly out: string;
  readonly layers?: HiddenLayers;
  readonly transcripts?: string;
  readonly device: 'auto' | (typeof DEVICES)[number];
  readonly offline?: boolean;
  readonly force: boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

/** Extracts features and resolves with the exit code. */
export async function extract(files: readonly string[], options: ExtractOptions, context: ViewContext): Promise<ExitCode> {
  const { environment, stop } = context;
  const { level, format, out, force, layers, device, offline } = options;
  const notes = new Set<string>();
  await using sources = new AsyncDisposableStack();
  const models = async () => ({ store: openStore({ mirrors: [], offline: offline ?? false }, environment), runtime: sources.use(await openRuntime({ device, workers: 1 })) });
  const features = sources.use(await openFeatures(options.features, { layers, models, onNote: (note) => void notes.add(note) }));
  const tools = await findTools(environment);
  const missing: ExtractionEvent[] = [];
  const clips = await findClips(files, (error) => missing.push({ type: 'clip', clip: error.path, outcome: 'failed', message: error.message }));
  const plan: ExtractionPlan = { name: features.name, set: features.set, ...(features.set.of === 'words' && { transcripts: await openTranscripts(options.transcripts) }), level, format, out, force, tools, signal: stop };
  const view = showClips<ExtractionEvent>(context, clips.length);
  missing.forEach(view.event);
  const events = clips.length === 0 ? [] : await lastValueFrom((await runExtraction(clips, plan)).pipe(tap(view.event), toArray()));
  const there = events.filter(({ outcome }) => outcome !== 'failed').map(({ clip }) => clip);
  const table = level === 'utt' && format !== 'npy' && there.length > 0 ? await writeClipTable(there, plan) : undefined;
  const all = [...missing, ...events];
  const toCome = stop.aborted && clips.length > all.length ? [`${clips.length - all.length} to come`] : [];
  const counts = [...countOutcomes(all, { done: 'measured', kept: 'kept', failed: 'failed' }), ...toCome].join(', ');
  if (options.quiet !== true) for (const note of notes) context.stderr.write(`note: ${note}\n`);
  view.end(table === undefined ? counts : `${counts}: ${table}`);
  return stop.aborted ? EXIT.interrupted : exitCodeForClips(all.filter(({ outcome }) => outcome === 'failed').length, all.length);
}
