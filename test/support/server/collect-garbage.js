// Loaded before a server by `--import`: on SIGUSR2 it collects all garbage, so that its heap shows what is really kept.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc');
process.on('SIGUSR2', () => collect());
