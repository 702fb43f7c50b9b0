import { ModelError } from '../../../runtime/model-error.ts';
import type { Session } from '../../../runtime/runtime.ts';
import { float32, type Tensor } from '../../../runtime/tensor.ts';
import type { LoadedModel } from '../../models/loaded-model.ts';
import { listenByFrame } from './listen-by-frame.ts';
import type { SpeechListener, VoiceActivity } from './voice-activity.ts';

const CONTEXT = 64; // Samples of the frame before that the net sees again
const FRAME = 512;

/**
 * Returns Silero VAD (version 5 and 6: `input` [1, 576], `state` [2, 1, 128], `sr`) on an open session, which it closes when
 * it is disposed. Its recurrent state makes one call per frame necessary.
 */
export function openSileroActivity({ session, model }: { session: Session; model: Pick<LoadedModel, 'id'> }): VoiceActivity {
  return {
    id: model.id,
    listen: () => listen(model.id, session),
    [Symbol.asyncDispose]: () => session[Symbol.asyncDispose](),
  };
}

function listen(id: string, session: Session): SpeechListener {
  let context = new Float32Array(CONTEXT);
  let state: Tensor = float32(new Float32Array(2 * 128), 2, 1, 128);
  return listenByFrame(async (frame) => {
    const input = new Float32Array(CONTEXT + FRAME);
    input.set(context);
    input.set(frame, CONTEXT);
    context = input.slice(FRAME);
    const { output, stateN } = await session.run({
      input: float32(input, 1, CONTEXT + FRAME),
      state,
      sr: { type: 'int64', dims: [], data: BigInt64Array.of(16_000n) },
    });
    if (stateN === undefined || output?.type !== 'float32' || output.data.length !== 1) {
      throw new ModelError('WRONG_OUTPUT', { model: id, detail: 'it does not give one `output` and the next `stateN`' });
    }
    state = stateN;
    return output.data[0]!;
  });
}
