import { IS09_DESCRIPTORS } from './descriptor-names.ts';

/** Names of what is told of each contour, in the order of `contourFunctionals`. */
export const CONTOUR_FUNCTIONALS = ['max', 'min', 'range', 'maxPos', 'minPos', 'amean', 'linregc1', 'linregc2', 'linregerrQ', 'stddev', 'skewness', 'kurtosis'] as const;

/** Names of the 384 functionals of the INTERSPEECH 2009 Emotion Challenge, in openSMILE's order. */
export const IS09_FUNCTIONALS: readonly string[] = IS09_DESCRIPTORS.flatMap((descriptor) => CONTOUR_FUNCTIONALS.map((functional) => `${descriptor}_${functional}`));
