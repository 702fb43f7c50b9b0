import { DatasetError } from '../dataset-error.ts';
import type { ClipIdentity, ClipLabels, FrameLabels } from './clip-labels.ts';
import type { FrameLabelOptions, LabelColumns } from './label-options.ts';
import { toLabelParser } from './label-parser.ts';
import { readTable } from './read-table.ts';

type Labels = Pick<ClipLabels, 'expression' | 'valence' | 'arousal'>;

interface GrowingClip {
  readonly identity: ClipIdentity;
  readonly times: number[];
  readonly labels: Labels[];
}

/**
 * Resolves with the labels of a table that has a row for each moment (`clip,time,…`), clip by clip in the order of their first rows. A moment without a label
 * stays, marked as not valid.
 *
 * @throws DatasetError naming table, line and clip: what `readTable` throws, BAD_VALUE (also when the speaker, video, split or fold of a clip changes), UNKNOWN_CLASS,
 * BAD_TIMES when the times of a clip do not increase, NO_LABEL for a clip without any valid moment
 * @throws TypeError or RangeError when the options contradict themselves
 */
export async function readFrameLabels(path: string, options: FrameLabelOptions): Promise<FrameLabels[]> {
  const { columns, unlabelled = 'refuse' } = options;
  const parser = toLabelParser(path, options);
  const clips = new Map<string, GrowingClip>();
  for await (const row of readTable(path, Object.values(columns))) {
    const identity = parser.identity(row);
    const clip = clips.get(identity.clip) ?? { identity, times: [], labels: [] };
    clips.set(identity.clip, clip);
    const where = `line ${row.line}: the clip "${identity.clip}"`;
    refuseOther(path, where, [clip.identity, identity]);
    const time = parser.number(row, columns.time);
    if (clip.times.length > 0 && time <= clip.times.at(-1)!) throw new DatasetError('BAD_TIMES', { path, detail: `${where} is at ${time} s after ${clip.times.at(-1)!} s` });
    clip.times.push(time);
    clip.labels.push(parser.labels(row));
  }
  const all = [...clips.values()].map((clip) => toFrameLabels(clip, columns));
  const bare = all.find(({ valid }) => !valid.includes(1));
  if (bare !== undefined && unlabelled === 'refuse') throw new DatasetError('NO_LABEL', { path, detail: `the clip "${bare.clip}" has no moment with all its labels` });
  return unlabelled === 'skip' ? all.filter(({ valid }) => valid.includes(1)) : all;
}

function refuseOther(path: string, where: string, [first, here]: readonly [ClipIdentity, ClipIdentity]): void {
  for (const kind of ['speaker', 'video', 'split', 'fold'] as const) {
    if (first[kind] !== here[kind]) throw new DatasetError('BAD_VALUE', { path, detail: `${where} has the ${kind} "${here[kind] ?? ''}", and "${first[kind] ?? ''}" before` });
  }
}

function toFrameLabels({ identity, times, labels }: GrowingClip, columns: LabelColumns): FrameLabels {
  const mapped = (['expression', 'valence', 'arousal'] as const).filter((kind) => columns[kind] !== undefined);
  return {
    ...identity,
    times: Float64Array.from(times),
    ...(columns.expression !== undefined && { expression: Int32Array.from(labels, ({ expression }) => expression ?? -1) }),
    ...(columns.valence !== undefined && { valence: Float32Array.from(labels, ({ valence }) => valence ?? NaN) }),
    ...(columns.arousal !== undefined && { arousal: Float32Array.from(labels, ({ arousal }) => arousal ?? NaN) }),
    valid: Uint8Array.from(labels, (label) => Number(mapped.every((kind) => label[kind] !== undefined))),
  };
}
