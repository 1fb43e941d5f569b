import { readFileSync } from 'node:fs';
import type { CodesignConfig } from '../config/schema';
import { runStages } from './testStudy';

/** A search in a process of its own, which a test can kill: the study's root, the config's file, the output, the cache. */
const [root, configFile, output, cache] = process.argv.slice(2);

const config = JSON.parse(readFileSync(configFile, 'utf8')) as CodesignConfig;
void runStages({ root, config }, ['dataset', 'search'], { output, cache, workers: 1 });
