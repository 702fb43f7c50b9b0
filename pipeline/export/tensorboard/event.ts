import { concatenate, floatField, intField, messageField, textField, varint, type Pieces } from '../../../runtime/onnx/protobuf.ts';

/** Fields of TensorFlow's `Event` message. */
const EVENT = { wallTime: 1, step: 2, fileVersion: 3, summary: 5 } as const;
/** Fields of `Summary` and of its `Value`. */
const SUMMARY = { value: 1, tag: 1, simpleValue: 2 } as const;

/** Returns the event that an event file begins with. */
export function toVersionEvent(wallTime: number): Uint8Array {
  return concatenate([...wallTimeField(wallTime), ...textField(EVENT.fileVersion, 'brain.Event:2')]);
}

/**
 * Returns the event that says what each scalar was at a step.
 *
 * @param wallTime seconds since 1970
 * @param scalars by tag, `"train/loss"`; NaN and infinities are shown as such
 */
export function toScalarEvent(wallTime: number, step: number, scalars: Readonly<Record<string, number>>): Uint8Array {
  const values = Object.entries(scalars).flatMap(([tag, value]) => messageField(SUMMARY.value, [...textField(SUMMARY.tag, tag), ...floatField(SUMMARY.simpleValue, value)]));
  return concatenate([...wallTimeField(wallTime), ...(step === 0 ? [] : intField(EVENT.step, step)), ...messageField(EVENT.summary, values)]);
}

/** Returns the step of an event that `toVersionEvent` or `toScalarEvent` made; 0 where it has none. */
export function stepOf(event: Uint8Array): number {
  const afterWallTime = 9;
  if (event[afterWallTime] !== EVENT.step << 3) return 0;
  let step = 0;
  for (let place = 0; ; place++) {
    const byte = event[afterWallTime + 1 + place] ?? 0;
    step += (byte & 127) * 128 ** place;
    if (byte < 128) return step;
  }
}

/** A 64-bit float: wire type 1, which the ONNX files have no use for. */
function wallTimeField(seconds: number): Pieces {
  const bytes = new DataView(new ArrayBuffer(8));
  bytes.setFloat64(0, seconds, true);
  return [varint((EVENT.wallTime << 3) | 1), new Uint8Array(bytes.buffer)];
}
