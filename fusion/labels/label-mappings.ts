import type { Expression } from '../verdict.ts';

/**
 * Named translations from the words of a label set to the eight expressions of Aff-Wild2, in the set's own index order.
 * Contempt has no place of its own among the eight and becomes `other`; MER's `worried` is not fear and becomes `other`,
 * as does emotion2vec's `unknown`; RAVDESS's `calm` becomes `neutral`.
 */
export const LABEL_MAPPINGS = {
  'aff-wild2-8': {
    Neutral: 'neutral', Anger: 'anger', Disgust: 'disgust', Fear: 'fear',
    Happiness: 'happiness', Sadness: 'sadness', Surprise: 'surprise', Other: 'other',
  },
  'expressions-7': {
    neutral: 'neutral', anger: 'anger', disgust: 'disgust', fear: 'fear',
    happiness: 'happiness', sadness: 'sadness', surprise: 'surprise',
  },
  'fer2013-7': {
    angry: 'anger', disgust: 'disgust', fear: 'fear', happy: 'happiness', sad: 'sadness', surprise: 'surprise', neutral: 'neutral',
  },
  'opencv-zoo-7': {
    angry: 'anger', disgust: 'disgust', fearful: 'fear', happy: 'happiness', neutral: 'neutral', sad: 'sadness', surprised: 'surprise',
  },
  'affectnet-8': {
    Anger: 'anger', Contempt: 'other', Disgust: 'disgust', Fear: 'fear',
    Happiness: 'happiness', Neutral: 'neutral', Sadness: 'sadness', Surprise: 'surprise',
  },
  'affectnet-7': {
    Anger: 'anger', Disgust: 'disgust', Fear: 'fear', Happiness: 'happiness', Neutral: 'neutral', Sadness: 'sadness', Surprise: 'surprise',
  },
  'ferplus-8': {
    neutral: 'neutral', happiness: 'happiness', surprise: 'surprise', sadness: 'sadness',
    anger: 'anger', disgust: 'disgust', fear: 'fear', contempt: 'other',
  },
  'ravdess-8': {
    neutral: 'neutral', calm: 'neutral', happy: 'happiness', sad: 'sadness',
    angry: 'anger', fearful: 'fear', disgust: 'disgust', surprised: 'surprise',
  },
  'emodb-4': { Neutral: 'neutral', Angry: 'anger', Happy: 'happiness', Sad: 'sadness' },
  'goemotions-7': {
    anger: 'anger', disgust: 'disgust', fear: 'fear', joy: 'happiness', neutral: 'neutral', sadness: 'sadness', surprise: 'surprise',
  },
  'emotion2vec-9': {
    angry: 'anger', disgusted: 'disgust', fearful: 'fear', happy: 'happiness', neutral: 'neutral', other: 'other', sad: 'sadness', surprised: 'surprise', unknown: 'other',
  },
  'mer-6': { neutral: 'neutral', angry: 'anger', happy: 'happiness', sad: 'sadness', worried: 'other', surprise: 'surprise' },
} as const satisfies Record<string, Readonly<Record<string, Expression>>>;

/** Name of a translation. */
export type LabelMapping = keyof typeof LABEL_MAPPINGS;
