/**
 * An invented event: no such notice was given, and none of this has happened. It is six weeks after the example's day,
 * prepared and not performed, so that a visitor can rehearse the hand-over and then do it. The two practices are real
 * ones in Luton only because the example has no others.
 */
export const inventedHandOver = {
  practice: 'E81076',
  branchOf: 'E81063',
  pcn: 'U27128',
  /** Days from the example's day: when notice was given, when it ends, and up to when the network has published. */
  noticeGivenIn: -14,
  endsIn: 42,
  publishedIn: 56,
  source: 'Synthetic: invented for the example. No such notice was given; nothing of it is a fact about the practice',
} as const;
