import { resolve } from 'node:path';
import type { Dataset } from '../dataset.ts';
import type { ClipPart } from './clip-part.ts';
import { dropPlaceholders } from './drop-placeholders.ts';
import { isThere } from './explain-root.ts';
import type { LabelledClip } from './labelled-clip.ts';
import { listFeatureFolders } from './list-feature-folders.ts';
import { openParts } from './open-parts.ts';
import { readLabelArchive, type LabelArchiveScheme } from './read-label-archive.ts';

/** A corpus as MERBench processes it: an archive of labels, one folder of media, a table of sentences, folders of features. */
export interface ProcessedLayout extends LabelArchiveScheme {
  /** Path of the archive. */
  readonly labels: string;
  /** Paths of the folders of media: of videos, then of sound. */
  readonly media: readonly string[];
  /** Tables of sentences, of which the first that is there is read. */
  readonly texts: readonly string[];
  /** Arrays in which the organisers may have written placeholders, and whether their true labels have a valence. */
  readonly hidden?: Readonly<Record<string, { readonly hasValence: boolean }>>;
}

type About = Pick<Dataset, 'kind' | 'root' | 'task'>;

/** Resolves with a corpus as MERBench processes it. Labels are read when it is iterated over. */
export async function openLabelArchive(about: About, layout: ProcessedLayout): Promise<Dataset> {
  const { labels, classes, valence } = layout;
  const texts = await firstThere(layout.texts);
  const features = await listFeatureFolders(about.root);
  return openParts(
    { ...about, ...(classes !== undefined && { classes }), ...(valence !== undefined && { ranges: { valence } }), ...(features.length > 0 && { features }) },
    { parts: [toPart(labels, layout)], ...(texts !== undefined && { texts }) },
  );
}

/** Resolves with the first of these paths at which something is. */
export async function firstThere(paths: readonly string[]): Promise<string | undefined> {
  for (const path of paths) if (await isThere(path)) return path;
  return undefined;
}

/** Returns paths below a root, which may also be absolute. */
export function below(root: string, names: readonly string[]): string[] {
  return names.map((name) => resolve(root, name));
}

function toPart(path: string, layout: ProcessedLayout): ClipPart {
  const neutral = layout.classes?.indexOf('neutral') ?? -1;
  return {
    name: 'the archive of labels',
    media: layout.media,
    read: async (warn) => {
      const arrays = await readLabelArchive(path, layout);
      const missing = Object.keys(layout.parts).filter((name) => !arrays.has(name));
      if (missing.length > 0) warn(`The archive of labels has no ${missing.join(', ')}.`);
      const clips: LabelledClip[] = [];
      for (const [name, all] of arrays) {
        const rule = layout.hidden?.[name];
        const part = rule === undefined ? { clips: all, dropped: 0 } : dropPlaceholders(all, neutral, rule.hasValence);
        if (part.dropped > 0) warn(`${part.dropped} of ${all.length} clips of ${layout.parts[name] ?? name} carry the placeholder "neutral", which is no label.`);
        clips.push(...part.clips);
      }
      return clips;
    },
  };
}
