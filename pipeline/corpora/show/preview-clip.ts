import type { Clip, FaceCrops, FrameAnswer } from '../../../datasets/clip.ts';
import { DatasetError } from '../../../datasets/dataset-error.ts';
import type { Dataset } from '../../../datasets/dataset.ts';
import { MediaError } from '../../media/media-error.ts';
import { probe } from '../../media/probe.ts';
import { isLabelled } from '../check/tally.ts';
import type { ClipPreview, CropPreview, FramePreview } from './clip-preview.ts';

/**
 * Resolves with what there is to see of a clip; reads its labels and the names of its crops, and probes its media. What cannot be read is told in it.
 *
 * @throws MediaError FFMPEG_MISSING; the reason of `signal` when it aborts
 */
export async function previewClip(clip: Clip, { classes = [] }: Pick<Dataset, 'classes'>, signal?: AbortSignal): Promise<ClipPreview> {
  const { split, speaker, video, media, texts = {}, facts = {} } = clip;
  const troubles: string[] = [];
  const orTell = (error: unknown) => {
    if (!(error instanceof DatasetError)) throw error;
    troubles.push(error.message);
    return undefined;
  };
  const answer = await clip.frames?.().catch(orTell);
  const crops = await clip.crops?.().catch(orTell);
  const frames = answer && toFramePreview(answer, classes.length);
  return {
    clip: clip.clip,
    ...(split !== undefined && { split }),
    ...(speaker !== undefined && { speaker }),
    ...(video !== undefined && video !== clip.clip && { video }),
    labels: toLabels(clip, classes),
    texts,
    facts,
    ...(media !== undefined && { media: await previewMedia(media, signal) }),
    ...(frames && { frames }),
    ...(crops && { crops: toCropPreview(crops, answer?.length ?? clip.length) }),
    troubles,
  };
}

function toLabels({ labels = {} }: Clip, classes: readonly string[]): [string, string][] {
  const { expression, valence, arousal, words, votes } = labels;
  return [
    ...(expression === undefined ? [] : [['expression', `${classes[expression] ?? '?'} (${expression})`] as [string, string]]),
    ...(valence === undefined ? [] : [['valence', String(valence)] as [string, string]]),
    ...(arousal === undefined ? [] : [['arousal', String(arousal)] as [string, string]]),
    ...(words === undefined ? [] : [['words', words.join(', ')] as [string, string]]),
    ...(votes === undefined ? [] : [['votes', votes.flatMap((count, code) => (count > 0 ? [`${classes[code] ?? code} ${count}`] : [])).join(', ')] as [string, string]]),
  ];
}

async function previewMedia(path: string, signal: AbortSignal | undefined): Promise<NonNullable<ClipPreview['media']>> {
  try {
    return { path, facts: await probe(path, { signal }) };
  } catch (error) {
    if (!(error instanceof MediaError) || error.code === 'FFMPEG_MISSING') throw error;
    return { path, trouble: error.message.slice(error.path.length + 2) };
  }
}

function toFramePreview(answer: FrameAnswer, classes: number): FramePreview {
  const counts = Array.from({ length: classes }, () => 0);
  for (const code of answer.expression ?? []) if (code >= 0) counts[code]!++;
  let labelled = 0;
  for (let row = 0; row < answer.length; row++) labelled += Number(isLabelled(answer, row));
  return { answer, labelled, classes: counts };
}

function toCropPreview(crops: FaceCrops, length: number | undefined): CropPreview {
  const { numbers } = crops;
  const last = Math.max(length ?? 0, numbers.at(-1) ?? 0);
  const gaps: (readonly [number, number])[] = [];
  let next = 1;
  for (const number of numbers) {
    if (number > next) gaps.push([next, number - 1]);
    next = number + 1;
  }
  if (next <= last) gaps.push([next, last]);
  return { numbers, path: (number) => crops.path(number), gaps };
}
