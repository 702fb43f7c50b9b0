import type { Reading } from '../cue.ts';
import { TranscriptError } from '../transcript-error.ts';
import { fromChunks } from './from-chunks.ts';
import { fromSegments, fromSentences } from './from-segments.ts';
import { fromWhisperCpp } from './from-whisper-cpp.ts';
import { isRecord, type JsonRecord } from './json-record.ts';

/** By the key that holds the list. */
const READERS: Readonly<Record<string, (document: JsonRecord, list: readonly unknown[]) => Reading>> = {
  transcription: fromWhisperCpp,
  segments: fromSegments,
  chunks: fromChunks,
  sentences: fromSentences,
};

/**
 * Reads what recognisers of speech write as JSON: Whisper and what follows its form (faster-whisper, WhisperX, stable-ts), whisper.cpp (`-oj`, `-ojf`), pipelines
 * of transformers, a bare list of segments; and affekt's own. Times of recognisers count from the first sample of the sound.
 *
 * @param path for messages
 * @throws TranscriptError DAMAGED, UNKNOWN_FORMAT
 */
export function readRecogniserJson(text: string, path: string): Reading {
  const document = parse(text, path);
  if (Array.isArray(document) && document.every((item) => isRecord(item) && 'start' in item && 'text' in item)) return fromSegments({}, document);
  if (isRecord(document)) {
    for (const [key, read] of Object.entries(READERS)) if (Array.isArray(document[key])) return read(document, document[key]);
  }
  throw new TranscriptError('UNKNOWN_FORMAT', { path, detail: `is JSON without one of ${Object.keys(READERS).map((key) => `"${key}"`).join(', ')}` });
}

function parse(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    try {
      return JSON.parse(text.replace(/"(?:[^"\\]|\\.)*"|-?\b(?:NaN|Infinity)\b/g, (token) => (token.startsWith('"') ? token : 'null'))); // Python writes what JSON does not have
    } catch {
      // Told of below, by the first error
    }
    throw new TranscriptError('DAMAGED', { path, detail: `is no whole JSON (${cause instanceof Error ? cause.message : String(cause)})`, cause });
  }
}
