import type { Sound, Span } from '../../audio/sound.ts';
import { PIECE_RATE, type SpeechPiece } from './transcriber.ts';

/**
 * Yields the samples under each span, in order. Reads the sound once, and holds one piece of it.
 *
 * @param sounds 16 kHz, following each other without gap from time 0; spans beyond its end are cut there, or left out when nothing of them is left
 * @param spans in order, apart from each other
 * @throws RangeError when the sound has another rate
 */
export async function* cutPieces(sounds: AsyncIterable<Sound>, spans: readonly Span[]): AsyncGenerator<SpeechPiece> {
  const wanted = spans.map(({ start, end }) => ({ first: toSample(start), samples: new Float32Array(0), length: toSample(end) - toSample(start) }));
  let [next, filled] = [0, 0];
  for await (const { time, sampleRate, samples } of sounds) {
    if (sampleRate !== PIECE_RATE) throw new RangeError(`sound: ${sampleRate} Hz is not ${PIECE_RATE}. Read it at ${PIECE_RATE} Hz.`);
    const position = toSample(time);
    for (let piece = wanted[next]; piece !== undefined && piece.first + filled < position + samples.length; piece = wanted[next]) {
      if (filled === 0) piece.samples = new Float32Array(piece.length);
      const part = samples.subarray(piece.first + filled - position, piece.first + piece.length - position);
      piece.samples.set(part, filled);
      filled += part.length;
      if (filled < piece.length) break;
      yield { start: piece.first / PIECE_RATE, samples: piece.samples };
      piece.samples = new Float32Array(0);
      [next, filled] = [next + 1, 0];
    }
    if (next === wanted.length) return;
  }
  const last = wanted[next];
  if (last !== undefined && filled > 0) yield { start: last.first / PIECE_RATE, samples: last.samples.subarray(0, filled) };
}

function toSample(seconds: number): number {
  return Math.round(seconds * PIECE_RATE);
}
