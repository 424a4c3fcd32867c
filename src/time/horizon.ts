/** How far ahead something is looked or planned, in days, and the words for it in messages. */
export interface Horizon {
  readonly days: number;
  readonly words: string;
}

const seriesWeeks = 53;

/** How far a series is worked out at once, and so how far ahead its sessions are published. */
export const seriesHorizon = { days: seriesWeeks * 7, words: `${seriesWeeks} weeks` } as const satisfies Horizon;

/** A change or a clinic that begins later than this is a mistyped year. */
export const planningHorizon = { days: 3653, words: 'ten years' } as const satisfies Horizon;
