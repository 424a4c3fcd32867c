import { prepareNode } from './prepare-node.js';

prepareNode();
const { serve } = await import('./serve.js');
await serve(process.env);
