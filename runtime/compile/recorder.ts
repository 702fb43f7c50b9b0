import tf from '@tensorflow/tfjs';
import { constantFromBackend, elementTypeOf, type ConstantArray, type RecordedType } from './recorded-type.ts';
import { toChannelsFirst } from './channels-first.ts';
import { isUniform, repeat } from './repeat.ts';
import type { RecordedValue } from './recorded-value.ts';
import type { Attribute, GraphNode } from '../onnx/model.ts';
import type { DataId, DataType, TensorInfo } from '@tensorflow/tfjs';

/** A constant that the recorded nodes read. */
export type RecordedConstant = { readonly name: string; readonly dims: readonly number[] } & (
  | { readonly type: RecordedType; readonly data: ConstantArray }
  | { readonly type: 'int64'; readonly data: BigInt64Array }
);

/**
 * What kernels append ONNX nodes to, in place of computing. Images keep the channels-first layout of ONNX
 * from one kernel to the next, and are turned back only where a kernel needs tfjs's own order of axes.
 * Reading a traced tensor throws, since it has no values yet.
 */
export class Recorder {
  /** Constants of all graphs, nested ones too. */
  readonly constants: RecordedConstant[] = [];
  readonly #graphs: GraphNode[][] = [[]];
  readonly #named = new Map<string, RecordedValue>();
  readonly #values = new WeakMap<DataId, RecordedValue>();
  /** Tensors that share a data id; one where there is no number. */
  readonly #users = new WeakMap<DataId, number>();
  #names = 0;

  /** Nodes of the graph that is being recorded. */
  get nodes(): GraphNode[] {
    return this.#graphs.at(-1)!;
  }

  /**
   * Records what `record` does into a graph of its own, and returns its nodes with what it returns. Inside, tensors of the graphs
   * around it can be read by `result` of their names only; constants can be read everywhere.
   */
  nested<Result>(record: () => Result): { result: Result; nodes: GraphNode[] } {
    const nodes: GraphNode[] = [];
    this.#graphs.push(nodes);
    try {
      return { result: record(), nodes };
    } finally {
      this.#graphs.pop();
    }
  }

  /** Puts `nodes` in the place of recorded nodes that follow one another. */
  replace(replaced: readonly GraphNode[], nodes: readonly GraphNode[]): void {
    const at = this.nodes.indexOf(replaced[0]!);
    if (at === -1) throw new Error(`the ${replaced[0]!.op} to be replaced is not in the graph that is being recorded`);
    this.nodes.splice(at, replaced.length, ...nodes);
  }

  /** Returns shape and type of the tensor called `name`. */
  describe(name: string): { readonly shape: readonly number[]; readonly dtype: DataType } {
    const value = this.#named.get(name);
    if (value === undefined) throw new Error(`"${name}" is no tensor of its own`);
    return value;
  }

  /** Returns a tensor that stands for an input, not yet named, of the graph that is being recorded. */
  argument(shape: readonly number[], dtype: DataType): TensorInfo {
    return this.result(this.newName('a'), shape, dtype);
  }

  /** Returns a tensor that stands for the graph's input `name`. */
  input(name: string, shape: readonly number[], dtype: DataType): TensorInfo {
    return this.result(name, shape, dtype);
  }

  /** Returns the tensor that `name` holds, in tfjs's order of axes. */
  result(name: string, shape: readonly number[], dtype: DataType): TensorInfo {
    return this.#add({ shape, dtype, name });
  }

  /** Returns the tensor of tfjs shape `shape` whose values `name` holds with channels first. */
  channelsFirstResult(name: string, shape: readonly number[], dtype: DataType): TensorInfo {
    return this.#add({ shape, dtype, channelsFirst: name });
  }

  /** Returns a tensor whose values are known while tracing. */
  known(values: ConstantArray, shape: readonly number[], dtype: DataType): TensorInfo {
    if (shape.length === 0 || !isUniform(values)) return this.#add({ shape, dtype, constant: values });
    return this.spread(this.known(values.slice(0, 1), [], dtype), shape);
  }

  /** Returns `tensor` itself for one more user. */
  again(tensor: TensorInfo): TensorInfo {
    // A tensor of another backend is that backend's to count
    if (this.#value(tensor).graph === undefined) return this.#add({ ...this.#value(tensor) });
    this.count(tensor.dataId, 1);
    return { dataId: tensor.dataId, shape: tensor.shape, dtype: tensor.dtype };
  }

  /** Returns `tensor` repeated along axes up to `shape`. Elementwise kernels take it as it is; others as an Expand. */
  spread(tensor: TensorInfo, shape: readonly number[]): TensorInfo {
    if (tensor.shape.join() === shape.join()) return this.again(tensor);
    return this.#add({ shape, dtype: tensor.dtype, source: this.compact(tensor) });
  }

  /** Returns the smaller tensor of which `tensor` is a repetition, or `tensor` itself. */
  compact(tensor: TensorInfo): TensorInfo {
    return this.#value(tensor).source ?? tensor;
  }

  /** Returns the same values in the same order under another shape. Costs nothing for constants and for a shape taken back. */
  reshaped(tensor: TensorInfo, shape: readonly number[]): TensorInfo {
    const constant = this.constantOf(tensor);
    if (constant !== undefined) return this.known(constant, shape, tensor.dtype);
    const origin = this.#value(tensor).origin ?? tensor;
    if (origin.shape.join() === shape.join()) return this.again(origin);
    return this.#add({ shape, dtype: tensor.dtype, origin, name: this.emit('Reshape', [this.name(origin), this.int64(shape)]) });
  }

  /** Appends a node with one output and returns the output's name. */
  emit(op: string, inputs: readonly string[], attributes: Readonly<Record<string, Attribute>> = {}): string {
    return this.emitMany(op, inputs, { count: 1, attributes })[0]!;
  }

  /** Appends a node with `count` outputs and returns their names. */
  emitMany(op: string, inputs: readonly string[], { count, attributes = {} }: { count: number; attributes?: Readonly<Record<string, Attribute>> }): string[] {
    const outputs = Array.from({ length: count }, () => this.newName('t'));
    this.nodes.push({ op, inputs, outputs, attributes });
    return outputs;
  }

  /** Returns the name of one more output of the node that gives `name`; `undefined` when that is another operation than `op`. */
  addOutput(op: string, name: string): string | undefined {
    const at = this.nodes.findLastIndex((node) => node.op === op && node.outputs.includes(name));
    if (at === -1) return undefined;
    const added = this.newName('t');
    this.nodes[at] = { ...this.nodes[at]!, outputs: [...this.nodes[at]!.outputs, added] };
    return added;
  }

  /** Returns the name of a new int64 vector: shapes, axes, indices. */
  int64(values: readonly number[]): string {
    const name = this.newName('c');
    this.constants.push({ name, type: 'int64', dims: [values.length], data: BigInt64Array.from(values, BigInt) });
    return name;
  }

  /** Returns the name of a new scalar of tfjs type `dtype`. */
  scalar(value: number, dtype: DataType = 'float32'): string {
    return this.#constant(elementTypeOf(dtype), [], constantFromBackend([value], dtype));
  }

  /** Returns the name of `tensor` in tfjs's order of axes. */
  name(tensor: TensorInfo): string {
    const value = this.#value(tensor);
    this.#assertWithin(value);
    if (value.name !== undefined) return value.name;
    const constant = this.constantOf(tensor);
    if (constant !== undefined) value.name = this.#constant(elementTypeOf(value.dtype), value.shape, constant);
    else if (value.source !== undefined) value.name = this.emit('Expand', [this.name(value.source), this.int64(value.shape)]);
    else value.name = this.emit('Transpose', [value.channelsFirst!], { perm: [0, 2, 3, 1] });
    this.#named.set(value.name, value);
    return value.name;
  }

  /** Returns the name of `tensor` with channels first. Traced tensors have rank 4, constants at most 4. */
  channelsFirst(tensor: TensorInfo): string {
    const value = this.#value(tensor);
    this.#assertWithin(value);
    if (value.channelsFirst !== undefined) return value.channelsFirst;
    const constant = this.constantOf(tensor);
    if (constant === undefined) {
      value.channelsFirst = this.emit('Transpose', [this.name(tensor)], { perm: [0, 3, 1, 2] });
    } else {
      const { data, dims } = toChannelsFirst(constant, value.shape);
      value.channelsFirst = this.#constant(elementTypeOf(value.dtype), dims, data);
    }
    this.#named.set(value.channelsFirst, value);
    return value.channelsFirst;
  }

  /** Returns the name of a new constant with the given values. */
  constant(values: ConstantArray, dims: readonly number[]): string {
    return this.#constant(values instanceof Float32Array ? 'float32' : values instanceof Int32Array ? 'int32' : 'bool', dims, values);
  }

  /** True when `tensor` is an image that already exists with channels first. */
  isChannelsFirst(tensor: TensorInfo): boolean {
    const value = this.#value(tensor);
    return value.constant === undefined && value.channelsFirst !== undefined;
  }

  /** Returns the values of `tensor` when they are known while tracing. */
  constantOf(tensor: TensorInfo): ConstantArray | undefined {
    const { constant, source, shape } = this.#value(tensor);
    if (source === undefined) return constant;
    const values = this.constantOf(source);
    return values === undefined ? undefined : repeat(values, source.shape, shape);
  }

  /** Returns the values behind `dataId` when they are known while tracing; otherwise throws, saying what they will come from. */
  read(dataId: DataId): ConstantArray {
    const value = this.#values.get(dataId);
    const constant = value === undefined ? undefined : this.constantOf({ dataId, shape: [...value.shape], dtype: value.dtype });
    if (constant !== undefined) return constant;
    const producer = this.nodes.findLast((node) => node.outputs.some((output) => output === value?.name || output === value?.channelsFirst));
    const origin = producer === undefined ? `input "${value?.name ?? '?'}"` : `result of ${producer.op}`;
    throw new Error(`the ${origin} is read while it is traced, but has no value yet`);
  }

  /** Counts one user of `dataId` more, or less, and returns how many there are then. */
  count(dataId: DataId, change: number): number {
    const users = (this.#users.get(dataId) ?? 1) + change;
    this.#users.set(dataId, users);
    return users;
  }

  #add(value: RecordedValue): TensorInfo {
    const dataId = {};
    const stored = { ...value, graph: this.nodes };
    this.#values.set(dataId, stored);
    if (value.name !== undefined) this.#named.set(value.name, stored);
    if (value.channelsFirst !== undefined) this.#named.set(value.channelsFirst, stored);
    return { dataId, shape: [...value.shape], dtype: value.dtype };
  }

  /** A tensor of another backend is copied as a constant; it stays where it is. */
  #value(tensor: TensorInfo): RecordedValue {
    const known = this.#values.get(tensor.dataId);
    if (known !== undefined) return known;
    const values = tf.engine().readSync(tensor.dataId);
    const value = { shape: tensor.shape, dtype: tensor.dtype, constant: constantFromBackend(values, tensor.dtype) };
    this.#values.set(tensor.dataId, value);
    return value;
  }

  #assertWithin({ graph, shape, constant, source }: RecordedValue): void {
    if (graph === this.nodes || graph === undefined || (source === undefined ? constant : this.#value(source).constant) !== undefined) return;
    const inner = this.#graphs.includes(graph as GraphNode[]);
    throw new Error(`a tensor of shape [${shape.join(', ')}] is used ${inner ? 'inside a step that was not given it: pass it in `constants`' : 'outside the step that made it'}`);
  }

  #constant(type: RecordedType, dims: readonly number[], data: ConstantArray): string {
    const name = this.newName('c');
    this.constants.push({ name, type, dims, data });
    return name;
  }

  /** Returns a name that nothing in the graph has yet. */
  newName(prefix = 't'): string {
    this.#names += 1;
    return `${prefix}:${this.#names}`;
  }
}
