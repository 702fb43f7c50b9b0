import tf from '@tensorflow/tfjs';

/** Makes tfjs's plain CPU backend the current one, without its advice to install another. */
export async function onTfjsCpu(): Promise<void> {
  tf.env().set('PROD', true);
  await tf.setBackend('cpu');
}
