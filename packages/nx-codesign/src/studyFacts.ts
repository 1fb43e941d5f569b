import { outputPathInside } from '@nx-codesign/pipeline/output-path';
import type { IslandGrid } from '@nx-codesign/pipeline/stage-graph';
import { studyText } from './studyText';

/** What the targets of a project depend on in its codesign.json. */
export interface StudyFacts {
  /** From the root of the workspace; undefined if the study names none, or one outside. */
  readonly outputPath: string | undefined;
  readonly grid: IslandGrid;
}

/** Limits of `search.algorithm`, see its schema. */
const most: IslandGrid = { islands: 64, rounds: 100 };

/** Reads these facts alone; what a config that cannot be read or is wrong says, the executor reports. */
export function studyFacts(projectRoot: string, workspaceRoot: string): StudyFacts {
  const study = parsed(projectRoot);
  const outputPath = keyOf(study, 'outputPath');
  const algorithm = keyOf(keyOf(study, 'search'), 'algorithm');
  const count = (key: keyof IslandGrid) => countUpTo(keyOf(algorithm, key), most[key]);
  return {
    outputPath:
      typeof outputPath === 'string' ? outputPathInside(workspaceRoot, outputPath, projectRoot) : undefined,
    grid: { islands: count('islands'), rounds: count('rounds') },
  };
}

function parsed(projectRoot: string): unknown {
  try {
    return JSON.parse(studyText(projectRoot));
  } catch {
    return undefined;
  }
}

function keyOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;
}

function countUpTo(value: unknown, limit: number): number {
  return Number.isInteger(value) && Number(value) >= 1 && Number(value) <= limit ? Number(value) : 1;
}
