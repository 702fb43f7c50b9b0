import { formatTime } from '../../report/format-figure.ts';
import type { MediaFacts } from '../../media/media-facts.ts';
import type { ClipPreview, CropPreview, FramePreview } from './clip-preview.ts';

/** Gaps that are written out. */
const SHOWN = 6;

/** Returns what there is to see of a clip as name and value, for a text or a page. */
export function describeClip(preview: ClipPreview, classes: readonly string[]): (readonly [name: string, value: string])[] {
  const { split, speaker, video, labels, texts, facts, media, frames, crops, troubles } = preview;
  return [
    ...(split === undefined ? [] : [['split', split] as const]),
    ...(speaker === undefined ? [] : [['speaker', speaker] as const]),
    ...(video === undefined ? [] : [['video', video] as const]),
    ...labels,
    ...(frames === undefined ? [] : [['frames', describeFrames(frames, classes)] as const]),
    ...(crops === undefined ? [] : [['crops', describeCrops(crops)] as const]),
    ...Object.entries(texts).map(([language, text]) => [language === 'text' ? 'text' : `text, ${language}`, `“${text}”`] as const),
    ...(Object.keys(facts).length === 0 ? [] : [['facts', Object.entries(facts).map(([name, value]) => `${name} ${value}`).join(', ')] as const]),
    media === undefined ? (['media', 'none'] as const) : (['media', `${media.path}${media.facts === undefined ? '' : ` (${describeMedia(media.facts)})`}`] as const),
    ...(media?.trouble === undefined ? [] : [['trouble', media.trouble] as const]),
    ...troubles.map((trouble) => ['trouble', trouble] as const),
  ];
}

/** Returns length, picture and sound in short: `"0:03.5, 1280 × 720 at 29.97 Hz, sound 48 kHz"`. */
function describeMedia({ duration, video, audio }: MediaFacts): string {
  return [
    formatTime(duration),
    ...(video === undefined ? [] : [`${video.width} × ${video.height}${video.rate === undefined ? '' : ` at ${Number(video.rate.toFixed(2))} Hz`}`]),
    audio === undefined ? 'no sound' : `sound ${audio.sampleRate / 1000} kHz${audio.channels === 1 ? '' : `, ${audio.channels} channels`}`,
  ].join(', ');
}

function describeFrames({ answer, labelled, classes: counts }: FramePreview, classes: readonly string[]): string {
  const order = counts.map((_, code) => code).filter((code) => counts[code]! > 0).sort((a, b) => counts[b]! - counts[a]!);
  const shares = order.map((code) => `${classes[code] ?? code} ${Math.round((100 * counts[code]!) / labelled)} %`);
  return [`${answer.length}, ${labelled === answer.length ? 'all' : labelled} with a label`, ...shares, ...describeRange('valence', answer.valence), ...describeRange('arousal', answer.arousal)].join(', ');
}

function describeRange(name: string, values: Float32Array | undefined): string[] {
  let [low, high] = [Infinity, -Infinity];
  for (const value of values ?? []) {
    if (!Number.isNaN(value)) [low, high] = [Math.min(low, value), Math.max(high, value)];
  }
  if (low > high) return [];
  return [`${name} ${low.toFixed(2)} to ${high.toFixed(2)}`.replaceAll('-', '−')];
}

function describeCrops({ numbers, gaps }: CropPreview): string {
  if (numbers.length === 0) return 'none: the folder is empty';
  const missing = gaps.reduce((sum, [from, to]) => sum + to - from + 1, 0);
  if (missing === 0) return `${numbers.length}, one for each frame`;
  const named = gaps.slice(0, SHOWN).map(([from, to]) => (from === to ? String(from) : `${from}–${to}`));
  return `${numbers.length}; ${missing === 1 ? '1 frame has' : `${missing} frames have`} none: ${named.join(', ')}${gaps.length > SHOWN ? ` and ${gaps.length - SHOWN} more gaps` : ''}`;
}
