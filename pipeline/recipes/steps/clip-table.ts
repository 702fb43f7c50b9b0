import type { Clip } from '../../../datasets/clip.ts';
import { quoteCell } from '../../export/quote-cell.ts';

/** The first line of a table of labels by clip. */
export const CLIP_TABLE_HEADER = 'name,discrete,valence,speaker,split';

/**
 * Returns the line of a clip; its labels are empty where it has none, or where they are to be `hidden`.
 *
 * @param classes names in the order of the codes
 */
export function clipTableLine({ clip, labels = {}, speaker = '', split = '' }: Clip, { classes, hidden = false }: { readonly classes: readonly string[]; readonly hidden?: boolean }): string {
  const { expression, valence } = hidden ? {} : labels;
  return [clip, expression === undefined ? '' : classes[expression]!, valence === undefined ? '' : String(Number(valence.toPrecision(7))), speaker, split].map(quoteCell).join(',');
}
