/** The rota engine's properties, twenty times as often as for every change, with new seeds each time. */
process.env['PROPERTY_FACTOR'] = '20';

await import('../property/rota-engine/kernel.test.js');
await import('../property/rota-engine/moves.test.js');
await import('../property/rota-engine/inherited.test.js');
await import('../property/rota-engine/checker.test.js');
await import('../property/rota-engine/mip.test.js');
await import('../property/rota-engine/answers.test.js');
await import('../property/rota-engine/replan.test.js');
await import('../property/rota-engine/solve.test.js');
