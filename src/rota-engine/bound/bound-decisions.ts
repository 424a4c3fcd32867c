import type { Day, Week } from './bound-weeks.js';

/** The cheapest week at the prices of items, over the sums of amounts day by day; writes what it holds to `held`. */
export function decideWeek({ days, ends }: Week, price: Float64Array, held: Uint8Array): number {
  let costs = new Float64Array(1);
  const taken: { picks: Int32Array; from: Int32Array }[] = [];
  for (const day of days) {
    const { picks, cheapest } = cheapestByAmount(day, price);
    const reached = new Float64Array(day.next.reduce((most, place) => Math.max(most, place), 0) + 1).fill(Infinity);
    const from = new Int32Array(reached.length);
    for (let step = 0; step < day.next.length; step += 1) {
      const cost = costs[Math.floor(step / cheapest.length)]! + cheapest[step % cheapest.length]!;
      const place = day.next[step]!;
      if (cost >= reached[place]!) continue;
      reached[place] = cost;
      from[place] = step;
    }
    costs = reached;
    taken.push({ picks, from });
  }
  let place = 0;
  for (let end = 1; end < ends.length; end += 1)
    if (costs[end]! + ends[end]! < costs[place]! + ends[place]!) place = end;
  const least = costs[place]! + ends[place]!;
  for (let number = days.length - 1; number >= 0; number -= 1) {
    const { start, items, amounts } = days[number]!;
    const { picks, from } = taken[number]!;
    const step = from[place]!;
    const choice = picks[step % amounts.length]!;
    for (let at = start[choice]!; at < start[choice + 1]!; at += 1) held[items[at]!] = 1;
    place = Math.floor(step / amounts.length);
  }
  return least;
}

function cheapestByAmount(day: Day, price: Float64Array) {
  const { cost, amounts, amountOf } = day;
  const cheapest = new Float64Array(amounts.length).fill(Infinity);
  const picks = new Int32Array(amounts.length);
  for (let choice = 0; choice < cost.length; choice += 1) {
    const sum = costOfChoice(day, choice, price);
    const place = amountOf[choice]!;
    if (sum >= cheapest[place]!) continue;
    cheapest[place] = sum;
    picks[place] = choice;
  }
  return { cheapest, picks };
}

function costOfChoice({ start, items, cost }: Day, choice: number, price: Float64Array): number {
  let sum = cost[choice]!;
  for (let at = start[choice]!; at < start[choice + 1]!; at += 1) sum += price[items[at]!]!;
  return sum;
}
