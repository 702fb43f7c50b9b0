/** Words that turn round what follows, as `splitWords` writes them. */
export const NEGATORS: ReadonlySet<string> = new Set(
  'not no never nothing nobody none neither nor without cannot cant dont doesnt didnt isnt arent wasnt werent wont wouldnt shouldnt couldnt aint hasnt havent hadnt hardly barely'.split(' '),
);

/** So many words after one are turned round, unless a mark or a word such as "but" comes first. */
export const NEGATION_REACH = 4;

/** Words that end the reach of a negator. */
export const TURNS: ReadonlySet<string> = new Set(['but', 'though', 'although', 'because', 'yet', 'however']);
