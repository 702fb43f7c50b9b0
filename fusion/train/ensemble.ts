import tf from '@tensorflow/tfjs';
import type { Scope, Tensors } from '../../runtime/train/scope.ts';
import type { TrainerState } from '../../runtime/train/trainer.ts';
import type { Model } from './compose-model.ts';

/** A trained model. */
export interface Member {
  readonly predict: Model['predict'];
  readonly weights: TrainerState['tensors'];
}

/** Models whose answers are averaged, as one. */
export interface Ensemble {
  readonly predict: (scope: Scope, batch: Tensors) => Tensors;
  readonly weights: TrainerState['tensors'];
}

/**
 * Returns one model that answers with the mean of the members' answers. Classes are averaged as logits, before the softmax, as the
 * baseline of MER 2023 does.
 */
export function ensembleOf(members: readonly Member[]): Ensemble {
  if (members.length === 1) return members[0]!;
  const name = (index: number) => `member-${index + 1}`;
  return {
    predict(scope, batch) {
      const answers = members.map((member, index) => member.predict(scope.in(name(index)), batch));
      const outputs = Object.keys(answers[0]!).map((key) => [key, tf.div(tf.addN(answers.map((answer) => answer[key]!)), members.length)] as const);
      const means: Tensors = Object.fromEntries(outputs);
      const logits = (means as Partial<Tensors>)['expression.logits'];
      return logits === undefined ? means : { ...means, expression: tf.softmax(logits) };
    },
    weights: Object.fromEntries(members.flatMap(({ weights }, index) => Object.entries(weights).map(([key, tensor]) => [key.replace(':', `:${name(index)}/`), tensor] as const))),
  };
}
