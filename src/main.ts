import { prepareNode } from './start/prepare-node.js';

prepareNode();
const { serve } = await import('./commands/serve.js');
await serve(process.env);
