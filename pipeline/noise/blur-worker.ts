import { parentPort } from 'node:worker_threads';
import { blurFrame } from '../../datasets/noise/blur-frame.ts';
import type { BlurOrder } from './blur-thread.ts';
import { splitPlanes } from './split-planes.ts';

/** Blurs pictures that come through the port, one after another, and sends the three planes of each back. */
parentPort?.on('message', ({ bytes, width, height, rate }: BlurOrder) => {
  const planes = blurFrame(splitPlanes(bytes, width, height), rate);
  parentPort!.postMessage(planes, planes.map(({ pixels }) => pixels.buffer as ArrayBuffer));
});
