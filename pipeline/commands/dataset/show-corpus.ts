import type { Clip } from '../../../datasets/clip.ts';
import type { Corpus } from '../../../datasets/corpus.ts';
import type { Dataset } from '../../../datasets/dataset.ts';
import { openCorpus } from '../../../datasets/open-corpus.ts';
import { checkDataset } from '../../corpora/check/check-dataset.ts';
import { chooseClips } from '../../corpora/show/choose-clips.ts';
import type { ClipPreview } from '../../corpora/show/clip-preview.ts';
import { describeClip } from '../../corpora/show/describe-clip.ts';
import { previewClip } from '../../corpora/show/preview-clip.ts';
import { readThumbnails } from '../../corpora/show/read-thumbnails.ts';
import { readWaveform } from '../../corpora/show/read-waveform.ts';
import type { ShownClip } from '../../corpora/show/sections/clip-card.ts';
import { writePreviewPage } from '../../corpora/show/write-preview-page.ts';
import type { CommandContext } from '../context.ts';
import type { CorpusFlags } from '../options/corpus-arguments.ts';
import { showProgress } from './show-progress.ts';

/** Options of `affekt dataset show`. */
export interface ShowFlags extends CorpusFlags {
  readonly clip?: string;
  readonly n: number;
  readonly out?: string;
  readonly json?: boolean;
}

/** Writes previews of clips, and a page where one is wanted. */
export async function showCorpus(kind: string, root: string, { flags, context }: { readonly flags: ShowFlags; readonly context: CommandContext }): Promise<void> {
  const { corpus, dataset } = await openCorpus(kind, root, flags);
  const clips = await chooseClips(dataset, { name: flags.clip, count: flags.n });
  const previews: ClipPreview[] = [];
  for (const clip of clips) {
    const preview = await previewClip(clip, dataset, context.stop);
    context.stdout.write(flags.json === true ? `${JSON.stringify(toRecord(preview, clip, dataset))}\n` : toText(preview, dataset));
    previews.push(preview);
  }
  for (const warning of dataset.warnings) context.stderr.write(`warning: ${warning}\n`);
  if (flags.out !== undefined) await writePage(flags.out, { corpus, dataset, previews, context });
}

function toText(preview: ClipPreview, { classes = [] }: Dataset): string {
  const lines = describeClip(preview, classes).map(([name, value]) => `  ${name.padEnd(14)}${value}`);
  return `${[preview.clip, ...lines].map((line) => line.replace(/\p{Cc}/gu, '\uFFFD')).join('\n')}\n\n`;
}

function toRecord(preview: ClipPreview, { labels = {} }: Clip, { classes = [] }: Dataset): object {
  const { frames, crops, media, ...rest } = preview;
  return {
    ...rest,
    labels: { ...labels, ...(labels.expression !== undefined && { expression: classes[labels.expression] }) },
    ...(media && { media: media.path, ...(media.facts && { duration: media.facts.duration }), ...(media.trouble !== undefined && { trouble: media.trouble }) }),
    ...(frames && { frames: { rows: frames.answer.length, labelled: frames.labelled, ...(classes.length > 0 && { classes: Object.fromEntries(classes.map((name, code) => [name, frames.classes[code]!])) }) } }),
    ...(crops && { crops: { pictures: crops.numbers.length, gaps: crops.gaps } }),
  };
}

interface PageParts {
  readonly corpus: Corpus;
  readonly dataset: Dataset;
  readonly previews: readonly ClipPreview[];
  readonly context: CommandContext;
}

async function writePage(path: string, { corpus, dataset, previews, context: { stop, stderr } }: PageParts): Promise<void> {
  const progress = showProgress(stderr);
  try {
    const clips: ShownClip[] = [];
    for (const preview of previews) {
      const thumbnails = await readThumbnails(preview, stop);
      const waveform = thumbnails.length === 0 && preview.media?.facts !== undefined ? await readWaveform(preview.media.facts, stop) : undefined;
      clips.push({ preview, thumbnails, waveform });
      progress.show('pictures of clips', clips.length, previews.length);
    }
    const check = await checkDataset(corpus, dataset, { signal: stop, onProgress: progress.show });
    await writePreviewPage(path, { dataset, check, clips });
  } finally {
    progress.end();
  }
  stderr.write(`page: ${path}\n`);
}
