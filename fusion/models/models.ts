import { attentionSeq, ATTENTION_SEQ_OPTIONS } from './attention-seq.ts';
import { attention, ATTENTION_OPTIONS } from './attention.ts';
import { efLstm, EF_LSTM_OPTIONS } from './ef-lstm.ts';
import { fusionModelEntry, type FusionModelEntry } from './fusion-model-entry.ts';
import { graphMfn, GRAPH_MFN_OPTIONS } from './graph-mfn.ts';
import { lateFusion, LATE_FUSION_OPTIONS } from './late-fusion.ts';
import { lfDnn, LF_DNN_OPTIONS } from './lf-dnn.ts';
import { lmf, LMF_OPTIONS } from './lmf.ts';
import { mctn, MCTN_OPTIONS } from './mctn.ts';
import { mfm, MFM_OPTIONS } from './mfm.ts';
import { mfn, MFN_OPTIONS } from './mfn.ts';
import { misa, MISA_OPTIONS } from './misa.ts';
import { mmim, MMIM_OPTIONS } from './mmim.ts';
import { mult, MULT_OPTIONS } from './mult.ts';
import { tcn, TCN_OPTIONS } from './tcn.ts';
import { tfn, TFN_OPTIONS } from './tfn.ts';
import { TRANSFORMER_OPTIONS } from './transformer-options.ts';
import { transformer } from './transformer.ts';

const learningRate = [1e-3, 1e-4];
const unclipped = { learningRate, clipValue: [null] };

/** Every fusion model, by its name in configurations. What their training searches is MERBench's. */
export const FUSION_MODELS = {
  attention: fusionModelEntry({ name: 'attention', options: ATTENTION_OPTIONS, training: unclipped, make: attention }),
  'attention-seq': fusionModelEntry({ name: 'attention-seq', options: ATTENTION_SEQ_OPTIONS, training: unclipped, make: attentionSeq }),
  'late-fusion': fusionModelEntry({ name: 'late-fusion', options: LATE_FUSION_OPTIONS, training: unclipped, make: lateFusion }),
  'lf-dnn': fusionModelEntry({ name: 'lf-dnn', options: LF_DNN_OPTIONS, training: unclipped, make: lfDnn }),
  tfn: fusionModelEntry({ name: 'tfn', options: TFN_OPTIONS, training: unclipped, make: tfn }),
  lmf: fusionModelEntry({ name: 'lmf', options: LMF_OPTIONS, training: unclipped, make: lmf }),
  misa: fusionModelEntry({ name: 'misa', options: MISA_OPTIONS, training: { learningRate, clipValue: [null, 0.8, 1] }, make: misa }),
  mmim: fusionModelEntry({ name: 'mmim', options: MMIM_OPTIONS, training: { learningRate, clipValue: [0.6, 0.8, 1] }, make: mmim }),
  'ef-lstm': fusionModelEntry({ name: 'ef-lstm', options: EF_LSTM_OPTIONS, training: unclipped, make: efLstm }),
  mfn: fusionModelEntry({ name: 'mfn', options: MFN_OPTIONS, training: unclipped, make: mfn }),
  'graph-mfn': fusionModelEntry({ name: 'graph-mfn', options: GRAPH_MFN_OPTIONS, training: unclipped, make: graphMfn }),
  mfm: fusionModelEntry({ name: 'mfm', options: MFM_OPTIONS, training: unclipped, make: mfm }),
  mctn: fusionModelEntry({ name: 'mctn', options: MCTN_OPTIONS, training: { learningRate, clipValue: [null, 0.8, 1] }, make: mctn }),
  mult: fusionModelEntry({ name: 'mult', options: MULT_OPTIONS, training: { learningRate, clipValue: [null, 0.6, 0.8, 1] }, make: mult }),
  transformer: fusionModelEntry({ name: 'transformer', options: TRANSFORMER_OPTIONS, training: unclipped, make: transformer }),
  tcn: fusionModelEntry({ name: 'tcn', options: TCN_OPTIONS, training: unclipped, make: tcn }),
} as const satisfies Readonly<Record<string, FusionModelEntry>>;
