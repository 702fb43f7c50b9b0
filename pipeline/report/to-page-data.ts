import { EXPRESSIONS } from '../../fusion/verdict.ts';
import type { RunRecord, Segment, VoiceRow } from '../rows.ts';
import type { ClipRecord, PersonRecord } from './collect-clip.ts';
import type { Packed, PackedPerson, PageData, PageSpeaker, PageVoice } from './page-data.ts';

/** Returns the figures of a clip as the page needs them: about 30 bytes per person and frame. */
export function toPageData(clip: ClipRecord, { run, voice, segments }: { readonly run: RunRecord; readonly voice: readonly VoiceRow[]; readonly segments: readonly Segment[] }): PageData {
  const { video } = run.clip;
  const last = Math.max(clip.times.at(-1) ?? 0, voice.at(-1)?.end ?? 0);
  return {
    expressions: EXPRESSIONS,
    duration: Math.max(run.clip.duration, last),
    ...(video && { size: { width: video.width, height: video.height } }),
    times: pack(Float64Array.from(clip.times)),
    status: pack(Uint8Array.from(clip.status)),
    people: clip.people.map(packPerson),
    doubts: clip.doubts,
    voice: voice.map(toPageVoice),
    speakers: segments.flatMap(toPageSpeaker),
  };
}

function packPerson({ id, frames, boxes, probabilities, affect, expressions, bases, doubts }: PersonRecord): PackedPerson {
  return {
    id,
    frames: pack(Uint32Array.from(frames)),
    boxes: pack(Int16Array.from(boxes, (side) => Math.min(32_767, Math.max(-32_768, Math.round(side))))),
    probabilities: pack(Uint8Array.from(probabilities, (p) => (Number.isNaN(p) ? 255 : Math.round(p * 250)))),
    affect: pack(Int16Array.from(affect, (value) => (Number.isNaN(value) ? -32_768 : Math.round(value * 30_000)))),
    expressions: pack(Uint8Array.from(expressions)),
    bases: pack(Uint8Array.from(bases)),
    doubts: pack(Uint8Array.from(doubts)),
  };
}

function pack(array: Float64Array | Uint32Array | Int16Array | Uint8Array): Packed {
  return Buffer.from(array.buffer, array.byteOffset, array.byteLength).toString('base64');
}

function toPageSpeaker({ kind, start, end, person }: Segment): PageSpeaker[] {
  return kind === 'speech' && person !== undefined ? [{ start: round(start), end: round(end), person }] : [];
}

/** Windows overlap: each is shown from midway to its neighbours' centres. */
function toPageVoice({ start, end, speech, verdict, uncertain }: VoiceRow, index: number, rows: readonly VoiceRow[]): PageVoice {
  const centre = (start + end) / 2;
  const between = (other: VoiceRow | undefined, edge: number) => (other ? (centre + (other.start + other.end) / 2) / 2 : edge);
  const span = { start: round(between(rows[index - 1], start)), end: round(between(rows[index + 1], end)), speech: round(speech), ...(uncertain === undefined ? {} : { uncertain }) };
  if (!verdict) return span;
  const { expression, probabilities, valence, arousal } = verdict;
  return { ...span, verdict: [EXPRESSIONS.indexOf(expression), round(probabilities[expression] ?? 0), round(valence), round(arousal)] };
}

function round(value: number): number {
  return Number(value.toFixed(4));
}
