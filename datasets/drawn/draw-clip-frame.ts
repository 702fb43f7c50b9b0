import { drawPeople } from './draw-people.ts';
import type { DrawnClip } from './drawn-clip.ts';
import { scriptAt } from './performance.ts';

/** Returns the SVG of a clip at `time` (seconds). */
export function drawClipFrame(clip: DrawnClip, time: number): string {
  const present = clip.actors.filter(({ away = [] }) => !away.some(({ start, end }) => time >= start && time < end));
  const people = present.map(({ performance, look, place }) => ({ pose: scriptAt(time, performance), look, ...place }));
  return drawPeople(people, clip);
}
