import type { HiddenLayers } from '../../encoders/hidden-layers.ts';
import type { ModelCard } from '../../models/card.ts';

/** How sound becomes rows. Everything that changes a number is here or in `HiddenLayers`. */
export interface SpeechRecipe {
  /** Where the weights come from: a name on the Hugging Face hub, or on ModelScope for emotion2vec. */
  readonly checkpoint: string;
  readonly input: WaveformInput | LogMelInput;
  readonly chunk: {
    /** Longest piece that the net is given. */
    readonly seconds: number;
    /**
     * What fills the last piece up to that length: zeros in clips of more than one piece (`longer-clips`, MERBench), zeros in all clips
     * (`always`, Whisper), or nothing (`none`). Rows that look at them are left out.
     */
    readonly padding: 'longer-clips' | 'always' | 'none';
  };
  /** Samples from row to row, and under one row. */
  readonly rows: { readonly hop: number; readonly field: number };
  /** Length of a row. */
  readonly dimensions: number;
  /** Choices that the graph has outputs for. */
  readonly layers: readonly HiddenLayers[];
  /** Positions in the output `logits`, for a net that judges affect: about 0 to 1 each. */
  readonly affect?: { readonly arousal: number; readonly dominance: number; readonly valence: number };
}

/** Samples as they are, or `(x − mean) / √(variance + epsilon)` with the moments of the whole clip, before it is cut. */
export interface WaveformInput {
  readonly kind: 'waveform';
  readonly normalise: false | { readonly epsilon: number };
}

/** Whisper's spectrogram of each piece. */
export interface LogMelInput {
  readonly kind: 'log-mel';
  readonly bands: 80 | 128;
}

/** Facts about a net that turns speech into a row every 20 ms. */
export interface SpeechEncoderCard extends ModelCard {
  readonly speech: SpeechRecipe;
}
