import type { SpeechChunk } from './cut-speech.ts';
import type { EncodedSpeech } from './encoded-speech.ts';
import type { SpeechEncoderCard } from './speech-encoder-card.ts';

/** What a net said of one piece of a clip. */
interface JudgedChunk {
  readonly chunk: Pick<SpeechChunk, 'kept'>;
  readonly logits?: Float32Array;
}

/** Returns what a net itself says of a whole clip, nothing of a net that does not judge: the mean of what it says of the pieces, weighted by their rows. */
export function judgeSpeech(parts: readonly JudgedChunk[], { output: { labels }, speech: { affect } }: SpeechEncoderCard): Pick<EncodedSpeech, 'affect' | 'emotions'> {
  const rows = parts.reduce((sum, { chunk }) => sum + chunk.kept, 0);
  const meanOf = (index: number) => parts.reduce((sum, { chunk, logits }) => sum + ((logits?.[index] ?? 0) * chunk.kept) / rows, 0);
  return {
    ...(affect !== undefined && { affect: { arousal: meanOf(affect.arousal), dominance: meanOf(affect.dominance), valence: meanOf(affect.valence) } }),
    ...(labels !== undefined && { emotions: toProbabilities(labels, labels.map((_, index) => meanOf(index))) }),
  };
}

function toProbabilities(labels: readonly string[], logits: readonly number[]): Readonly<Record<string, number>> {
  const used = labels.flatMap((label, index) => (label.startsWith('unuse') ? [] : [[label, logits[index]!] as const]));
  const largest = Math.max(...used.map(([, logit]) => logit));
  const total = used.reduce((sum, [, logit]) => sum + Math.exp(logit - largest), 0);
  return Object.fromEntries(used.map(([label, logit]) => [label, Math.exp(logit - largest) / total]));
}
