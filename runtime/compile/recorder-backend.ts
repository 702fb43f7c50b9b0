import tf from '@tensorflow/tfjs';
import { constantFromBackend } from './recorded-type.ts';
import type { Recorder } from './recorder.ts';
import type { BackendValues, DataId, DataType } from '@tensorflow/tfjs';

/** Ops whose numbers tfjs draws itself and writes as if they were constants. */
const RANDOM = /^(rand|randomUniform|randomUniformInt|randomNormal|randomStandardNormal|randomGamma|truncatedNormal)__op$/;

/** The tfjs backend that a recorder stands behind: it holds constants, and refuses to be read where there is no value yet. */
export class RecorderBackend extends tf.KernelBackend {
  readonly recorder: Recorder;

  constructor(recorder: Recorder) {
    super();
    this.recorder = recorder;
  }

  override write(values: BackendValues, shape: number[], dtype: DataType): DataId {
    const op = RANDOM.exec(tf.engine().state.activeScope.name)?.[1];
    if (op !== undefined) throw new Error(`${op} draws its numbers once, while it is traced, and every run would have the same; draw them with the scope's dropout, normal or uniform`);
    return this.recorder.known(constantFromBackend(values, dtype), shape, dtype).dataId;
  }

  /** tfjs moves tensors of other backends by itself for ops that it runs on data; the recorder reads those where they are. */
  override move(): void {
    throw new Error('a tensor of another backend is moved while a function is traced');
  }

  override readSync(dataId: DataId): BackendValues {
    return this.recorder.read(dataId);
  }

  override async read(dataId: DataId): Promise<BackendValues> {
    return Promise.resolve(this.readSync(dataId));
  }

  override disposeData(dataId: DataId, force = false): boolean {
    return this.recorder.count(dataId, -1) <= 0 || force;
  }

  override incRef(dataId: DataId): void {
    this.recorder.count(dataId, 1);
  }

  override refCount(dataId: DataId): number {
    return this.recorder.count(dataId, 0);
  }

  /** Nothing is held but what tfjs holds itself, so there is nothing to count. */
  override numDataIds(): number {
    return 0;
  }

  override memory(): { unreliable: boolean } {
    return { unreliable: true };
  }

  override floatPrecision(): 16 | 32 {
    return 32;
  }

  override timerAvailable(): boolean {
    return false;
  }

  override dispose(): void {
    // The recorder outlives its backend: it holds what was recorded
  }
}
