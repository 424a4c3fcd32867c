/** The properties of fair shares and of turns to host, twenty times as often as for every change. */
process.env['PROPERTY_FACTOR'] = '20';

await import('../property/sessions/fair-ledger.test.js');
await import('../property/sessions/fair-shares.test.js');
await import('../property/sessions/hosting-turns.test.js');
