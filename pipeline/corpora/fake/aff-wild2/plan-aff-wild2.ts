import type { PlanRequest } from '../fake-options.ts';
import type { FakePlan, PlannedFile } from '../fake-plan.ts';
import { annotationFiles, multiTaskFiles, testListFiles, type Labelled } from './annotation-files.ts';
import { castVideos } from './cast-videos.ts';
import { namesOfEdition } from './edition-names.ts';
import { labelFrames } from './label-frames.ts';
import { listQuirks } from './list-quirks.ts';

/** What macOS leaves in every folder that was looked into. */
const LEFT_BEHIND: PlannedFile = { path: 'cropped_aligned/cropped_aligned/.DS_Store', content: '\0\0\0\u0001Bud1' };

/** Returns an Aff-Wild2 as the given edition of ABAW laid it out. Faces, valence and arousal, expressions and action units follow one course over time. */
export function planAffWild2(request: PlanRequest): FakePlan {
  const names = namesOfEdition(request.edition);
  const videos = castVideos(request);
  const labelled = videos.flatMap((video): Labelled[] => video.people.map((person) => ({ key: person.key, video, labels: labelFrames(video, person) })));
  const files = [
    ...annotationFiles(labelled, names, request.testLabels === 'released'),
    ...testListFiles(labelled, names, request.seed),
    ...multiTaskFiles(labelled, names),
    LEFT_BEHIND,
  ];
  return { files, clips: videos.map(({ clip }) => clip), quirks: [...listQuirks(videos, labelled), { quirk: 'left-behind', where: LEFT_BEHIND.path, what: 'A file of the file manager lies among the crops.' }] };
}
