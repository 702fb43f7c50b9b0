import { REST, type Pose } from './pose.ts';

/** Returns the pose `weight` of the way from `from` to `to`, field by field; weight in [0, 1]. */
export function blendPoses(from: Pose, to: Pose, weight: number): Pose {
  return mapPose((key) => from[key] + (to[key] - from[key]) * weight);
}

/** Returns a pose whose fields are what `value` says of each. */
export function mapPose(value: (key: keyof Pose) => number): Pose {
  return Object.fromEntries(Object.keys(REST).map((key) => [key, value(key as keyof Pose)])) as unknown as Pose;
}
