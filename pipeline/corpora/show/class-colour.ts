/** Classes by whose colour the style sheet knows them, with other words for them, the likeliest first. */
const KNOWN: Readonly<Record<string, readonly string[]>> = {
  neutral: ['neutral'],
  anger: ['anger', 'angry'],
  disgust: ['disgust', 'disgusted'],
  fear: ['fear', 'fearful', 'afraid'],
  happiness: ['happiness', 'happy', 'joy'],
  sadness: ['sadness', 'sad'],
  surprise: ['surprise', 'surprised'],
  other: ['other', 'others'],
};
/** Colours of the style sheet that none of these is close to, for the other classes in turn. */
const OTHERS = [0, 5, 6, 7];

/** Returns the class name that gives an element the colour of class `code`: that of its meaning, else the next colour without one. */
export function classColour(classes: readonly string[], code: number): string {
  const known = meaning(classes[code] ?? '');
  if (known !== undefined) return `expression-${known}`;
  const before = classes.slice(0, Math.max(0, code)).filter((name) => meaning(name) === undefined).length;
  return `colour-${OTHERS[before % OTHERS.length]!}`;
}

function meaning(name: string): string | undefined {
  return Object.keys(KNOWN).find((known) => KNOWN[known]!.includes(name.toLowerCase()));
}
