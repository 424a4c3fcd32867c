import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startExampleApp } from '../../support/example-app.js';
import { asPrinted, filledIn, readTour } from '../../support/readme-tour.js';
import type { TestApp } from '../../support/test-app.js';

const around = '2026-11-23';
let app: TestApp;
beforeAll(async () => {
  app = await startExampleApp(around);
});
afterAll(() => app.close());

const tour = readTour();

test('the README’s tour has its stops, and its documents are those of schema/operations', () => {
  expect(tour.map((stop) => stop.operation)).toEqual([
    'network',
    'shared-availability',
    'book-slot',
    'week',
    'practice-then-and-now',
    'continuity',
    'hand-over-practice',
    'hand-over-practice',
  ]);
  for (const { operation, document } of tour) {
    expect(document).toBe(readFileSync(`schema/operations/${operation}.graphql`, 'utf8'));
  }
});

test('every query of the README’s tour answers as it is printed there', async () => {
  const replies: Record<string, unknown> = {};
  for (const stop of tour) {
    const ask = await app.as(stop.role, stop.code);
    const reply = await ask(stop.document, filledIn(stop.variables, replies) as Record<string, unknown>);
    const { data, errors } = reply;
    replies[stop.operation] = data;
    expect({
      operation: stop.operation,
      reply: asPrinted(errors === undefined ? { data } : { data, errors }, stop.reply),
    }).toEqual({
      operation: stop.operation,
      reply: stop.reply,
    });
  }
});
