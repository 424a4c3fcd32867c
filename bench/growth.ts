import { readFileSync } from 'node:fs';
import { bookingOf, freeSlots } from './support/bookings.js';
import { load, median } from './support/load.js';
import { questionsOf, requestsOf } from './support/questions.js';
import { say } from './support/report.js';
import { onStage } from './support/stage.js';
import { productEnvironment } from './support/server.js';

const rounds = Number(process.env['BENCH_ROUNDS'] ?? 5);
const questionsARound = 200;
const bookingsARound = 60;
/** As many as the points of a receptionist's token pay for beside what is timed. */
const warmUpAPractice = 20;
/** One network, the networks of an ICB, all of England: 13,600 slots each. */
const sizes = [1, 40, 1250].map((pcns) => ({ pcns, practicesPerPcn: 5, clinicsPerPcn: 10, days: 85 }));

const document = readFileSync(new URL('../../schema/operations/shared-availability.graphql', import.meta.url), 'utf8');

async function timesOf(count: number, work: (index: number) => Promise<unknown>): Promise<number[]> {
  const times: number[] = [];
  for (let i = 0; i < count; i += 1) {
    const began = performance.now();
    await work(i);
    times.push(performance.now() - began);
  }
  return times;
}

/** How much longer a question and a booking take in all of England than in one network: medians, asked one by one. */
export function run(): Promise<Record<string, unknown>> {
  return onStage(async ({ postgres, identity, start }) => {
    const places = [];
    for (const country of sizes) {
      const urls = await postgres.database(`pcns_${country.pcns}`, country);
      const server = await start('src/main.js', productEnvironment(urls, identity), '/health/ready');
      const questions = await questionsOf(urls.superuser, country);
      const reading = load(
        `${server.url}/graphql`,
        await requestsOf(questions, identity, (variables) => ({
          query: document,
          variables: { ...variables, first: 20 },
        })),
      );
      const slots = await freeSlots(urls.superuser, (rounds + 1) * bookingsARound);
      const booking = load(
        `${server.url}/graphql`,
        await requestsOf(slots, identity, (slot, n) => bookingOf(slot, `G-${n}`)),
      );
      places.push({ country, reading, booking, asked: 0, booked: 0, reads: [] as number[], bookings: [] as number[] });
    }
    // Each server answers as one that has been running for a while: what these practices, at most 200 spread over the
    // country, ask for is in memory, as far as it fits. That all 6,250 of England ask at once is not measured.
    for (const { country, reading } of places) {
      const practices = Math.min(country.pcns * country.practicesPerPcn, 200);
      await timesOf(practices * warmUpAPractice, (i) => reading.ask(i));
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
  });
}
