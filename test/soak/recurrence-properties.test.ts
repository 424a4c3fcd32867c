/** The properties of recurring series, twenty times as often as for every change. */
process.env['PROPERTY_FACTOR'] = '20';

await import('../property/time/recurrence.test.js');
