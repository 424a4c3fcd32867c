import { demandSupportedNode } from './supported-node.js';

demandSupportedNode();
const { serve } = await import('./serve.js');
await serve(process.env);
