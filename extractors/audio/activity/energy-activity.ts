import { listenByFrame } from './listen-by-frame.ts';
import type { SpeechListener, VoiceActivity } from './voice-activity.ts';

const RISE = 0.1; // dB per frame by which the floor follows upwards: 3 dB per second
const QUIETEST = -65; // dB re full scale: softer sounds are never speech
const LEAST = 9; // dB over the floor at which the probability is one half
const WIDTH = 2; // dB per unit of the logistic curve

/**
 * Returns the rule that needs no model: speech is what stands out from the noise floor. The floor drops to the level of a
 * softer frame at once and rises by 3 dB per second otherwise; the probability is a logistic curve of the level over it,
 * one half at 9 dB. It hears steady noise as silence, but takes any sudden sound for speech.
 */
export function openEnergyActivity(): VoiceActivity {
  return { id: 'energy', listen, [Symbol.asyncDispose]: () => Promise.resolve() };
}

function listen(): SpeechListener {
  let floor: number | undefined;
  return listenByFrame((frame) => {
    const level = Math.max(QUIETEST, levelOf(frame));
    floor = Math.min(level, (floor ?? level) + RISE);
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
