import { EXPRESSIONS, type Expression, type Verdict } from '../../../fusion/verdict.ts';
import type { FrameRow, RunRecord, Segment, VoiceRow } from '../../../pipeline/rows.ts';

/** A clip of two people that nobody filmed: person 0 all the time but for a gap, person 1 in the second half. */
export interface FakeClip {
  readonly run: RunRecord;
  readonly rows: readonly FrameRow[];
  readonly voice: readonly VoiceRow[];
  readonly segments: readonly Segment[];
}

const SCRIPT: readonly Expression[] = ['neutral', 'happiness', 'surprise', 'sadness', 'anger', 'neutral', 'fear', 'disgust'];
const PLACE: Readonly<Record<string, readonly [number, number]>> = {
  neutral: [0, 0], anger: [-0.5, 0.65], disgust: [-0.6, 0.35], fear: [-0.55, 0.7], happiness: [0.8, 0.4], sadness: [-0.7, -0.35], surprise: [0.2, 0.75],
};

/** The clip repeats itself after this many seconds. */
const PERIOD = 20;

/** Returns a clip of `seconds` at 25 frames per second, 640 × 360 pixels, the same at every call. */
export function fakeClip({ seconds = 20, people = 2 }: { readonly seconds?: number; readonly people?: number } = {}): FakeClip {
  const frames = Math.round(seconds * 25);
  const cycle = Math.min(frames, PERIOD * 25);
  const once = Array.from({ length: cycle }, (_, frame) => rowsOf(frame, { seconds: Math.min(seconds, PERIOD), people }));
  const rows = Array.from({ length: frames }, (_, frame) => once[frame % cycle]!.map((row) => ({ ...row, frame, time: frame / 25 }))).flat();
  const counts = { analysed: 0, 'no-face': 0, skipped: 0, failed: 0 };
  new Map(rows.map((row) => [row.frame, row.status])).forEach((status) => (counts[status] += 1));
  return { run: { ...RUN, clip: { ...RUN.clip, duration: seconds, video: { ...RUN.clip.video!, frames } }, frames: counts }, rows, voice: voiceOf(seconds), segments: segmentsOf(seconds) };
}

function rowsOf(frame: number, { seconds, people }: { readonly seconds: number; readonly people: number }): FrameRow[] {
  const time = frame / 25;
  if (frame % 97 === 96) return [{ frame, time, status: 'failed' }];
  const seen = Array.from({ length: people }, (_, person) => person).filter((person) => (person === 0 ? time % 20 < 8.5 || time % 20 > 10 : time > seconds * 0.45));
  if (seen.length === 0) return [{ frame, time, status: 'no-face', speech: 0 }];
  return seen.map((person) => sighting({ frame, time, person }));
}

function sighting({ frame, time, person }: { readonly frame: number; readonly time: number; readonly person: number }): FrameRow {
  const x = 90 + person * 290 + 24 * Math.sin(time * 0.7 + person);
  const y = 80 + 14 * Math.cos(time * 0.9 + person);
  const face = {
    box: { x, y, width: 150, height: 180 },
    landmarks: { rightEye: { x: x + 45, y: y + 70 }, leftEye: { x: x + 105, y: y + 70 }, nose: { x: x + 75, y: y + 105 }, rightMouth: { x: x + 50, y: y + 140 }, leftMouth: { x: x + 100, y: y + 140 } },
    score: 0.95,
  };
  const verdict = verdictAt(time + person * 3.1, ['face', ...(speaks(time) ? (['voice'] as const) : [])]);
  return { frame, time, status: 'analysed', person, face, verdict, faceVerdict: verdictAt(time + person * 3.1, ['face']), speech: speaks(time) ? 0.9 : 0.05 };
}

function verdictAt(time: number, restsOn: Verdict['restsOn']): Verdict {
  const phase = (time / 2.6) % SCRIPT.length;
  const now = Math.floor(phase);
  const weight = 1 / (1 + Math.exp(-10 * (phase - now - 0.6)));
  const raw = Object.fromEntries(EXPRESSIONS.slice(0, 7).map((name, index) => [name, 0.035 + 0.025 * Math.sin(time * (2 + index * 0.7))]));
  raw[SCRIPT[now]!]! += 0.75 * (1 - weight) + 0.05 * Math.sin(time * 5);
  raw[SCRIPT[(now + 1) % SCRIPT.length]!]! += 0.75 * weight;
  const sum = Object.values(raw).reduce((a, b) => a + b, 0);
  const probabilities = Object.fromEntries(Object.entries(raw).map(([name, value]) => [name, value / sum])) as Partial<Record<Expression, number>>;
  const [expression] = Object.entries(probabilities).sort((a, b) => b[1] - a[1])[0]! as [Expression, number];
  const expectation = (axis: 0 | 1) => Object.entries(probabilities).reduce((total, [name, p]) => total + p * PLACE[name]![axis], 0);
  return { probabilities, expression, valence: expectation(0), arousal: expectation(1), valenceArousal: 'derived', restsOn };
}

function speaks(time: number): boolean {
  return time % 9 > 1 && time % 9 < 5.4;
}

function voiceOf(seconds: number): VoiceRow[] {
  return Array.from({ length: Math.floor(seconds * 2) - 1 }, (_, index) => {
    const centre = index / 2 + 0.5;
    const speech = speaks(centre) ? 0.85 + 0.1 * Math.sin(centre * 3) : 0.04;
    return { start: centre - 0.5, end: centre + 0.5, speech, ...(speaks(centre) && { verdict: verdictAt(centre + 1, ['voice']) }), descriptors: { pitch: 180 } };
  });
}

function segmentsOf(seconds: number): Segment[] {
  const spans = Array.from({ length: Math.floor(seconds / 2.6) }, (_, index): Segment => {
    const expression = SCRIPT[index % SCRIPT.length]!;
    const [valence, arousal] = PLACE[expression]!;
    return { kind: 'expression', person: 0, expression, start: index * 2.6 + 0.04, end: index * 2.6 + 2.64, probability: 0.71, valence, arousal };
  });
  return [...spans, { kind: 'speech' as const, start: 1.04, end: 5.4, probability: 0.88 }].sort((a, b) => a.start - b.start);
}

const RUN: RunRecord = {
  affekt: '0.1.0',
  node: '24.21.0',
  ffmpeg: '5.1.9',
  started: '2026-11-23T01:30:00.000Z',
  seconds: 12.4,
  state: 'complete',
  clip: {
    name: 'two-people',
    path: 'two-people.mp4',
    duration: 20,
    video: { width: 640, height: 360, frames: 500, codec: 'h264' },
    audio: { sampleRate: 48_000, channels: 1, codec: 'aac' },
  },
  device: 'cpu',
  models: {
    detector: { id: 'human-blazeface', sha256: '0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0', licence: 'MIT' },
    expression: { id: 'human-emotion', sha256: 'a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8f90', licence: 'MIT; trained on FER2013' },
    voiceEmotion: { id: 'affekt-voice-ravdess', sha256: '1122334455667788990011223344556677889900112233445566778899001122', licence: 'CC BY-NC-SA 4.0: not for commercial use' },
  },
  config: { preset: 'default', fps: null, smoothing: { seconds: 0.2 }, modalities: ['video', 'audio'] },
  frames: { analysed: 0, 'no-face': 0, skipped: 0, failed: 0 },
  notes: ['The expression model knows seven classes: "other" is never given.', 'Valence and arousal are derived from the expressions.'],
};
