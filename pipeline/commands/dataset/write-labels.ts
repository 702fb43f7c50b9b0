import type { Clip } from '../../../datasets/clip.ts';
import type { Dataset } from '../../../datasets/dataset.ts';
import { openCorpus } from '../../../datasets/open-corpus.ts';
import { frameTableHeader, frameTableLines, type FrameTask } from '../../recipes/steps/frame-table.ts';
import { quoteCell } from '../../export/quote-cell.ts';
import { writeLines } from '../../recipes/steps/write-lines.ts';
import type { CommandContext } from '../context.ts';
import type { CorpusFlags } from '../options/corpus-arguments.ts';

/** Options of `affekt dataset labels`. */
export interface LabelsFlags extends CorpusFlags {
  readonly out: string;
  readonly split?: string;
}

const COLUMNS = ['name', 'expression', 'valence', 'arousal', 'speaker', 'video', 'split', 'text'] as const;

/** Writes the labels of a corpus as one table. */
export async function writeLabels(kind: string, root: string, { flags, context }: { readonly flags: LabelsFlags; readonly context: CommandContext }): Promise<void> {
  const { corpus, dataset } = await openCorpus(kind, root, flags);
  const rows = { count: 0 };
  await writeLines(flags.out, counted(tableOf(dataset, { split: flags.split, task: (flags.task ?? corpus.tasks[0]) as FrameTask | undefined }), rows));
  for (const text of dataset.warnings) context.stderr.write(`warning: ${text}\n`);
  context.stderr.write(`${flags.out}: ${rows.count - 1} rows\n`);
}

async function* counted(lines: AsyncIterable<string>, rows: { count: number }): AsyncGenerator<string> {
  for await (const line of lines) {
    rows.count++;
    yield line;
  }
}

/** Yields the header, then the rows of each clip that is wanted and, where labels are by frame, has some. */
async function* tableOf(dataset: Dataset, { split, task }: { readonly split?: string | undefined; readonly task?: FrameTask | undefined }): AsyncGenerator<string> {
  let byFrame: boolean | undefined;
  for await (const clip of dataset) {
    if (split !== undefined && clip.split !== split) continue;
    if (byFrame === undefined) {
      byFrame = clip.frames !== undefined || clip.length !== undefined;
      yield byFrame ? frameTableHeader(task!, dataset.units) : COLUMNS.join(',');
    }
    if (!byFrame) yield clipLine(clip, dataset.classes ?? []);
    else if (clip.frames !== undefined) yield* frameTableLines(clip, await clip.frames(), { task: task!, units: dataset.units });
  }
}

function clipLine({ clip, labels = {}, speaker, video, split, texts = {} }: Clip, classes: readonly string[]): string {
  const { expression, valence, arousal } = labels;
  const cells = [clip, expression === undefined ? '' : classes[expression], valence, arousal, speaker, video, split, Object.values(texts)[0]];
  return cells.map((cell) => quoteCell(String(cell ?? ''))).join(',');
}
