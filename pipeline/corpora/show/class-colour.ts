/** Classes by whose colour the style sheet knows them, with other words for them. */
const KNOWN: Readonly<Record<string, readonly string[]>> = {
  neutral: ['neutral', 'calm'],
  anger: ['anger', 'angry'],
  disgust: ['disgust', 'disgusted'],
  fear: ['fear', 'fearful', 'afraid'],
  happiness: ['happiness', 'happy', 'joy'],
  sadness: ['sadness', 'sad'],
  surprise: ['surprise', 'surprised'],
  other: ['other', 'others'],
};
/** How many colours without a meaning there are. */
const OTHERS = 8;

/** Returns the class name that gives an element the colour of class `code`; no two classes of a corpus share one while there are enough. */
export function classColour(classes: readonly string[], code: number): string {
  const known = meaning(classes[code] ?? '');
  const isFirst = known !== undefined && classes.findIndex((name) => meaning(name) === known) === code;
  return isFirst ? `expression-${known}` : `colour-${code % OTHERS}`;
}

function meaning(name: string): string | undefined {
  return Object.keys(KNOWN).find((known) => KNOWN[known]!.includes(name.toLowerCase()));
}
