import { listenByFrame } from './listen-by-frame.ts';
import type { SpeechListener, VoiceActivity } from './voice-activity.ts';

const RISE = 0.1; // dB per frame by which the floor follows upwards: 3 dB per second
const FALL = 0.1; // dB per frame by which the loudest level is forgotten
const RANGE = 40; // dB below the loudest level at which the floor ends: speech is never that much softer
const SILENCE = -100; // dB re full scale: softer than this is digital silence
const LEAST = 9; // dB over the floor at which the probability is one half
const WIDTH = 2; // dB per unit of the logistic curve

/**
 * Returns the rule that needs no model: speech is what stands out from the noise floor. The floor drops to the level of a
 * softer frame at once, rises by 3 dB per second otherwise, and is never more than 40 dB below the loudest level of late; the
 * probability is a logistic curve of the level over it, one half at 9 dB. All of it is relative: recordings at any level
 * give the same. It hears steady noise as silence, but takes any sudden sound for speech.
 */
export function openEnergyActivity(): VoiceActivity {
  return { id: 'energy', listen, [Symbol.asyncDispose]: () => Promise.resolve() };
}

function listen(): SpeechListener {
  let softest: number | undefined;
  let loudest = SILENCE;
  return listenByFrame((frame) => {
    const level = Math.max(SILENCE, levelOf(frame));
    softest = Math.min(level, (softest ?? level) + RISE);
    loudest = Math.max(level, loudest - FALL);
    const floor = Math.max(softest, loudest - RANGE);
    return 1 / (1 + Math.exp((LEAST - (level - floor)) / WIDTH));
  });
}

function levelOf(frame: Float32Array): number {
  let sum = 0;
  let squares = 0;
  for (const sample of frame) {
    sum += sample;
    squares += sample * sample;
  }
  return 10 * Math.log10(squares / frame.length - (sum / frame.length) ** 2 + 1e-12);
}
