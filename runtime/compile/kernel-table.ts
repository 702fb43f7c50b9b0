import { activations } from './kernels/activation.ts';
import { arithmetic } from './kernels/arithmetic.ts';
import { blocks } from './kernels/blocks.ts';
import { comparison } from './kernels/comparison.ts';
import { convolutions } from './kernels/convolution.ts';
import { convolutionGradients } from './kernels/convolution-gradient.ts';
import { cumulations } from './kernels/cumulation.ts';
import { einsum } from './kernels/einsum.ts';
import { fusedCrossEntropy } from './kernels/fused-cross-entropy.ts';
import { fusedEmbedding } from './kernels/fused-embedding.ts';
import { fusedGelu } from './kernels/fused-gelu.ts';
import { fusedNormalisation } from './kernels/fused-normalisation.ts';
import { fusedProducts } from './kernels/fused-product.ts';
import { normalisation } from './kernels/normalisation.ts';
import { pooling } from './kernels/pooling.ts';
import { poolingGradients } from './kernels/pooling-gradient.ts';
import { products } from './kernels/product.ts';
import { reductions } from './kernels/reduction.ts';
import { resizing } from './kernels/resizing.ts';
import { resizingGradients } from './kernels/resizing-gradient.ts';
import { scans } from './kernels/scan.ts';
import { scattering } from './kernels/scattering.ts';
import { shapes } from './kernels/shape.ts';
import { slicing } from './kernels/slicing.ts';
import { unaryFunctions } from './kernels/unary.ts';
import type { KernelTable } from './kernel.ts';

/** Every tfjs kernel that can be compiled, by its tfjs name. */
export const KERNELS: KernelTable = {
  ...activations,
  ...arithmetic,
  ...blocks,
  ...comparison,
  ...convolutions,
  ...convolutionGradients,
  ...cumulations,
  ...einsum,
  ...fusedCrossEntropy,
  ...fusedEmbedding,
  ...fusedGelu,
  ...fusedNormalisation,
  ...fusedProducts,
  ...normalisation,
  ...pooling,
  ...poolingGradients,
  ...products,
  ...reductions,
  ...resizing,
  ...resizingGradients,
  ...scans,
  ...scattering,
  ...shapes,
  ...slicing,
  ...unaryFunctions,
};
