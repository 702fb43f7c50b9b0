import type { Reading } from '../cue.ts';
import { fromSegments } from './from-segments.ts';
import type { JsonRecord } from './json-record.ts';

/** Reads what `affekt transcript --format json` writes: the times are those of the clip. */
export function fromSentences(document: JsonRecord, sentences: readonly unknown[]): Reading {
  return { ...fromSegments(document, sentences), clock: 'clip' };
}
