import { XMLParser } from 'fast-xml-parser';
import type { Cue, Reading } from '../cue.ts';
import { roundTime } from '../parse-time.ts';
import { toTierCues } from '../tiers/to-tier-cues.ts';
import { TranscriptError } from '../transcript-error.ts';
import type { TranscriptOptions } from '../transcript-options.ts';
import type { ElanDocument } from './elan-document.ts';
import { toElanTiers } from './to-elan-tiers.ts';

/** Elements that may come more than once. */
const LISTS = ['TIME_SLOT', 'TIER', 'ANNOTATION', 'MEDIA_DESCRIPTOR', 'LINGUISTIC_TYPE', 'LANGUAGE'];
/** Nothing of a document type is followed: neither entities, which could grow without end, nor files that it names. */
const PARSER = { ignoreAttributes: false, attributeNamePrefix: '', parseTagValue: false, trimValues: false, processEntities: false, isArray: (name: string) => LISTS.includes(name) } as const;

/**
 * Reads ELAN's .eaf (version 2 and 3 of the format): annotations with times become sentences or words; those that belong to other annotations are read where
 * `tiers` names them, with the times of what they belong to. A participant is the speaker.
 *
 * @param path for messages
 * @throws TranscriptError DAMAGED, NO_TIER
 */
export function readElan(text: string, path: string, { tiers: names, clip }: Pick<TranscriptOptions, 'tiers' | 'clip'> = {}): Reading {
  const document = parse(text, path);
  const { tiers, notes: found } = toElanTiers(document, names);
  const { cues, notes } = toTierCues(tiers, path, names);
  const origin = findOrigin(document, clip?.file);
  const languages = [...new Set(document.TIER?.map(({ LANG_REF }) => LANG_REF).filter((language) => language !== undefined))];
  return {
    cues: origin === 0 ? cues : cues.map((cue) => shift(cue, origin)),
    place: 'annotation',
    clock: 'clip',
    notes: [...found, ...notes, ...(origin === 0 ? [] : [`ELAN gives this clip another beginning: ${origin} s are added to every time.`])],
    ...(languages.length === 1 && { language: languages[0]! }),
  };
}

function parse(text: string, path: string): ElanDocument {
  const next = 'Open it in ELAN and save it again.';
  if (/<!ENTITY/i.test(text)) throw new TranscriptError('DAMAGED', { path, detail: 'declares entities, which ELAN never does', next });
  if (!/<\/ANNOTATION_DOCUMENT>\s*$/.test(text.slice(-1000))) throw new TranscriptError('DAMAGED', { path, detail: 'ends before its last element', next });
  try {
    const { ANNOTATION_DOCUMENT: document } = new XMLParser(PARSER).parse(text) as { readonly ANNOTATION_DOCUMENT?: ElanDocument };
    if (typeof document === 'object') return document;
  } catch (cause) {
    throw new TranscriptError('DAMAGED', { path, detail: `cannot be taken apart (${cause instanceof Error ? cause.message : String(cause)})`, next, cause });
  }
  throw new TranscriptError('DAMAGED', { path, detail: 'is XML of another kind than ELAN writes', next: 'Give an .eaf file.' });
}

/** Seconds into the medium at which annotations count from; media that are looked at side by side have one each. */
function findOrigin({ HEADER }: ElanDocument, file: string | undefined): number {
  const media = HEADER?.MEDIA_DESCRIPTOR ?? [];
  const own = media.find(({ MEDIA_URL }) => file !== undefined && MEDIA_URL?.split(/[/\\]/).at(-1) === encodeURI(file)) ?? media.find(({ MEDIA_URL }) => file !== undefined && MEDIA_URL?.endsWith(file)) ?? media[0];
  const origin = Number(own?.TIME_ORIGIN ?? 0);
  return Number.isFinite(origin) ? origin / 1000 : 0;
}

function shift(cue: Cue, by: number): Cue {
  const move = (time: number) => roundTime(time + by);
  const words = cue.words?.map((word) => ({ ...word, start: move(word.start), end: move(word.end) }));
  return { ...cue, start: move(cue.start), end: move(cue.end ?? Number.NaN), ...(words && { words }) };
}
