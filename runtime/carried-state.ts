import * as ort from 'onnxruntime-node';
import type { Carry } from './runtime.ts';
import type { Tensor } from './tensor.ts';

/**
 * The state of one session: tensors that are outputs of one run and inputs of the next. Two sets of buffers take turns, so that
 * ONNX Runtime writes in place and nothing is allocated from run to run.
 */
export class CarriedState {
  readonly #carry: Carry;
  readonly #current = new Map<string, ort.Tensor>();
  readonly #spare = new Map<string, ort.Tensor>();

  constructor(carry: Carry) {
    this.#carry = carry;
  }

  /** Sets carried inputs. */
  write(state: Readonly<Record<string, Tensor>>): void {
    for (const [name, { type, data, dims }] of Object.entries(state)) {
      this.#current.set(name, new ort.Tensor(type, data.slice(), dims));
      if (this.#carry[name] !== null) this.#spare.set(name, new ort.Tensor(type, data.slice(), dims));
    }
  }

  /** Returns the carried feeds of the next run, and where its outputs are to go. */
  next(outputs: readonly string[]): { feeds: Record<string, ort.Tensor>; fetches: Record<string, ort.Tensor | null> } {
    const unset = Object.keys(this.#carry).find((name) => !this.#current.has(name));
    if (unset !== undefined) throw new Error(`the state "${unset}" was never set`);
    const targets = new Map(this.#pairs().map(([input, output]) => [output, this.#spare.get(input)!]));
    return { feeds: Object.fromEntries(this.#current), fetches: Object.fromEntries(outputs.map((output) => [output, targets.get(output) ?? null])) };
  }

  /** Takes the carried outputs of a run over and returns the others. */
  keep(outputs: ort.InferenceSession.OnnxValueMapType): ort.InferenceSession.OnnxValueMapType {
    for (const [input, output] of this.#pairs()) {
      this.#spare.set(input, this.#current.get(input)!);
      this.#current.set(input, outputs[output]!);
    }
    const carried = new Set(this.#pairs().map(([, output]) => output));
    return Object.fromEntries(Object.entries(outputs).filter(([name]) => !carried.has(name)));
  }

  /** Returns a copy of all carried inputs. */
  copy(): Record<string, Tensor> {
    return Object.fromEntries([...this.#current].map(([name, { type, data, dims }]) => [name, { type, data: data.slice(), dims } as Tensor]));
  }

  #pairs(): [input: string, output: string][] {
    return Object.entries(this.#carry).filter((pair): pair is [string, string] => pair[1] !== null);
  }
}
