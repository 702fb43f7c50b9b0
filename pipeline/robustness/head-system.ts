import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigError } from '../../configs/config-error.ts';
import type { Clip } from '../../datasets/clip.ts';
import { DatasetError } from '../../datasets/dataset-error.ts';
import type { Runtime, Session } from '../../runtime/runtime.ts';
import { embeddedSources, type EmbeddedTools } from '../features/embedded-sources.ts';
import { extractFeatures } from '../features/extract-features.ts';
import type { FeatureSource } from '../features/feature-source.ts';
import type { MediaTools } from '../media/media-tools.ts';
import { hashFile } from '../noise/hash-file.ts';
import type { Tools } from '../open-tools.ts';
import { readManifest, type Manifest } from '../training/data/manifest.ts';
import { openPredictionData } from '../training/data/open-prediction-data.ts';
import { openHead } from '../training/open-head.ts';
import { predictTable } from '../training/predict-table.ts';
import type { ModalityAnswer, System } from './system.ts';
import { toExpressions } from './to-expressions.ts';

/** What a trained head needs to look at clips. */
export interface HeadSystemOptions {
  /** Folder of a finished training run. */
  readonly run: string;
  /** How its classes translate to the eight expressions, where their names do not say. */
  readonly mapping?: string | undefined;
  /** Closed with the system. */
  readonly tools: Tools;
  readonly media: MediaTools;
  readonly runtime: Runtime;
  /** What clips say, by name: noise does not change it. */
  readonly texts?: ReadonlyMap<string, Readonly<Record<string, string>>> | undefined;
}

/**
 * Opens a head of `affekt train` as a system. It was trained on the embedded features, by recipe or by hand; a modality alone is the head without the others,
 * which it masks.
 *
 * @throws ConfigError for a head of frames, without classes, or trained on features that are not made here
 */
export async function openHeadSystem({ run, mapping, tools, media: ffmpeg, runtime, texts }: HeadSystemOptions): Promise<System> {
  const manifest = await readManifest(run);
  const { faces, voice } = tools;
  if (faces === undefined || voice === undefined) throw new ConfigError('--head', ['needs the models of face and voice, and the configuration leaves one out'], undefined, 'Leave `modalities` and the preset out.');
  const sources = sourcesOf(run, manifest, { faces, voice, media: ffmpeg });
  const expressions = toExpressions(manifest.classes, mapping);
  const path = join(run, 'head.onnx');
  const session = await openHead(path, manifest, runtime);
  return {
    name: `${manifest.name} (${manifest.model.name} on ${sources.map(({ id }) => id).join(', ')})`,
    key: `${await hashFile(path)} ${sources.map(({ id }) => id).join(' ')} ${mapping ?? ''}`,
    modalities: sources.map(({ modality }) => modality),
    async predict({ name, path: media }, signal) {
      const folder = await mkdtemp(join(tmpdir(), 'affekt-head-'));
      const ask = { manifest, session, expressions, signal };
      try {
        const spoken = texts?.get(name);
        const features = await featuresOf({ clip: 'clip', media, ...(spoken && { texts: spoken }) }, sources, { folder, signal });
        const alone = await Promise.all(sources.map(async ({ modality }) => [modality, await answer({ [modality]: features[modality]! }, ask)] as const));
        const fused = await answer(features, ask);
        return { modalities: Object.fromEntries(alone.filter(([, each]) => each !== undefined)) as Record<string, ModalityAnswer>, ...(fused && { fused }) };
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
    async [Symbol.asyncDispose]() {
      await session[Symbol.asyncDispose]();
      await tools[Symbol.asyncDispose]();
    },
  };
}

function sourcesOf(run: string, { name, output, classes, modalities }: Manifest, tools: EmbeddedTools): FeatureSource[] {
  const fail = (detail: string) => new ConfigError(run, [detail], undefined, 'Give a head that `affekt recipe mer2023-baseline` has trained, or one on the same features.');
  if (output === 'frame' || classes.length === 0) throw fail(`the head "${name}" ${output === 'frame' ? 'answers frame by frame' : 'knows no classes'}, and robustness is measured on classes of clips`);
  const sources = Object.entries(modalities).map(([modality, { level }]) => embeddedSources(level, tools).find((source) => source.modality === modality));
  const unknown = Object.keys(modalities).filter((_, index) => sources[index] === undefined);
  if (unknown.length > 0) throw fail(`the head "${name}" takes ${unknown.join(', ')}, and audio, text and visual are made here`);
  return sources as FeatureSource[];
}

async function featuresOf(clip: Clip, sources: readonly FeatureSource[], { folder, signal }: { readonly folder: string; readonly signal: AbortSignal }): Promise<Readonly<Record<string, string>>> {
  return extractFeatures([clip], sources, { folder, signal, onTrouble: () => undefined }); // A modality that cannot be read is absent, as in any clip
}

interface Ask {
  readonly manifest: Manifest;
  readonly session: Session;
  readonly expressions: ReturnType<typeof toExpressions>;
  readonly signal: AbortSignal;
}

/** Resolves with what the head makes of these features; nothing where the clip has none of them. */
async function answer(features: Readonly<Record<string, string>>, { manifest, session, expressions, signal }: Ask): Promise<ModalityAnswer | undefined> {
  const there: Record<string, string> = {};
  for (const [modality, folder] of Object.entries(features)) if (await holdsRows({ [modality]: folder }, manifest, signal)) there[modality] = folder;
  if (Object.keys(there).length === 0) return undefined;
  const data = await openPredictionData(manifest, { features: there, signal });
  const { text } = await predictTable({ manifest, data, session, signal });
  const [header, row] = text.split('\n').map((line) => line.split(','));
  if (row === undefined || row.length < 2) return undefined;
  const probabilities: Partial<Record<(typeof expressions)[number], number>> = {};
  expressions.forEach((expression, index) => (probabilities[expression] = (probabilities[expression] ?? 0) + Number(row[header!.indexOf(`p_${manifest.classes[index]!}`)])));
  return { probabilities };
}

async function holdsRows(features: Readonly<Record<string, string>>, manifest: Manifest, signal: AbortSignal): Promise<boolean> {
  try {
    return (await openPredictionData(manifest, { features, signal })).clips.length > 0;
  } catch (error) {
    if (error instanceof DatasetError && error.code === 'EMPTY_FOLDER') return false; // No face, no voice
    throw error;
  }
}
