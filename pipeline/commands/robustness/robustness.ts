import { resolve } from 'node:path';
import { loadConfig } from '../../../configs/load-config.ts';
import { DatasetError } from '../../../datasets/dataset-error.ts';
import { openCorpus } from '../../../datasets/open-corpus.ts';
import { openModelStore } from '../../../extractors/models/store/open-model-store.ts';
import { openRuntime } from '../../../runtime/open-runtime.ts';
import { lockFolder } from '../../batch/lock-folder.ts';
import { EXIT, type ExitCode } from '../../exit-codes.ts';
import { findTools } from '../../media/find-tools.ts';
import { openNoiseLibrary } from '../../noise/noise-library.ts';
import { openTools } from '../../open-tools.ts';
import { askSystem } from '../../robustness/ask-system.ts';
import { embeddedSystem } from '../../robustness/embedded-system.ts';
import { openHeadSystem } from '../../robustness/head-system.ts';
import { toPoints, type GridAxis } from '../../robustness/grid.ts';
import { listClips } from '../../robustness/list-clips.ts';
import type { AnsweredClip } from '../../robustness/robustness-clip.ts';
import type { RobustnessMetric } from '../../robustness/score-points.ts';
import { toResult } from '../../robustness/to-result.ts';
import { writeRobustness } from '../../robustness/write-robustness.ts';
import type { CommandContext } from '../context.ts';
import type { CorpusFlags } from '../options/corpus-arguments.ts';
import { modelSettings } from '../models/model-settings.ts';
import { robustnessTable } from './robustness-table.ts';
import { showSurvey } from './show-survey.ts';

/** Options of `affekt robustness`. */
export interface RobustnessOptions extends CorpusFlags {
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

/** Measures robustness, writes results and page, and resolves with the exit code. */
export async function robustness(kind: string, root: string, context: CommandContext & RobustnessOptions): Promise<ExitCode> {
  const { environment, out, stop, stdout } = context;
  const axes: readonly GridAxis[] = context.grid.length > 0 ? context.grid : [{ name: 'snr', values: [Infinity, 10, 5, 0, -5] }];
  const { dataset } = await openCorpus(kind, root, context);
  const clips = await listClips(dataset, context);
  const media = await findTools(environment);
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
