import { basename } from 'node:path';
import { Command, Option } from 'commander';
import { concatMap, filter, from, fromEvent, lastValueFrom, tap, toArray } from 'rxjs';
import { type Config, DEVICES } from '../../configs/schema.ts';
import { ConfigError } from '../../configs/config-error.ts';
import { loadConfig } from '../../configs/load-config.ts';
import { PRESETS } from '../../configs/presets.ts';
import { openModelStore } from '../../extractors/models/store/open-model-store.ts';
import { openRuntime } from '../../runtime/open-runtime.ts';
import { analyseClip } from '../analyse.ts';
import { toFailedEnd } from '../batch/clip-end.ts';
import type { ClipEnd, ClipEvent } from '../clip-event.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { findClips } from '../media/find-clips.ts';
import { findTools } from '../media/find-tools.ts';
import { openTools } from '../open-tools.ts';
import { openPlugins } from '../plugins/open-plugins.ts';
import { preparePlugins } from '../plugins/prepare-plugins.ts';
import type { CommandContext } from './context.ts';
import { modelSettings } from './model-settings.ts';
import { settingsOption } from './settings-option.ts';
import { showEvents, type ViewContext } from './show-events.ts';

interface AnalyzeOptions {
  readonly out?: string;
  readonly preset?: string;
  readonly config?: string;
  readonly set: readonly string[];
  readonly device?: string;
  readonly fps?: number;
  readonly transcripts?: string;
  readonly only?: string;
  readonly report: boolean;
  readonly annotated?: boolean;
  readonly offline?: boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

/** `affekt analyze FILES…` */
export function analyzeCommand(context: CommandContext): Command {
  return new Command('analyze')
    .alias('analyse')
    .summary('read expression, valence and arousal from videos, pictures and sound')
    .description('Analyses each clip into a folder of its own: frames.csv, frames.parquet, voice.csv, segments.json, columns.json, run.json and report.html.\nA clip that an earlier run has finished is kept; one that was stopped goes on from there.')
    .argument('<files...>', 'files, or folders that are searched for them; a folder of numbered pictures is one clip')
    .option('-o, --out <dir>', 'where the result folders are made (default: results)')
    .addOption(new Option('-p, --preset <name>', 'a ready-made configuration').choices(Object.keys(PRESETS)))
    .option('-c, --config <file>', 'a configuration file, see `affekt config init`')
    .addOption(settingsOption())
    .addOption(new Option('-d, --device <name>', 'where the models run').choices(['auto', ...DEVICES]))
    .option('--fps <rate>', 'analyse this many frames per second; the others are marked as skipped', Number)
    .addOption(new Option('--only <who>', 'write the rows of those who speak at that moment, and leave out who listens').choices(['speaking']))
    .option('-t, --transcripts <path>', 'where transcripts are: a folder, a table with the names of clips, or a file for one clip (default: beside each clip)')
    .option('--no-report', 'write no report.html')
    .option('--annotated', 'write annotated.mp4 with boxes and labels')
    .option('--offline', 'never use the network')
    .option('--json', 'print events as lines of JSON on standard output')
    .option('-q, --quiet', 'print no progress')
    .addHelpText('after', '\nExit codes: 0 fine, 2 usage or config, 3 model missing, 4 device unavailable, 5 some clips failed, 6 all clips failed, 130 interrupted.')
    .action(async (files: string[], options: AnalyzeOptions) => context.exit(await analyze(files, toConfig(options), { ...options, ...context })));
}

/** Analyses files and resolves with the exit code. */
export async function analyze(files: readonly string[], config: Config, context: ViewContext): Promise<ExitCode> {
  const { environment, stop } = context;
  const media = await findTools({ ffmpeg: environment.ffmpeg, ffprobe: environment.ffprobe });
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
  const surroundings = { variables: environment.variables, cacheRoot: environment.pluginFolder, say: show.say, memories: new Map<string, Map<string, unknown>>(), runtime };
  await preparePlugins(plugins, { surroundings, signal: stop });
  const events = from(clips).pipe(
    concatMap((clip) => (stop.aborted ? [] : analyseClip(clip, { config, tools, media, stop: stop$, plugins, surroundings }))),
    tap(show.event),
    filter((event: ClipEvent): event is ClipEnd => event.type === 'clip'),
    toArray(),
  );
  const ends = await lastValueFrom(events);
  show.end();
  return stop.aborted ? EXIT.interrupted : exitCodeOf([...missing, ...ends]);
}

function exitCodeOf(ends: readonly ClipEnd[]): ExitCode {
  const bad = ends.filter(({ outcome }) => outcome === 'failed' || outcome === 'partial').length;
  if (bad === 0) return EXIT.fine;
  return bad === ends.length ? EXIT.allClipsFailed : EXIT.someClipsFailed;
}

function toConfig({ preset, config, set, out, device, fps, only, report, annotated, offline, transcripts }: AnalyzeOptions): Config {
  const overrides = {
    text: { transcripts },
    video: { fps },
    fusion: { people: only },
    runtime: { device },
    output: { folder: out, annotated, ...(report ? {} : { report }) },
    models: { offline },
  };
  return loadConfig({ preset, file: config, set, overrides });
}
