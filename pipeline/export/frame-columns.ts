import type { Box, Landmarks } from '../../extractors/visual/face.ts';
import type { FrameRow } from '../rows.ts';
import type { Column } from './column.ts';
import { verdictColumns } from './verdict-columns.ts';

const BOX = { x: 'left edge of the face box', y: 'top edge of the face box', width: 'width of the face box', height: 'height of the face box' };

const LANDMARKS = {
  rightEye: ['right_eye', "centre of the person's right eye (left in the picture)"],
  leftEye: ['left_eye', "centre of the person's left eye"],
  nose: ['nose', 'tip of the nose'],
  rightMouth: ['right_mouth', "corner of the mouth on the person's right"],
  leftMouth: ['left_mouth', "corner of the mouth on the person's left"],
} as const;

/** The columns of `frames.csv` and `frames.parquet`, in order: one row per frame and person, or per frame without a person. */
export const frameColumns: readonly Column<FrameRow>[] = [
  { name: 'frame', type: 'integer', unit: '1', description: 'position of the frame in the container, from 0, counting every frame', source: 'container', value: (row) => row.frame },
  { name: 'time', type: 'time', unit: 's', description: 'presentation time of the frame on the clock of the clip, as the container has it', source: 'container', value: (row) => row.time },
  {
    name: 'status',
    type: 'text',
    values: ['analysed', 'no-face', 'skipped', 'failed'],
    description: 'what became of the frame; skipped: left out by the sampling rate',
    source: 'container',
    value: (row) => row.status,
  },
  { name: 'person', type: 'integer', unit: '1', description: 'the same number for the same person through the clip, from 0; empty when nobody was found', source: 'tracking', value: (row) => row.person },
  ...(Object.keys(BOX) as (keyof Box)[]).map(toBoxColumn),
  { name: 'face_score', type: 'number', unit: '1', range: [0, 1], description: 'how sure the detector is that this is a face', source: 'detector', value: (row) => row.face?.score },
  ...(Object.keys(LANDMARKS) as (keyof Landmarks)[]).flatMap(toLandmarkColumns),
  ...verdictColumns<FrameRow>({ prefix: '', of: 'everything in rests_on together', source: 'fusion' }, (row) => row.verdict),
  {
    name: 'rests_on',
    type: 'text',
    description: 'what the verdict rests on, joined by +: face, voice, text',
    source: 'fusion',
    value: (row) => row.verdict?.restsOn.join('+'),
  },
  {
    name: 'uncertain',
    type: 'text',
    description: 'verdicts that are withheld, and why, joined by "; ": voice: not speech, voice: unlike training, face: unlike training, face: not a face (without a person: nobody is there, though the detector saw a face); empty where none is',
    source: 'gate',
    value: ({ uncertain = {} }) => Object.entries(uncertain).map(([modality, reason]) => `${modality}: ${reason}`).join('; ') || undefined,
  },
  {
    name: 'speech',
    type: 'number',
    unit: '1',
    range: [0, 1],
    description: 'probability that somebody speaks around this time; empty when the clip has no sound',
    source: 'voiceActivity',
    value: (row) => row.speech,
  },
  {
    name: 'speaking',
    type: 'number',
    unit: '1',
    range: [0, 1],
    description: 'probability that the voice heard at this time is this person’s; 0 where nobody speaks; empty where the mouth cannot be seen or the sound does not reach',
    source: 'fusion',
    value: (row) => row.speaking,
  },
  {
    name: 'face_familiarity',
    type: 'number',
    unit: '1',
    range: [0, 1],
    description: 'share of known faces that are less familiar to the model of the face than this one; empty where nobody was found, and for a model without a gate',
    source: 'gate',
    value: (row) => row.familiarity,
  },
  ...verdictColumns<FrameRow>({ prefix: 'face_', of: 'the face alone', source: 'expression' }, (row) => row.faceVerdict),
  ...verdictColumns<FrameRow>({ prefix: 'voice_', of: 'the voice alone', source: 'voiceEmotion' }, (row) => row.voiceVerdict),
  ...verdictColumns<FrameRow>({ prefix: 'text_', of: 'the words alone', source: 'textEmotion' }, (row) => row.textVerdict),
];

function toBoxColumn(side: keyof Box): Column<FrameRow> {
  return {
    name: `box_${side}`,
    type: 'pixels',
    unit: 'px',
    description: `${BOX[side]}, in pixels of the displayed frame; may reach beyond its borders`,
    source: 'detector',
    value: (row) => row.face?.box[side],
  };
}

function toLandmarkColumns(key: keyof Landmarks): Column<FrameRow>[] {
  const [name, description] = LANDMARKS[key];
  return (['x', 'y'] as const).map((axis) => ({
    name: `${name}_${axis}`,
    type: 'pixels',
    unit: 'px',
    description: `${description}: ${axis}`,
    source: 'detector',
    value: (row) => row.face?.landmarks[key][axis],
  }));
}
