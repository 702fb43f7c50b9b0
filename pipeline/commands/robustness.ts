import { resolve } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { DEVICES } from '../../configs/schema.ts';
import { ConfigError } from '../../configs/config-error.ts';
import { loadConfig } from '../../configs/load-config.ts';
import { PRESETS } from '../../configs/presets.ts';
import { DatasetError } from '../../datasets/dataset-error.ts';
import { openCorpus } from '../../datasets/open-corpus.ts';
import { openModelStore } from '../../extractors/models/store/open-model-store.ts';
import { openRuntime } from '../../runtime/open-runtime.ts';
import { lockFolder } from '../batch/lock-folder.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { findTools } from '../media/find-tools.ts';
import { openNoiseLibrary } from '../noise/noise-library.ts';
import { openTools } from '../open-tools.ts';
import { askSystem } from '../robustness/ask-system.ts';
import { embeddedSystem } from '../robustness/embedded-system.ts';
import { openHeadSystem } from '../robustness/head-system.ts';
import { toPoints, type GridAxis } from '../robustness/grid.ts';
import { listClips } from '../robustness/list-clips.ts';
import type { AnsweredClip } from '../robustness/robustness-clip.ts';
import type { RobustnessMetric } from '../robustness/score-points.ts';
import { toResult } from '../robustness/to-result.ts';
import { writeRobustness } from '../robustness/write-robustness.ts';
import type { CommandContext } from './context.ts';
import { withCorpus, type CorpusFlags } from './dataset/corpus-arguments.ts';
import { modelSettings } from './model-settings.ts';
import { settingsOption } from './settings-option.ts';
import { robustnessTable } from './robustness-table.ts';
import { showSurvey } from './show-survey.ts';

interface RobustnessOptions extends CorpusFlags {
  readonly grid: readonly GridAxis[];
  readonly noise?: string;
  readonly seed: number;
  readonly metric: RobustnessMetric;
  readonly out: string;
  readonly split?: string;
  readonly limit?: number;
  readonly mapping?: string;
  readonly head?: string;
  readonly preset?: string;
  readonly config?: string;
  readonly set: readonly string[];
  readonly device?: string;
  readonly offline?: boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

/** `affekt robustness` */
export function robustnessCommand(context: CommandContext): Command {
  return withCorpus(new Command('robustness'))
    .summary('how well face, voice and both do as clips get noisier, and where fusion helps')
    .description('Damages labelled clips step by step, runs the analysis on each, and writes OUT/results.json and OUT/robustness.html: a curve with 95 % interval for each modality and for\ntheir fusion, and where fusion beats the best single modality. Answers are kept: the same command goes on where it was stopped.')
    .addOption(new Option('-g, --grid <axis=values>', 'snr=inf,10,5,0,-5 (decibels) or blur=1,2,4; may be given once for each').argParser(toAxis).default([], 'snr=inf,10,5,0,-5'))
    .option('-n, --noise <dir>', 'folder of sound files to draw noise from; white noise without it')
    .option('--seed <number>', 'the same seed draws the same noise and bootstrap samples', toNumber, 0)
    .addOption(new Option('-m, --metric <name>', 'what the curves show').choices(['uar', 'weighted-f1', 'macro-f1', 'accuracy']).default('uar'))
    .option('-o, --out <dir>', 'where the results and kept answers go', 'robustness')
    .option('--split <name>', 'only the clips of this part of the corpus')
    .option('--limit <clips>', 'at most so many clips, spread evenly over the corpus', toCount)
    .option('--mapping <name>', 'how the classes of the corpus translate to the eight expressions, where their names do not say')
    .option('--head <run>', 'a head of `affekt train` or of a recipe, on embedded features, in place of the analysis')
    .addOption(new Option('-p, --preset <name>', 'a ready-made configuration of the analysis').choices(Object.keys(PRESETS)))
    .option('-c, --config <file>', 'a configuration file of the analysis')
    .addOption(settingsOption())
    .addOption(new Option('-d, --device <name>', 'where the models run').choices(['auto', ...DEVICES]))
    .option('--offline', 'never use the network')
    .option('--json', 'print the results as JSON on standard output')
    .option('-q, --quiet', 'print no progress')
    .addHelpText('after', '\nExit codes: 0 fine, 2 usage, config or folders, 3 model missing, 5 some clips failed, 6 all clips failed, 130 interrupted.')
    .action(async (kind: string, root: string, options: RobustnessOptions) => context.exit(await robustness(kind, root, { ...options, ...context })));
}

async function robustness(kind: string, root: string, context: CommandContext & RobustnessOptions): Promise<ExitCode> {
  const { environment, out, stop, stdout } = context;
  const axes: readonly GridAxis[] = context.grid.length > 0 ? context.grid : [{ name: 'snr', values: [Infinity, 10, 5, 0, -5] }];
  const { dataset } = await openCorpus(kind, root, context);
  const clips = await listClips(dataset, context);
  const media = await findTools({ ffmpeg: environment.ffmpeg, ffprobe: environment.ffprobe });
  const noise = context.noise === undefined ? undefined : await openNoiseLibrary(context.noise, media);
  const config = loadConfig({ preset: context.preset, file: context.config, set: context.set, overrides: { runtime: { device: context.device }, models: { offline: context.offline } } });
  const lock = await lockFolder(out);
  try {
    const { device, threads } = config.runtime;
    await using runtime = await openRuntime({ device, ...(threads === null ? {} : { threads }) });
    const tools = await openTools(config, { store: openModelStore(modelSettings(config.models, environment)), runtime });
    const { head, mapping } = context;
    const texts = new Map(clips.flatMap(({ clip, texts: said }) => (said === undefined ? [] : [[clip, said] as const])));
    await using system = head === undefined ? embeddedSystem({ config, tools, media }) : await openHeadSystem({ run: head, mapping, runtime, tools, media, texts });
    const show = showSurvey(context, { clips: clips.length, points: toPoints(axes).length });
    const answered: AnsweredClip[] = [];
    let failed = 0;
    for await (const event of askSystem({ system, points: toPoints(axes), clips, seed: context.seed, noise, out, tools: media, signal: stop })) {
      show.event(event);
      if (event.type === 'answered') answered.push(event.clip);
      else failed += 1;
    }
    show.end();
    if (answered.length === 0) return EXIT.allClipsFailed;
    if (answered.length < 2) throw new DatasetError('NO_LABEL', { path: root, detail: 'gives one clip with answers, and a score needs two', next: 'Give more clips.' });
    const result = toResult(answered, { system: { name: system.name, key: system.key }, corpus: { kind, root: resolve(root), split: context.split, task: context.task }, failed, metric: context.metric, axes, noise: noise === undefined ? 'white noise' : `noise of ${noise.names.length} files`, seed: context.seed, modalities: system.modalities });
    await writeRobustness(out, result);
    stdout.write(context.json === true ? `${JSON.stringify(result, (_, value: unknown) => (value === Infinity ? 'inf' : value))}\n` : robustnessTable(result, out));
    return failed === 0 ? EXIT.fine : EXIT.someClipsFailed;
  } finally {
    lock.release();
  }
}

function toAxis(text: string, earlier: readonly GridAxis[]): GridAxis[] {
  const [name, list] = text.split('=');
  if ((name !== 'snr' && name !== 'blur') || list === undefined) throw new InvalidArgumentError(`"${text}" is not of the form snr=… or blur=….`);
  if (earlier.some((axis) => axis.name === name)) throw new InvalidArgumentError(`${name} is given twice.`);
  const values = list.split(',').map((part) => (part.trim() === 'inf' ? Infinity : part.trim() === '' ? NaN : Number(part)));
  const accepts = (value: number) => (name === 'snr' ? value === Infinity || (value >= -60 && value <= 100) : [1, 2, 4, 8, 16, 32].includes(value));
  if (!values.every(accepts)) throw new InvalidArgumentError(`"${list}" holds something else than ${name === 'snr' ? 'decibels from -60 to 100 or inf' : '1, 2, 4, 8, 16 or 32'}.`);
  if (new Set(values).size < values.length) throw new InvalidArgumentError(`"${list}" names a value twice.`);
  return [...earlier, { name, values }];
}

function toNumber(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new InvalidArgumentError(`"${text}" is not a whole number.`);
  return value;
}

function toCount(text: string): number {
  const value = toNumber(text);
  if (value < 1) throw new ConfigError('--limit', [`${value} is not at least 1`], undefined, 'Give the number of clips.');
  return value;
}
