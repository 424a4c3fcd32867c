import { readFileSync } from 'node:fs';
import { bookingInput, bookSlot, freeSlots } from './support/bookings.js';
import { startIdentity } from './support/identity.js';
import { load, median } from './support/load.js';
import { startPostgres } from './support/postgres.js';
import { questionsOf, tokensFor } from './support/questions.js';
import { say } from './support/report.js';
import { productEnvironment, startServer } from './support/server.js';

const rounds = Number(process.env['BENCH_ROUNDS'] ?? 5);
const questionsARound = 200;
const bookingsARound = 60;
/** One network, the networks of an ICB, all of England: 13,600 slots each. */
const sizes = [1, 40, 1250].map((pcns) => ({ pcns, practicesPerPcn: 5, clinicsPerPcn: 10, days: 85 }));

const document = readFileSync(new URL('../../schema/operations/shared-availability.graphql', import.meta.url), 'utf8');

const timesOf = async (count: number, work: (index: number) => Promise<unknown>): Promise<number[]> => {
  const times: number[] = [];
  for (let i = 0; i < count; i += 1) {
    const began = performance.now();
    await work(i);
    times.push(performance.now() - began);
  }
  return times;
};

/** How much longer a question and a booking take in all of England than in one network: medians, asked one by one. */
export const run = async (): Promise<Record<string, unknown>> => {
  const postgres = await startPostgres();
  const identity = await startIdentity();
  const stops: (() => unknown)[] = [() => identity.stop()];
  try {
    const places = [];
    for (const country of sizes) {
      const urls = await postgres.database(`pcns_${country.pcns}`, country);
      const server = await startServer('src/main.js', productEnvironment(urls, identity), '/health/ready');
      stops.unshift(() => server.stop());
      const questions = await questionsOf(urls.superuser, country);
      const tokens = await tokensFor(questions, identity);
      const reading = load(
        `${server.url}/graphql`,
        questions.map((variables) => ({
          token: tokens.get(variables.practice) ?? '',
          body: JSON.stringify({ query: document, variables: { ...variables, first: 20 } }),
        })),
      );
      const slots = await freeSlots(urls.superuser, (rounds + 1) * bookingsARound);
      const slotTokens = await tokensFor(slots, identity);
      const booking = load(
        `${server.url}/graphql`,
        slots.map((slot, n) => ({
          token: slotTokens.get(slot.practice) ?? '',
          body: JSON.stringify({ query: bookSlot, variables: { input: bookingInput(slot, `G-${n}`) } }),
        })),
      );
      places.push({ country, reading, booking, asked: 0, booked: 0, reads: [] as number[], bookings: [] as number[] });
    }
    for (let round = 0; round <= rounds; round += 1) {
      for (const place of places) {
        const reads = await timesOf(questionsARound, () => place.reading.ask(place.asked++));
        const bookings = await timesOf(bookingsARound, () => place.booking.ask(place.booked++));
        if (round === 0) continue; // warm now
        place.reads.push(median(reads));
        place.bookings.push(median(bookings));
        const [read, book] = [median(reads), median(bookings)].map((ms) => ms.toFixed(2));
        say(`round ${round}, ${place.country.pcns} networks: availability ${read} ms, booking ${book} ms`);
      }
    }
    const [one, , england] = places;
    const ratio = (what: 'reads' | 'bookings') =>
      Number((median(england?.[what] ?? []) / median(one?.[what] ?? [])).toFixed(2));
    return { name: 'growth', availabilityRatio: ratio('reads'), bookingRatio: ratio('bookings') };
  } finally {
    for (const stop of stops) await stop();
    await postgres.stop();
  }
};
