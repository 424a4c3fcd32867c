/**
 * England's bank holidays in the form in which gov.uk publishes them (https://www.gov.uk/bank-holidays.json), so that a
 * new year can be pasted in. `date` is the day on which the holiday is observed: in 2026 Boxing Day is a Saturday and
 * the holiday is on Monday 28 December.
 */
export const bankHolidaysAsPublished = {
  'england-and-wales': {
    division: 'england-and-wales',
    events: [
      { title: 'New Year’s Day', date: '2025-01-01', notes: '', bunting: true },
      { title: 'Good Friday', date: '2025-04-18', notes: '', bunting: false },
      { title: 'Easter Monday', date: '2025-04-21', notes: '', bunting: true },
      { title: 'Early May bank holiday', date: '2025-05-05', notes: '', bunting: true },
      { title: 'Spring bank holiday', date: '2025-05-26', notes: '', bunting: true },
      { title: 'Summer bank holiday', date: '2025-08-25', notes: '', bunting: true },
      { title: 'Christmas Day', date: '2025-12-25', notes: '', bunting: true },
      { title: 'Boxing Day', date: '2025-12-26', notes: '', bunting: true },
      { title: 'New Year’s Day', date: '2026-01-01', notes: '', bunting: true },
      { title: 'Good Friday', date: '2026-04-03', notes: '', bunting: false },
      { title: 'Easter Monday', date: '2026-04-06', notes: '', bunting: true },
      { title: 'Early May bank holiday', date: '2026-05-04', notes: '', bunting: true },
      { title: 'Spring bank holiday', date: '2026-05-25', notes: '', bunting: true },
      { title: 'Summer bank holiday', date: '2026-08-31', notes: '', bunting: true },
      { title: 'Christmas Day', date: '2026-12-25', notes: '', bunting: true },
      { title: 'Boxing Day', date: '2026-12-28', notes: 'Substitute day', bunting: true },
      { title: 'New Year’s Day', date: '2027-01-01', notes: '', bunting: true },
      { title: 'Good Friday', date: '2027-03-26', notes: '', bunting: false },
      { title: 'Easter Monday', date: '2027-03-29', notes: '', bunting: true },
      { title: 'Early May bank holiday', date: '2027-05-03', notes: '', bunting: true },
      { title: 'Spring bank holiday', date: '2027-05-31', notes: '', bunting: true },
      { title: 'Summer bank holiday', date: '2027-08-30', notes: '', bunting: true },
      { title: 'Christmas Day', date: '2027-12-27', notes: 'Substitute day', bunting: true },
      { title: 'Boxing Day', date: '2027-12-28', notes: 'Substitute day', bunting: true },
      { title: 'New Year’s Day', date: '2028-01-03', notes: 'Substitute day', bunting: true },
      { title: 'Good Friday', date: '2028-04-14', notes: '', bunting: false },
      { title: 'Easter Monday', date: '2028-04-17', notes: '', bunting: true },
      { title: 'Early May bank holiday', date: '2028-05-01', notes: '', bunting: true },
      { title: 'Spring bank holiday', date: '2028-05-29', notes: '', bunting: true },
      { title: 'Summer bank holiday', date: '2028-08-28', notes: '', bunting: true },
      { title: 'Christmas Day', date: '2028-12-25', notes: '', bunting: true },
      { title: 'Boxing Day', date: '2028-12-26', notes: '', bunting: true },
    ],
  },
};
