import type { FaceCut } from '../geometry/face-cut.ts';
import { ARCFACE_TEMPLATE } from '../geometry/face-template.ts';

/**
 * The crop of `@vladmandic/human` for its emotion net. It shows more than the net was trained on (FER2013 is cut from the
 * brows to the chin): kept to compare with the original, not used by default.
 */
export const HUMAN_CUT: FaceCut = { kind: 'human', enlarge: 1.4, grid: 192 };

/** The framing of FER2013, found by trying: both nets trained on it read most labelled photographs right with it, whichever detector found the face. */
const FER2013_CUT: FaceCut & { kind: 'landmarks' } = { kind: 'landmarks', spread: 2.5, down: 0.45 };

/** About the box of MTCNN, which HSEmotion's nets were trained with. */
const MTCNN_CUT: FaceCut = { kind: 'landmarks', spread: 2.6, down: 0.4 };

/** How each expression model wants the face cut out, by registry id. Of several cuts the readings are averaged. */
export const EXPRESSION_CUTS: Readonly<Record<string, readonly FaceCut[]>> = {
  // A little wider: it reads 6 of 7 labelled photographs right from 2.6 to 2.7, as the mean of three scales (2.2, 2.5, 2.8) does at three times the cost
  'human-emotion': [{ ...FER2013_CUT, spread: 2.65 }],
  'fer2013-mini-xception': [FER2013_CUT],
  'ferplus-8': [FER2013_CUT],
  'mobilefacenet-fer': [{ kind: 'aligned', template: ARCFACE_TEMPLATE }],
  'hsemotion-b0-afew': [MTCNN_CUT],
  'hsemotion-b0-vgaf': [MTCNN_CUT],
  'hsemotion-b0-va-mtl': [MTCNN_CUT],
  'hsemotion-b2-7': [MTCNN_CUT],
  'hsemotion-b2-8': [MTCNN_CUT],
  'hsemotion-b2-8-best': [MTCNN_CUT],
  'hsemotion-mbf-va-mtl': [MTCNN_CUT],
  'hsemotion-mobilevit-va-mtl': [MTCNN_CUT],
};
