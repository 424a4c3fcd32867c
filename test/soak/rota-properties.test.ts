/** The rota engine's properties, twenty times as often as for every change, with new seeds each time. */
process.env['PROPERTY_FACTOR'] = '20';

await import('../property/rota/kernel.test.js');
await import('../property/rota/moves.test.js');
await import('../property/rota/inherited.test.js');
await import('../property/rota/checker.test.js');
await import('../property/rota/mip.test.js');
await import('../property/rota/answers.test.js');
await import('../property/rota/replan.test.js');
await import('../property/rota/solve.test.js');
