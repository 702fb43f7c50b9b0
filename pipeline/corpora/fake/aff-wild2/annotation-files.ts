import { EXPRESSIONS, UNITS } from '../../../../datasets/protocols/abaw-labels.ts';
import { shuffle } from '../../../../datasets/folds/shuffle.ts';
import type { PlannedFile } from '../fake-plan.ts';
import type { CastVideo } from './cast-videos.ts';
import { FRAME_TASKS, type EditionNames, type FrameTask } from './edition-names.ts';
import type { FrameLabels } from './label-frames.ts';
import { splitIn, type Split } from './roles.ts';

/** A person with all that is written about them. */
export interface Labelled {
  readonly key: string;
  readonly video: CastVideo;
  readonly labels: FrameLabels;
}

const HEADERS = { va: 'valence,arousal', expr: EXPRESSIONS.join(','), au: UNITS.join(',') } as const;
const FOLDERS = { train: 'Train_Set', validation: 'Validation_Set', test: 'Test_Set' } as const;
/** What stands behind the key in the organisers' samples. */
const SAMPLE = { va: '0.5,-0.5', expr: '0', au: UNITS.map(() => 0).join(',') } as const;

/** Returns the annotation files of all tasks; those of the test sets are the organisers' own unless `released`. */
export function annotationFiles(labelled: readonly Labelled[], names: EditionNames, released: boolean): PlannedFile[] {
  const files: PlannedFile[] = [];
  for (const [task, folder] of Object.entries(names.folders) as [FrameTask, string][]) {
    for (const { key, video, labels } of labelled) {
      const split = splitIn(video.role, task);
      if (split === undefined) continue;
      const path = `${names.annotations}/${folder}/${FOLDERS[split]}/${key}.txt`;
      const content = [HEADERS[task], ...labels.rows[task]].join('\n') + (video.role.openEnd === true ? '' : '\n');
      if (split !== 'test' || released) files.push({ path, content });
      if (split === 'test') files.push({ path: `organisers/${path}`, content });
    }
  }
  return files;
}

/** Returns the organisers' lists for the test sets: the names of the videos, and the rows of a submission, each in an order that is not that of the names. */
export function testListFiles(labelled: readonly Labelled[], names: EditionNames, seed: number): PlannedFile[] {
  return FRAME_TASKS.filter((task) => names.folders[task] !== undefined).flatMap((task, index) => {
    const test = shuffle(labelled.filter(({ video }) => splitIn(video.role, task) === 'test'), seed * 3 + index + 1);
    if (test.length === 0) return [];
    const rows = test.flatMap(({ key, video }) => Array.from({ length: video.rows }, (_, frame) => `${toImage(key, frame + 1)},${SAMPLE[task]}`));
    const list = { path: names.lists[task], content: `${test.map(({ key }) => key).join('\n')}\n` };
    return names.samples === undefined ? [list] : [list, { path: names.samples[task], content: `image_location,${HEADERS[task]}\n${rows.join('\n')}\n` }];
  });
}

/** Returns the lists of the multi-task set: every third frame, with all three kinds of labels, each of which may be missing. */
export function multiTaskFiles(labelled: readonly Labelled[], { multiTask }: EditionNames): PlannedFile[] {
  if (multiTask === undefined) return [];
  return (['train', 'validation', 'test'] as const).flatMap((split: Split) => {
    const rows = labelled.filter(({ video }) => video.role.split === split).flatMap(multiTaskRows);
    const content = `image,valence,arousal,expression,aus\n${rows.join('\n')}\n`;
    if (split !== 'test') return [{ path: multiTask[split], content }];
    const bare = rows.map((row) => row.split(',', 1)[0]!);
    return [{ path: `organisers/${multiTask.test}`, content }, { path: 'MTL_Challenge_test_set_release.txt', content: `${bare.join('\n')}\n` }];
  });
}

function multiTaskRows({ key, labels: { rows } }: Labelled): string[] {
  return rows.va.flatMap((va, index) => (index % 3 === 0 ? [[toImage(key, index + 1), va, rows.expr[index]!, rows.au[index]!].join(',')] : []));
}

function toImage(key: string, frame: number): string {
  return `${key}/${String(frame).padStart(5, '0')}.jpg`;
}
