/**
 * The hand-over of Bramingham Park (E81064) and Kingsway (Y02332), as far as the official files show it: both were
 * APMS; E81064 closed on 28 February 2025; Y02332 is now called Kingsway & Bramingham Surgery, with 17,583 patients. We
 * infer from this that the site became its branch on the next day. On 1 July 2025 the contract went to another holder.
 */
export const kingsway = {
  practice: 'Y02332',
  formerName: 'Kingsway Health Centre',
  renamedOn: '2025-03-01',
  branchSiteOf: 'E81064',
  branchFrom: '2025-03-01',
  holderChangedOn: '2025-07-01',
  announced: 'Announced by the holder who gave it up; who came after is not named in our sources',
  inferred:
    'Inferred from the directory of November 2025: E81064 closed on 28 February 2025, and Y02332 bears both names since',
} as const;
