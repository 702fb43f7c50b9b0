import { toPlainText } from '../plain/to-plain-text.ts';
import type { MarkedCue } from './read-webvtt.ts';

/** Lines roll up in captions that YouTube made by itself: a word has a time and a class. */
const ROLLING = /<\d\d:\d\d:\d\d\.\d{3}><c>/;

/** Leaves out lines of rolling captions that the cue before has shown already, and cues that show nothing else. Other captions come back as they are. */
export function dropRolledLines(cues: readonly MarkedCue[], header: readonly string[]): { readonly cues: readonly MarkedCue[]; readonly note?: string } {
  const rolls = header.some((line) => /^Kind:\s*captions/i.test(line)) && cues.some(({ lines }) => lines.some((line) => ROLLING.test(line)));
  if (!rolls) return { cues };
  const kept: MarkedCue[] = [];
  let shown: string | undefined;
  for (const cue of cues) {
    const lines = cue.lines.filter((line) => toShown(line) !== '');
    const fresh = lines.length > 0 && toShown(lines[0]!) === shown ? lines.slice(1) : lines;
    if (fresh.length > 0) kept.push({ ...cue, lines: fresh });
    if (lines.length > 0) shown = toShown(lines.at(-1)!);
  }
  return { cues: kept, note: 'Lines that roll up are taken once: these are captions that YouTube made by itself.' };
}

function toShown(line: string): string {
  return toPlainText(line.replace(/<[\d:.]+>/g, ''), 'any');
}
