import { roundTime } from '../parse-time.ts';
import { decodeEntities } from '../plain/decode-entities.ts';
import type { Interval, Tier } from '../tiers/tier.ts';
import { tierRole } from '../tiers/tier-role.ts';
import type { ElanAnnotation, ElanDocument, ElanTier } from './elan-document.ts';

/** Seconds of one unit; old files count pictures. */
const UNITS: Readonly<Record<string, number>> = { milliseconds: 0.001, 'PAL-frames': 1 / 25, 'NTSC-frames': 1001 / 30_000 };

interface Span {
  readonly start: number;
  readonly end: number;
}

/** Returns the tiers with their times in seconds. Slots without a time lie evenly between those that have one, as ELAN shows them. */
export function toElanTiers(document: ElanDocument, names: readonly string[] | undefined): { readonly tiers: Tier[]; readonly notes: string[] } {
  const unit = UNITS[document.HEADER?.TIME_UNITS ?? 'milliseconds'] ?? 0.001;
  const slots = new Map((document.TIME_ORDER?.TIME_SLOT ?? []).map(({ TIME_SLOT_ID: id = '', TIME_VALUE: value }) => [id, value === undefined ? Number.NaN : roundTime(Number(value) * unit)]));
  const all = document.TIER ?? [];
  const spans = new Map(all.flatMap((tier) => toSpans(tier, slots)));
  resolveReferences(all, spans);
  const numbers = new Map(all.flatMap((tier) => annotationsOf(tier)).map(({ ANNOTATION_ID: id = '' }, index) => [id, index + 1]));
  const tiers = all.map((tier) => toTier(tier, spans, numbers));
  const references = tiers.filter(({ name, isSpoken }) => isSpoken === false && names?.includes(name) === true).map(({ name }) => `"${name}"`);
  return { tiers, notes: references.length === 0 ? [] : [`${references.join(', ')}: times are those of the annotations that these belong to.`] };
}

function annotationsOf({ ANNOTATION = [] }: ElanTier): ElanAnnotation[] {
  return ANNOTATION.flatMap(({ ALIGNABLE_ANNOTATION: aligned, REF_ANNOTATION: reference }) => aligned ?? reference ?? []);
}

function toSpans(tier: ElanTier, slots: ReadonlyMap<string, number>): [string, Span][] {
  const aligned = annotationsOf(tier).filter(({ TIME_SLOT_REF1: first }) => first !== undefined);
  const edges = fillGaps(aligned.flatMap(({ TIME_SLOT_REF1: a = '', TIME_SLOT_REF2: b = '' }) => [a, b]), slots);
  return aligned.map(({ ANNOTATION_ID: id = '' }, index) => [id, { start: edges[2 * index]!, end: edges[2 * index + 1]! }]);
}

/** Slots in the order of their annotations: where neighbours share a slot without a time, it gets one between the times on both sides. */
function fillGaps(ids: readonly string[], slots: ReadonlyMap<string, number>): number[] {
  const times = ids.map((id) => slots.get(id) ?? Number.NaN);
  for (let index = 0; index < times.length; index++) {
    if (!Number.isNaN(times[index]!)) continue;
    let end = index;
    while (end < times.length && Number.isNaN(times[end]!)) end++;
    const unknown = [...new Set(ids.slice(index, end))];
    const [before = Number.NaN, after = Number.NaN] = [times[index - 1], times[end]];
    for (let place = index; place < end; place++) times[place] = roundTime(before + ((after - before) * (unknown.indexOf(ids[place]!) + 1)) / (unknown.length + 1));
    index = end;
  }
  return times;
}

/** An annotation that belongs to another one has its time; several of a tier that belong to one share it evenly, in their order. What belongs to nothing stays without. */
function resolveReferences(tiers: readonly ElanTier[], spans: Map<string, Span>): void {
  const groups = tiers.flatMap((tier) => [...Map.groupBy(annotationsOf(tier).filter(({ ANNOTATION_REF: parent }) => parent !== undefined), ({ ANNOTATION_REF: parent = '' }) => parent)]);
  const groupsOf = Map.groupBy(groups, ([parent]) => parent);
  const known = [...spans.keys()];
  for (let parent = known.pop(); parent !== undefined; parent = known.pop()) {
    const { start, end } = spans.get(parent)!;
    for (const [, children] of groupsOf.get(parent) ?? []) {
      const edge = (index: number) => roundTime(start + ((end - start) * index) / children.length);
      children.forEach(({ ANNOTATION_ID: id = '' }, index) => {
        if (spans.has(id)) return; // Said twice, or a circle
        spans.set(id, { start: edge(index), end: edge(index + 1) });
        known.push(id);
      });
    }
  }
}

function toTier(tier: ElanTier, spans: ReadonlyMap<string, Span>, numbers: ReadonlyMap<string, number>): Tier {
  const annotations = annotationsOf(tier);
  const name = decodeEntities(tier.TIER_ID ?? '');
  const participant = decodeEntities(tier.PARTICIPANT ?? '');
  const intervals = annotations.map((annotation): Interval => {
    const id = annotation.ANNOTATION_ID ?? '';
    return { ...(spans.get(id) ?? { start: Number.NaN, end: Number.NaN }), text: valueOf(annotation), at: numbers.get(id) ?? 0 };
  });
  const isReference = annotations.some(({ ANNOTATION_REF: parent }) => parent !== undefined);
  const isPart = tier.PARENT_REF !== undefined && tierRole({ name }).role !== 'words'; // Glosses, gestures and sounds of what is said
  return { name, intervals, ...(participant !== '' && { participant }), ...((isReference || isPart) && { isSpoken: false }) };
}

function valueOf({ ANNOTATION_VALUE: value = '' }: ElanAnnotation): string {
  return decodeEntities(typeof value === 'string' ? value : (value['#text'] ?? ''));
}
