import { blendPoses } from './blend-poses.ts';
import { poseOf } from './pose-of.ts';
import type { Pose } from './pose.ts';
import { segmentAt, type ScriptSegment } from './script.ts';
import { seededRandom } from './seeded-random.ts';
import { mouthAt } from './speech/mouth-at.ts';
import { planSpeech, type Syllable } from './speech/speech-plan.ts';

/** Everything that one drawn person does, decided beforehand. Times in seconds. */
export interface Performance {
  readonly script: readonly ScriptSegment[];
  /** What they say; empty for somebody who only listens. */
  readonly syllables: readonly Syllable[];
  /** When each blink begins. */
  readonly blinks: readonly number[];
  /** Phases of the small movements of head and gaze, radians. */
  readonly phases: readonly number[];
}

/** Seconds that the face takes from one expression to the next. */
const TRANSITION = 0.5;
const BLINK = 0.24;

/** Plans how person number `seed` plays a script: words, blinks, movements. The same arguments give the same performance. */
export function planPerformance(script: readonly ScriptSegment[], seed: number, { speaks = true }: { readonly speaks?: boolean | undefined } = {}): Performance {
  const random = seededRandom(seed * 53 + 29);
  const end = script.at(-1)?.end ?? 0;
  const blinks: number[] = [];
  for (let time = 0.9 + random(); time < end; time += 2.2 + 2 * random()) blinks.push(time);
  return { script, syllables: speaks ? planSpeech(script, seed) : [], blinks, phases: Array.from({ length: 8 }, () => 2 * Math.PI * random()) };
}

/** Returns the pose at `time` (seconds): the script's expressions blended into each other, with speech, blinks and small movements of the head. Smooth in time. */
export function scriptAt(time: number, performance: Performance): Pose {
  const pose = expressionAt(time, performance.script);
  const mouth = mouthAt(performance.syllables, time);
  const { closed } = mouth;
  return {
    ...pose,
    ...movementAt(time, performance.phases, pose),
    mouthOpen: pose.mouthOpen * (1 - 0.6 * closed) + 0.34 * mouth.open,
    jaw: pose.jaw * (1 - 0.55 * closed) + 0.1 * mouth.open,
    mouthRound: Math.min(1, pose.mouthRound + 0.3 * mouth.round),
    lipPress: Math.min(1, pose.lipPress * (1 - 0.6 * mouth.open) + 0.3 * closed),
    blink: Math.max(...performance.blinks.map((start) => blinkAt(time - start)), 0),
  };
}

function expressionAt(time: number, script: readonly ScriptSegment[]): Pose {
  const before = segmentAt(script, time - TRANSITION / 2);
  const after = segmentAt(script, time + TRANSITION / 2);
  if (before === after) return poseOf(before.expression);
  const along = (time - before.end) / TRANSITION + 0.5;
  return blendPoses(poseOf(before.expression), poseOf(after.expression), along * along * (3 - 2 * along));
}

function movementAt(time: number, phases: readonly number[], pose: Pose): Pick<Pose, 'headTurn' | 'headNod' | 'headTilt' | 'gazeX' | 'gazeY'> {
  const sway = (index: number, hz: number) => Math.sin(2 * Math.PI * hz * time + phases[index]!);
  return {
    headTurn: pose.headTurn + 0.06 * sway(0, 0.23) + 0.02 * sway(1, 0.71),
    headNod: pose.headNod + 0.035 * sway(2, 0.31) + 0.015 * sway(3, 0.9),
    headTilt: pose.headTilt + 0.025 * sway(4, 0.19) + 0.008 * sway(5, 0.53),
    gazeX: pose.gazeX - 0.12 * sway(0, 0.23) + 0.06 * sway(6, 0.41),
    gazeY: pose.gazeY + 0.06 * sway(7, 0.37),
  };
}

/** How far the lids are shut, `since` seconds after the blink began: down in a third of it, up in the rest. */
function blinkAt(since: number): number {
  if (since <= 0 || since >= BLINK) return 0;
  const along = since < BLINK / 3 ? since / (BLINK / 3) : (BLINK - since) / ((2 * BLINK) / 3);
  return along * along * (3 - 2 * along);
}
