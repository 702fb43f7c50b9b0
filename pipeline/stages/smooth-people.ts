import { smoothStatement } from '../../fusion/verdicts/smooth-statement.ts';
import type { FramePeople, PersonSighting } from './person-sighting.ts';

/**
 * Yields every frame with each person's statement averaged over a window `seconds` wide around it; what is withheld has none and counts nothing. Frames come in order of
 * time; only the window is held. With 0 the frames pass unchanged.
 */
export async function* smoothPeople(frames: AsyncIterable<FramePeople>, seconds: number): AsyncGenerator<FramePeople> {
  if (seconds <= 0) {
    yield* frames;
    return;
  }
  const reach = seconds / 2;
  const window: FramePeople[] = [];
  let next = 0; // The first frame in the window that has not been yielded
  for await (const frame of frames) {
    window.push(frame);
    while (frame.time - window[next]!.time >= reach && next < window.length - 1) {
      yield smoothFrame(window, next, seconds);
      next += 1;
      while (window[next]!.time - window[0]!.time >= reach) {
        window.shift();
        next -= 1;
      }
    }
  }
  for (; next < window.length; next += 1) yield smoothFrame(window, next, seconds);
}

function smoothFrame(window: readonly FramePeople[], index: number, seconds: number): FramePeople {
  const frame = window[index]!;
  return { ...frame, people: frame.people.map((sighting) => (sighting.statement === undefined ? sighting : { ...sighting, statement: smoothStatement(sighting.statement, statementsOf(sighting, window), seconds) })) };
}

function* statementsOf({ person }: PersonSighting, window: readonly FramePeople[]) {
  for (const { people } of window) for (const each of people) if (each.person === person && each.statement !== undefined) yield each.statement;
}
