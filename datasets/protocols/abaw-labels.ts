/** Expressions of Aff-Wild2 since the third edition, in the order of their codes. */
export const EXPRESSIONS = ['Neutral', 'Anger', 'Disgust', 'Fear', 'Happiness', 'Sadness', 'Surprise', 'Other'] as const;

/** Action units of Aff-Wild2, in the order of the columns. */
export const UNITS = ['AU1', 'AU2', 'AU4', 'AU6', 'AU7', 'AU10', 'AU12', 'AU15', 'AU23', 'AU24', 'AU25', 'AU26'] as const;

/** Other words for these expressions. Contempt is none of them, and neither is worry. */
export const EXPRESSION_ALIASES: Readonly<Record<string, string>> = {
  angry: 'Anger',
  disgusted: 'Disgust',
  fearful: 'Fear',
  happy: 'Happiness',
  joy: 'Happiness',
  sad: 'Sadness',
  surprised: 'Surprise',
};
