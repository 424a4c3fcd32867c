/** Progress goes to the standard error: the standard output is for the one line of figures. */
export function say(line: string): void {
  return console.error(line);
}
