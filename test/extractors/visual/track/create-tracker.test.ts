import { expect, test } from 'vitest';
import { createTracker } from '../../../../extractors/visual/track/create-tracker.ts';
import { distinct, follow, look, lookBetween, random, timesAt } from './scene.ts';
import type { Actor } from './scene.ts';

const anna = look(1);
const ben = look(2);
const carol = look(3);
const between = (from: number, to: number) => (time: number) => time >= from && time < to;
const still = (x: number, seen: (time: number) => boolean = () => true): Actor['at'] => (time) => (seen(time) ? { x } : undefined);

test.each([0.5, 1, 5, 12.5, 25, 60])('two people who sit and nod keep one id each at %d frames a second, without embeddings', (rate) => {
  const nod = (x: number): Actor => ({ at: (time) => ({ x, y: 300 + 15 * Math.sin(6 * time) }) });
  const ids = follow([nod(200), nod(420)], { times: timesAt(rate, 8), embeddings: 'never', jitter: 3 });
  expect(ids.map(distinct)).toEqual([[0], [1]]);
});

test.each([5, 25, 60])('somebody who walks across the picture keeps the id at %d frames a second', (rate) => {
  const walker: Actor = { at: (time) => ({ x: 100 + 400 * time }) };
  expect(follow([walker], { times: timesAt(rate, 3), embeddings: 'never', jitter: 3 }).map(distinct)).toEqual([[0]]);
});

test('frames at uneven times are followed by their times: a walker is found after a pause in the stream', () => {
  const times = [0, 0.04, 0.08, 0.1, 0.2, 0.22, 0.3, 0.31, 0.32, 0.9, 0.94, 1.0, 1.7, 1.71];
  const walkers: Actor[] = [{ at: (time) => ({ x: 100 + 250 * time }) }, { at: (time) => ({ x: 350 + 250 * time }) }];
  expect(follow(walkers, { times, embeddings: 'never' }).map(distinct)).toEqual([[0], [1]]);
});

test.each([5, 25, 60])('the id survives a second behind a pillar, while walking, without embeddings, at %d frames a second', (rate) => {
  const walker: Actor = { at: (time) => (between(1, 2)(time) ? undefined : { x: 100 + 250 * time }) };
  expect(follow([walker], { times: timesAt(rate, 3), embeddings: 'never', jitter: 2 }).map(distinct)).toEqual([[0]]);
});

test('the id survives a stop behind a pillar', () => {
  const walker: Actor = { at: (time) => (between(1, 2.2)(time) ? undefined : { x: 100 + 200 * Math.min(time, 1.1) }) };
  expect(follow([walker], { times: timesAt(25, 3), embeddings: 'never' }).map(distinct)).toEqual([[0]]);
});

test('the trembling of a detector is not taken for speed when a face is hidden for a second', () => {
  const sitter: Actor = { at: still(300, (time) => !between(1, 2)(time)) };
  expect(follow([sitter], { times: timesAt(60, 3), embeddings: 'never', jitter: 6 }).map(distinct)).toEqual([[0]]);
});

test('somebody who leans forward while hidden keeps the id; a face more than twice as large is somebody new', () => {
  const lean = (size: number): Actor => ({ at: (time) => (between(1, 2)(time) ? undefined : { x: 300, size: time < 1 ? 100 : size }) });
  const shooting = { times: timesAt(25, 3), embeddings: 'never' } as const;
  expect(follow([lean(180)], shooting).map(distinct)).toEqual([[0]]);
  expect(follow([lean(220)], shooting).map(distinct)).toEqual([[0, 1]]);
});

test('somebody who appears two faces beside a place that was just left is new', () => {
  const cast: Actor[] = [{ at: still(300, between(0, 1)) }, { at: still(500, between(2.3, 3)) }];
  expect(follow(cast, { times: timesAt(25, 3), embeddings: 'never' }).map(distinct)).toEqual([[0], [1]]);
});

test('of two faces at nearly the same place, the size tells who is who', () => {
  const tracker = createTracker({ samePerson: 0.4 });
  const face = (centre: number, size: number) => ({ box: { x: centre - size / 2, y: 300 - size / 2, width: size, height: size }, score: 0.9 });
  expect(tracker.update({ time: 0, faces: [face(300, 80), face(340, 120)] })).toEqual([0, 1]);
  expect(tracker.update({ time: 0.04, faces: [face(318, 120), face(322, 80)] })).toEqual([1, 0]);
});

test('somebody who comes back later than memory lasts is new without embeddings', () => {
  const guest: Actor = { at: still(300, (time) => !between(1, 3)(time)) };
  expect(follow([guest], { times: timesAt(10, 5), embeddings: 'never' }).map(distinct)).toEqual([[0, 1]]);
  expect(follow([guest], { times: timesAt(10, 5), embeddings: 'never', options: { memory: 2.5 } }).map(distinct)).toEqual([[0]]);
});

test('somebody who leaves and returns after minutes, elsewhere, has the same id when embeddings are there', () => {
  const guest: Actor = { look: anna, at: (time) => (time < 2 ? { x: 100 } : time > 200 ? { x: 900, size: 60 } : undefined) };
  const host: Actor = { look: ben, at: still(500) };
  expect(follow([guest, host], { times: timesAt(5, 205), embeddings: 'keys', jitter: 3 }).map(distinct)).toEqual([[0], [1]]);
});

test('somebody new who takes a chair that was just left gets a new id when embeddings are there', () => {
  const sitters: Actor[] = [{ look: anna, at: still(300, between(0, 2)) }, { look: ben, at: still(310, between(2.5, 5)) }];
  expect(follow(sitters, { times: timesAt(25, 5), embeddings: 'keys' }).map(distinct)).toEqual([[0], [1]]);
});

test('at a cut each known face keeps its id by its look, and the unknown one gets the next', () => {
  const cut = (before: number, after: number): Actor['at'] => (time) => ({ x: time < 2 ? before : after });
  const cast: Actor[] = [{ look: anna, at: cut(200, 800) }, { look: ben, at: cut(800, 200) }, { look: carol, at: still(500, (time) => time >= 2) }];
  expect(follow(cast, { times: timesAt(25, 4), embeddings: 'always' }).map(distinct)).toEqual([[0], [1], [2]]);
});

test('at a cut between two people at the same place the look decides', () => {
  const shot = (number: number) => (time: number) => Math.floor(time) % 2 === number;
  const cast: Actor[] = [{ look: anna, at: still(300, shot(0)) }, { look: ben, at: still(305, shot(1)) }];
  expect(follow(cast, { times: timesAt(25, 6), embeddings: 'always' }).map(distinct)).toEqual([[0], [1]]);
});

test('at a cut a face that jumps is somebody new without embeddings', () => {
  const face: Actor = { at: (time) => ({ x: time < 1 ? 200 : 310 }) };
  const grown: Actor = { at: (time) => ({ x: 300, size: time < 1 ? 80 : 240 }) };
  expect(follow([face], { times: timesAt(25, 2), embeddings: 'never' }).map(distinct)).toEqual([[0, 1]]);
  expect(follow([grown], { times: timesAt(25, 2), embeddings: 'never' }).map(distinct)).toEqual([[0, 1]]);
});

test('two people who pass each other keep their ids by their motion alone while both are seen', () => {
  const cast: Actor[] = [{ at: (time) => ({ x: 100 + 200 * time, y: 290 }) }, { at: (time) => ({ x: 700 - 200 * time, y: 330 }) }];
  expect(follow(cast, { times: timesAt(25, 3), embeddings: 'never', jitter: 3 }).map(distinct)).toEqual([[0], [1]]);
});

test.each(['keys', 'always'] as const)('two people who meet, hide each other and turn back keep their ids (embeddings: %s)', (embeddings) => {
  const meet = (start: number): Actor['at'] => (time) => ({ x: 400 + (start - 400) * Math.abs(1 - time / 1.5) });
  const hidden: Actor['at'] = (time) => (between(1.3, 1.7)(time) ? undefined : meet(700)(time));
  const ids = follow([{ look: anna, at: meet(100) }, { look: ben, at: hidden }], { times: timesAt(25, 3), embeddings, jitter: 3 });
  expect(ids.map(distinct)).toEqual([[0], [1]]);
});

test('ids that were swapped between two embeddings are put right at the next one', () => {
  const swap = (before: number, after: number): Actor['at'] => (time) => ({ x: time < 0.42 ? before : after });
  const cast: Actor[] = [{ look: anna, at: swap(300, 330) }, { look: ben, at: swap(330, 300) }];
  const ids = follow(cast, { times: timesAt(25, 1), embeddings: 'keys' });
  expect(ids.map((own) => [own.at(0), own.at(11), own.at(-1)])).toEqual([[0, 1, 0], [1, 0, 1]]);
});

test('a false detection beside a face, seen once, does not take over its id', () => {
  const person: Actor = { at: (time) => ({ x: time < 0.62 ? 300 : 325 }) };
  const ghost: Actor = { at: still(345, between(0.58, 0.62)) };
  expect(follow([person, ghost], { times: timesAt(25, 2), embeddings: 'never' }).map(distinct)).toEqual([[0], [1]]);
});

test('a false detection somewhere, with a look of its own, leaves the id of somebody hidden alone', () => {
  const person: Actor = { look: anna, at: still(300, (time) => !between(0.5, 1)(time)) };
  const ghost: Actor = { look: carol, at: still(330, between(0.7, 0.74)) };
  expect(follow([person, ghost], { times: timesAt(25, 2), embeddings: 'keys' }).map(distinct)).toEqual([[0], [1]]);
});

test('somebody who turns away and looks unlike before is still followed, and known again afterwards', () => {
  const profile = lookBetween(anna, ben, 0.35);
  const tracker = createTracker({ samePerson: 0.4 });
  const box = { x: 100, y: 100, width: 80, height: 80 };
  const looks = [anna, profile, profile, anna];
  const ids = looks.map((embedding, index) => tracker.update({ time: index * 0.1, faces: [{ box, score: 0.9, embedding }] })[0]);
  const later = tracker.update({ time: 60, faces: [{ box: { ...box, x: 600 }, score: 0.9, embedding: anna }] });
  expect([...ids, ...later]).toEqual([0, 0, 0, 0, 0]);
});

test('looking unlike after a gap is not enough to be somebody known', () => {
  const tracker = createTracker({ samePerson: 0.4 });
  const box = { x: 100, y: 100, width: 80, height: 80 };
  tracker.update({ time: 0, faces: [{ box, score: 0.9, embedding: anna }] });
  expect(tracker.update({ time: 1, faces: [{ box, score: 0.9, embedding: lookBetween(anna, ben, 0.35) }] })).toEqual([1]);
});

test('looking unlike away from where the face was to be expected is not enough either', () => {
  const tracker = createTracker({ samePerson: 0.4 });
  const face = (x: number, embedding: Float32Array) => ({ box: { x, y: 100, width: 80, height: 80 }, score: 0.9, embedding });
  tracker.update({ time: 0, faces: [face(100, anna)] });
  expect(tracker.update({ time: 0.04, faces: [face(148, lookBetween(anna, ben, 0.35))] })).toEqual([1]);
});

test.each([[100, 130], [130, 100]])('two people who both turn away are told apart by their places (%d first)', (first, second) => {
  const tracker = createTracker({ samePerson: 0.5 });
  const face = (x: number, embedding: Float32Array) => ({ box: { x, y: 100, width: 80, height: 80 }, score: 0.9, embedding });
  const away = lookBetween(lookBetween(anna, ben, Math.SQRT1_2), carol, 0.55);
  tracker.update({ time: 0, faces: [face(100, anna), face(130, ben)] });
  expect(tracker.update({ time: 0.1, faces: [face(first, away), face(second, away)] })).toEqual([first, second].map((x) => (x === 100 ? 0 : 1)));
});

test('siblings who change places at a cut are told apart by the better likeness', () => {
  const sister = lookBetween(anna, ben, 0.6);
  const cut = (before: number, after: number): Actor['at'] => (time) => ({ x: time < 1 ? before : after });
  const cast: Actor[] = [{ look: anna, at: cut(300, 500) }, { look: sister, at: cut(500, 300) }];
  expect(follow(cast, { times: timesAt(25, 2), embeddings: 'always' }).map(distinct)).toEqual([[0], [1]]);
});

test('a look unlike all earlier ones is not learnt, so that it brings nobody else the id', () => {
  const tracker = createTracker({ samePerson: 0.4 });
  const face = (x: number, embedding: Float32Array) => ({ box: { x, y: 100, width: 80, height: 80 }, score: 0.9, embedding });
  tracker.update({ time: 0, faces: [face(100, anna)] });
  expect(tracker.update({ time: 0.1, faces: [face(100, lookBetween(anna, ben, 0.35))] })).toEqual([0]);
  expect(tracker.update({ time: 9, faces: [face(600, ben)] })).toEqual([1]);
});

test('a look that is learnt on the way is known after the person was away', () => {
  const turn = [anna, lookBetween(anna, ben, 0.7), lookBetween(anna, ben, 0.2)];
  const tracker = createTracker({ samePerson: 0.5 });
  const box = { x: 100, y: 100, width: 80, height: 80 };
  turn.forEach((embedding, index) => tracker.update({ time: index * 0.3, faces: [{ box, score: 0.9, embedding }] }));
  expect(tracker.update({ time: 90, faces: [{ box: { ...box, x: 700 }, score: 0.9, embedding: lookBetween(anna, ben, 0.15) }] })).toEqual([0]);
});

test('a second face that looks like somebody in the same frame is somebody else', () => {
  const tracker = createTracker({ samePerson: 0.4 });
  const face = (x: number) => ({ box: { x, y: 100, width: 80, height: 80 }, score: 0.9, embedding: anna });
  expect(tracker.update({ time: 0, faces: [face(100)] })).toEqual([0]);
  expect(tracker.update({ time: 0.04, faces: [face(500), face(102)] })).toEqual([1, 0]);
});

test('ids count from 0 in order of first appearance, without a hole, and are never used again', () => {
  const cast = Array.from({ length: 12 }, (_, number): Actor => ({ look: look(10 + number), at: still(300, between(number * 3, number * 3 + 2)) }));
  const ids = follow(cast, { times: timesAt(10, 36), embeddings: 'keys' });
  expect(ids.map(distinct)).toEqual(cast.map((_, number) => [number]));
});

test('frames without a face are taken, also before the first face', () => {
  const tracker = createTracker({ samePerson: 0.4 });
  const faces = [{ box: { x: 100, y: 100, width: 80, height: 80 }, score: 0.9 }];
  expect([tracker.update({ time: 0, faces: [] }), tracker.update({ time: 0.5, faces }), tracker.update({ time: 0.6, faces: [] }), tracker.update({ time: 0.7, faces })]).toEqual([[], [0], [], [0]]);
});

test('negative and repeated time stamps do no harm', () => {
  const tracker = createTracker({ samePerson: 0.4 });
  const see = (time: number, x: number) => tracker.update({ time, faces: [{ box: { x, y: 100, width: 80, height: 80 }, score: 0.9 }] })[0];
  expect([-0.2, -0.16, -0.16, -0.12, 0].map((time, index) => see(time, 100 + index))).toEqual([0, 0, 0, 0, 0]);
  expect([see(0, 105), see(0.04, 500)]).toEqual([0, 1]);
});

test('the same sightings give the same ids, whatever another tracker saw', () => {
  const cast = [anna, ben, carol].map((own, number): Actor => {
    const wander = random(number + 40);
    const path = Array.from({ length: 400 }, () => wander() * 25);
    return { look: own, at: (time) => (Math.sin(time * (number + 1)) > 0.8 ? undefined : { x: 200 + 150 * number + path[Math.round(time * 25)]! }) };
  });
  const shooting = { times: timesAt(25, 8), embeddings: 'keys', jitter: 8 } as const;
  const first = follow(cast, shooting);
  follow([...cast].reverse(), shooting);
  expect(follow(cast, shooting)).toEqual(first);
  expect(first.map(distinct)).toEqual([[0], [1], [2]]);
});
