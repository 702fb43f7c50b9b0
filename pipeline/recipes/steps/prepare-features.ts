import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clip } from '../../../datasets/clip.ts';
import { embeddedSources } from '../../features/embedded-sources.ts';
import { extractFeatures } from '../../features/extract-features.ts';
import type { FeatureSource } from '../../features/feature-source.ts';
import { frameClockSources } from '../../features/frame-clock-sources.ts';
import { givenFrameClockSource, type GivenFeatures } from '../../features/to-frame-clock-folder.ts';
import type { RecipeOptions, RecipeTools } from '../recipe.ts';

/** Folder by modality. */
export type FeatureFolders = Readonly<Record<string, string>>;

/**
 * Resolves with a folder of features for each modality, in the order audio, text, visual. Those that the user names are taken; the others are made with the
 * embedded models.
 */
export async function prepareClipFeatures(clips: readonly Clip[], level: FeatureSource['level'], options: RecipeOptions, tools: RecipeTools): Promise<FeatureFolders> {
  const sources = embeddedSources(level, tools).filter(({ modality }) => options.features[modality] === undefined);
  return { ...inOrder({ ...(await extract(clips, sources, options, tools)), ...options.features }) };
}

/** Resolves with a folder for each modality of Aff-Wild2, all on the clock of frames. */
export async function prepareFrameFeatures(clips: readonly Clip[], options: RecipeOptions, tools: RecipeTools): Promise<FeatureFolders> {
  const onTrouble = (text: string) => tools.tell({ type: 'warning', text });
  const made = frameClockSources({ ...tools, onTrouble }).filter(({ modality }) => options.features[modality] === undefined);
  const given = await Promise.all(Object.entries(options.features).map(([modality, path]) => givenFrameClockSource({ modality: modality as GivenFeatures['modality'], path }, tools.media)));
  return inOrder(await extract(clips, [...made, ...given], options, tools));
}

async function extract(clips: readonly Clip[], sources: readonly FeatureSource[], { out }: RecipeOptions, { signal, tell }: RecipeTools): Promise<FeatureFolders> {
  if (sources.length === 0) return {};
  tell({ type: 'stage', text: `Features: ${sources.map(({ modality, id }) => `${modality} ${id}`).join(', ')} of ${clips.length} clips` });
  const folders = await extractFeatures(clips, sources, {
    folder: join(out, 'features'),
    signal,
    onClip: (done) => tell({ type: 'clips', done, total: clips.length }),
    onTrouble: (text) => tell({ type: 'warning', text }),
  });
  return withoutEmpty(folders, tell);
}

/** Leaves out modalities that no clip has. */
async function withoutEmpty(folders: FeatureFolders, tell: RecipeTools['tell']): Promise<FeatureFolders> {
  const kept: Record<string, string> = {};
  for (const [modality, folder] of Object.entries(folders)) {
    const names = await readdir(folder);
    if (names.some((name) => name.endsWith('.safetensors'))) kept[modality] = folder;
    else tell({ type: 'warning', text: `No clip has anything for ${modality}, which is left out.` });
  }
  return kept;
}

function inOrder(folders: FeatureFolders): FeatureFolders {
  const order = ['audio', 'text', 'visual'];
  return Object.fromEntries(Object.entries(folders).sort(([a], [b]) => order.indexOf(a) - order.indexOf(b)));
}
