/** Which hidden states make a row: the last layer's (MER2023's baseline), or the sum of the last four (MERBench). Never told apart by shape. */
export type HiddenLayers = 'last' | 'last-four-sum';
