import type { Face } from '../../../extractors/visual/face.ts';
import type { Verdict } from '../../../fusion/verdict.ts';
import type { FrameRow, RunRecord } from '../../../pipeline/rows.ts';

export const face: Face = {
  box: { x: 10.126, y: -3.5, width: 80, height: 96.004 },
  landmarks: { rightEye: { x: 30, y: 40 }, leftEye: { x: 60, y: 40 }, nose: { x: 45, y: 55 }, rightMouth: { x: 33, y: 70 }, leftMouth: { x: 57, y: 70 } },
  score: 0.98765432,
};

export const verdict: Verdict = {
  probabilities: { neutral: 0.25, anger: 0, disgust: 0.0000001234567, fear: 0.05, happiness: 0.6, sadness: 0.05, surprise: 0.05 },
  expression: 'happiness',
  valence: 0.512345678,
  arousal: -0.2,
  valenceArousal: 'derived',
  restsOn: ['face', 'voice'],
};

export const rows: readonly FrameRow[] = [
  { frame: 0, time: 0, status: 'no-face', speech: 0.1 },
  { frame: 1, time: 0.04004, status: 'analysed', person: 0, face, verdict, faceVerdict: { ...verdict, restsOn: ['face'] }, speech: 0.9 },
  { frame: 1, time: 0.04004, status: 'analysed', person: 1, face, verdict },
  { frame: 2, time: 1 / 3, status: 'skipped' },
  { frame: 3, time: 7200.1234564, status: 'failed' },
];

export const run: RunRecord = {
  affekt: '0.1.0',
  node: '24.0.0',
  ffmpeg: '5.1.9',
  started: '2026-11-23T01:00:00.000Z',
  seconds: 3.5,
  state: 'complete',
  clip: { name: 'clip', path: 'clip.mp4', duration: 2, video: { width: 320, height: 240, frames: 4, codec: 'h264' } },
  device: 'cpu',
  models: { detector: { id: 'yunet', sha256: 'ab12', licence: 'Apache-2.0' } },
  config: { fps: 5 },
  frames: { analysed: 1, 'no-face': 1, skipped: 1, failed: 1 },
  notes: [],
};
