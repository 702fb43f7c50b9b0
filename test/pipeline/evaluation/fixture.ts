import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll } from 'vitest';
import golden from './golden/evaluation.json' with { type: 'json' };

export type Video = (typeof golden.videos)[number];
/** A row of answers or labels of one frame. */
type Row = readonly number[] | number;

export const HEADERS = {
  va: 'valence,arousal',
  expr: 'Neutral,Anger,Disgust,Fear,Happiness,Sadness,Surprise,Other',
  au: 'AU1,AU2,AU4,AU6,AU7,AU10,AU12,AU15,AU23,AU24,AU25,AU26',
} as const;

/** Returns a function that writes files into a folder of its own, which goes when the tests of the file have run. */
export function useFolder(): (name: string, text: string | Uint8Array) => Promise<string> {
  const folder = mkdtemp(join(tmpdir(), 'affekt-evaluate-'));
  afterAll(async () => rm(await folder, { recursive: true, force: true }));
  return async (name, text) => {
    const path = join(await folder, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
    return path;
  };
}

const cells = (row: Row) => (typeof row === 'number' ? String(row) : row.join(','));

/** Returns the submission of one task. */
export function frameTable(task: keyof typeof HEADERS, videos: readonly Video[] = golden.videos): string {
  const rows = videos.flatMap((video) => video[task].map((row, index) => `${video.name}/${String(index + 1).padStart(5, '0')}.jpg,${cells(row)}`));
  return [`image_location,${HEADERS[task]}`, ...rows, ''].join('\n');
}

/** Returns the annotation file of one video. */
export function annotation(task: keyof typeof HEADERS, video: Video): string {
  const labels: readonly Row[] = { va: video.trueVa, expr: video.trueExpr, au: video.trueAu }[task];
  return [HEADERS[task], ...labels.map(cells), ''].join('\r\n');
}

/** Returns a multi-task table of answers, or of labels. */
export function multiTask(kind: 'answers' | 'labels'): string {
  const rows = golden.videos.flatMap((video) =>
    video.va.map((_, index) => {
      const values = kind === 'answers' ? [video.va, video.expr, video.au] : [video.trueVa, video.trueExpr, video.trueAu];
      return `${video.name}/${String(index + 1).padStart(5, '0')}.jpg,${values.map((column) => cells(column[index]!)).join(',')}`;
    }),
  );
  return ['image,valence,arousal,expression,aus', ...rows, ''].join('\n');
}
