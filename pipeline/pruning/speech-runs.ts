import { cutSpeech, SPEECH_RATE } from '../../extractors/audio/encoders/cut-speech.ts';
import { normaliseSpeech } from '../../extractors/audio/encoders/normalise-speech.ts';
import type { SpeechEncoderCard } from '../../extractors/audio/encoders/speech-encoder-card.ts';
import { toSpeechFeed } from '../../extractors/audio/encoders/to-speech-feed.ts';
import type { CalibrationRun } from '../../plugins/block-influence/calibration-run.ts';
import { joinPieces } from '../extraction/join-pieces.ts';
import { MediaError } from '../media/media-error.ts';
import type { MediaTools } from '../media/media-tools.ts';
import { probe } from '../media/probe.ts';
import { readSound } from '../media/read-sound.ts';

/**
 * Yields one run for each piece of each clip, cut and normalised as the card's recipe has it. Rows that look at zeros after the sound do not count. A piece without such rows has no mask: a net may have rows of its own before those of the sound.
 *
 * @throws MediaError when a clip cannot be read or has no sound; the signal's reason
 */
export async function* speechRuns(clips: readonly string[], card: SpeechEncoderCard, { tools, signal }: { readonly tools: MediaTools; readonly signal: AbortSignal }): AsyncGenerator<CalibrationRun> {
  const { speech } = card;
  for (const path of clips) {
    const facts = await probe(path, { tools, signal });
    if (facts.audio === undefined) throw new MediaError('NO_AUDIO_STREAM', { path, detail: 'has no sound' });
    const whole = await joinPieces(samplesOf(readSound(facts, { sampleRate: SPEECH_RATE, tools, signal })));
    const samples = normaliseSpeech(whole, speech.input.kind === 'waveform' && speech.input.normalise);
    for (const chunk of cutSpeech(samples.length, speech)) {
      const mask = Uint8Array.from({ length: chunk.rows }, (_, row) => (row < chunk.kept ? 1 : 0));
      yield { feeds: toSpeechFeed(chunk, samples, { card, into: new Float32Array(chunk.size) }), ...(chunk.kept < chunk.rows && { mask }) };
    }
  }
}

async function* samplesOf(sounds: AsyncIterable<{ readonly samples: Float32Array }>): AsyncGenerator<Float32Array> {
  for await (const { samples } of sounds) yield samples;
}
