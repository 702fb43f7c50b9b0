import type { Expression } from '../../fusion/verdict.ts';
import type { Span } from '../../extractors/audio/sound.ts';
import type { FrameRow, Segment, VoiceRow } from '../rows.ts';
import type { RowCollector } from './row-collector.ts';
import type { NamedVoice } from './name-speakers.ts';

/** A run shorter than this is not a segment of its own: an expression on a face lasts longer. In seconds. */
const SHORTEST = 0.3;
/** A person out of sight for longer than this ends the segment. In seconds. */
const LONGEST_GAP = 1;

interface Run {
  readonly person: number;
  readonly expression: Expression;
  readonly start: number;
  end: number;
  count: number;
  probability: number;
  valence: number;
  arousal: number;
}

/**
 * Returns a collector of the spans in which each person keeps one most probable expression, and the spans of speech, by start time. Speech is cut where
 * somebody else begins to speak.
 * A span ends where the next row of the person begins; a run under 0.3 s goes to the run before it.
 */
export function collectSegments(named: NamedVoice): RowCollector<Segment[]> {
  const open = new Map<number, Run[]>();
  const segments: Segment[] = speechSegments(named);
  return {
    add(row) {
      if (row.person === undefined || row.verdict === undefined) return;
      const runs = open.get(row.person) ?? [];
      open.set(row.person, runs);
      extend(runs, row, segments);
    },
    result() {
      const all = [...segments, ...[...open.values()].flatMap(close)];
      return all.sort((a, b) => a.start - b.start || (a.person ?? -1) - (b.person ?? -1) || a.end - b.end);
    },
  };
}

/** Adds a row to the runs of its person; finished ones go to `segments`. */
function extend(runs: Run[], { person, time, verdict }: FrameRow, segments: Segment[]): void {
  if (time - (runs.at(-1)?.end ?? time) > LONGEST_GAP) segments.push(...close(runs.splice(0)));
  const last = runs.at(-1);
  const { expression, probabilities, valence, arousal } = verdict!;
  const run: Run = { person: person!, expression, start: time, end: time, count: 1, probability: probabilities[expression] ?? 0, valence, arousal };
  if (last?.expression === expression) {
    add(last, run);
    return;
  }
  if (last !== undefined) last.end = time;
  runs.push(run);
}

function close(runs: readonly Run[]): Segment[] {
  const merged: Run[] = [];
  for (const run of runs) {
    const before = merged.at(-1);
    if (before?.expression === run.expression) add(before, run);
    else if (before !== undefined && !isLong(run)) before.end = run.end;
    else merged.push({ ...run });
  }
  return merged.map(({ person, expression, start, end, count, probability, valence, arousal }) => ({
    kind: 'expression', person, expression, start, end, probability: probability / count, valence: valence / count, arousal: arousal / count,
  }));
}

function add(run: Run, { end, count, probability, valence, arousal }: Run): void {
  run.end = end;
  run.count += count;
  run.probability += probability;
  run.valence += valence;
  run.arousal += arousal;
}

function isLong({ start, end }: Run): boolean {
  return end - start >= SHORTEST;
}

function speechSegments({ voice, turns = voice?.turns ?? [] }: NamedVoice): Segment[] {
  if (voice === undefined) return [];
  const { rows } = voice;
  const { start, frameSeconds, probabilities } = voice.speech;
  return turns.map((turn) => {
    const inside = probabilities.slice(Math.max(0, Math.round((turn.start - start) / frameSeconds)), Math.max(1, Math.round((turn.end - start) / frameSeconds)));
    return { kind: 'speech', ...turn, probability: inside.reduce((sum, value) => sum + value, 0) / inside.length, ...doubtIn(rows, turn) };
  });
}

/** Why the voice is withheld in most windows that lie about a span; nothing where it is not. */
function doubtIn(rows: readonly VoiceRow[], { start, end }: Span): Pick<Segment, 'uncertain'> {
  const judged = rows.filter((row) => (row.verdict !== undefined || row.uncertain !== undefined) && (row.start + row.end) / 2 >= start && (row.start + row.end) / 2 < end);
  const doubts = judged.flatMap(({ uncertain }) => uncertain ?? []);
  if (2 * doubts.length <= judged.length) return {};
  const [[uncertain]] = [...Map.groupBy(doubts, (doubt) => doubt)].sort(([, a], [, b]) => b.length - a.length) as [[string, string[]]];
  return { uncertain };
}
