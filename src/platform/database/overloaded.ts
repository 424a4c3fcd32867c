/**
 * Thrown in place of work that found no room at the database in time: nothing of it was done, and it can be asked
 * again.
 */
export class Overloaded extends Error {
  constructor() {
    super('The server is busy.');
  }
}
