import { enumOf } from './enum-of.js';

export const WeekdayEnum = enumOf('Weekday', 'A day of the week in London.', {
  MONDAY: 'Monday.',
  TUESDAY: 'Tuesday.',
  WEDNESDAY: 'Wednesday.',
  THURSDAY: 'Thursday.',
  FRIDAY: 'Friday.',
  SATURDAY: 'Saturday, a day of network standard hours.',
  SUNDAY: 'Sunday.',
});
