/** Returns settings as assignments of whole branches, `head={"name":"mer"}`, so that those of the user, which come after, win. */
export function toAssignments(settings: Readonly<Record<string, unknown>>): string[] {
  return Object.entries(settings).map(([key, value]) => `${key}=${JSON.stringify(value)}`);
}
