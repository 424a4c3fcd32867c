/** Progress goes to the standard error: the standard output is for the one line of figures. */
export const say = (line: string): void => console.error(line);
