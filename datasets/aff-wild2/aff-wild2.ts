import type { Corpus } from '../corpus.ts';
import { openAffWild2 } from './open-aff-wild2.ts';
import { publishedCounts } from './published-counts.ts';

/** Aff-Wild2 as every edition of ABAW lays it out: a label for each frame, of valence and arousal, eight expressions, or twelve action units. */
export const affWild2: Corpus = {
  about: 'Aff-Wild2 of the ABAW challenges: valence and arousal, 8 expressions or 12 action units for each frame.',
  tasks: ['va', 'expr', 'au', 'mtl'],
  layout: {
    annotations: '6th_ABAW_Annotations, "Third ABAW Annotations" or any such folder',
    va: 'VA_Estimation_Challenge',
    expr: 'EXPR_Recognition_Challenge or EXPR_Classification_Challenge',
    au: 'AU_Detection_Challenge',
    mtl: 'MTL_Challenge',
    train: 'Train_Set, or train_set.txt for mtl',
    validation: 'Validation_Set, or validation_set.txt for mtl',
    test: 'Test_Set, where labels of the test set are at hand',
    faces: 'cropped_aligned; or cropped; or folders with commas between',
    videos: 'batch1,batch2,new_vids',
    testList: 'the sample or list of the test set, *test_set_example.txt, *_sample.txt or *_release.txt',
  },
  open: openAffWild2,
  published: publishedCounts,
};
