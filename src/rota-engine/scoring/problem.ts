import type { Model } from '../model/model.js';
import type { RuleSetting } from '../model/profile.js';
import type { Rule } from '../rules/rule.js';
import type { Terms } from '../rules/terms.js';

/**
 * An instance and its rules as typed arrays. A **piece** is one clinician holding one line and has the number
 * `clinician * lineCount + line`; lines are numbered in order of start. Level 0 is what prohibitions cost beyond what
 * pins and the past break by themselves, levels 1 to `levelCount - 2` are the duties by rank, the last is preferences.
 */
export interface Problem {
  model: Model;
  rules: readonly Rule[];
  settings: readonly RuleSetting[];
  terms: Terms;
  clinicianCount: number;
  lineCount: number;
  pieceCount: number;
  days: number;
  historyDays: number;
  levelCount: number;
  /** Rank of the duties of each level from 1 to `levelCount - 2`. */
  ranks: readonly number[];
  /** By piece: 0 must not be, 1 may be, 2 is pinned. */
  eligible: Uint8Array;
  pins: Int32Array;
  linesOf: readonly Int32Array[];
  cliniciansOf: readonly Int32Array[];
  dayOfLine: Int32Array;
  /** Posts of each line. */
  posts: Int32Array;

  /** Preferences of single pieces: what holding one adds to the last level, and what nobody holding anything costs. */
  pieceCost: Int32Array;
  constantCost: number;

  counterBase: Int32Array;
  counterLow: Int32Array;
  counterHigh: Int32Array;
  counterWeight: Int32Array;
  counterLevel: Uint8Array;
  /**
   * Items are pieces, then flags: what item `i` counts is `itemCounter[k]`, `itemAmount[k]` for k in `[itemStart[i],
   * itemStart[i + 1])`.
   */
  itemStart: Uint32Array;
  itemCounter: Int32Array;
  itemAmount: Int32Array;

  /** The first `clinicianCount * (historyDays + days)` flags are days of work, by clinician and day. */
  flagBase: Int32Array;
  flagStart: Uint32Array;
  flagOfPiece: Int32Array;

  /** By clinician; 0 days: no such limit. */
  longestWork: RunLimits;
  shortestWork: RunLimits;
  shortestOff: RunLimits;
  hasRuns: Uint8Array;

  supportStart: Uint32Array;
  /** Support number * 2, plus 1 when the piece is a supporter. */
  supportOfPiece: Int32Array;
  supportBase: Int32Array;
  supportWeight: Int32Array;
  supportLevel: Uint8Array;
  /** Dependents that pins bring: they cost nothing. */
  supportAllowance: Int32Array;

  siteCount: number;
  siteOfLine: Int32Array;
  /** What each pair of sites of one clinician's day costs, `here * siteCount + there`; all 0 where no rule needs it. */
  sitePairCost: Int32Array;
  sitePairLevel: number;
  /** Each site of a day beyond this many costs the weight; 0 where no rule needs it. */
  sitesHigh: number;
  sitesWeight: number;
  sitesLevel: number;

  /** Prohibited pairs of lines: `band[group][line * (2 * reach + 1) + other - line + reach]` is 1. */
  band: readonly Uint8Array[];
  bandReach: number;
  bandGroup: Uint16Array;
  /** How many days apart two lines of a prohibited pair can start. */
  reachDays: number;
  /** How many lines one clinician can hold that start on one day. */
  dayWidth: number;
}

export interface RunLimits {
  days: Int32Array;
  weight: Int32Array;
  level: Uint8Array;
}

/** What one prohibited pair costs on level 0. */
export const clashCost = 1000;
