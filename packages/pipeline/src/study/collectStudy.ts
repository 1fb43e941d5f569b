import type { DesignDescription } from '@nx-codesign/hardware';
import type { Network } from '@nx-codesign/ir';
import type { DataSetDescription } from '@nx-codesign/train';
import type { ArtefactReader } from '../artefacts/readFolder';
import type { Timing, VariantUtilization, Verification } from '../records/checks';
import type { SearchAnalysis } from '../records/searchAnalysis';
import type { VariantEvaluation } from '../records/evaluation';
import { artefactFormatVersion } from '../records/schema';
import type { LocalTrial, PrecisionTrial, PruningStep, SearchTrial } from '../records/trials';
import type { EmittedVariant, VariantsFile } from '../records/variants';
import type { CodesignConfig } from '../config/schema';
import type { Measure } from '../config/slices/search';
import type { StageName } from '../config/stages';
import type { StudyReport, VariantReport } from './studyReport';

/** Reads what all stages wrote. Throws `artefacts.missing`, naming the stage, where one has not run. */
export function collectStudy(
  reader: ArtefactReader,
  { config, projectName }: { readonly config: CodesignConfig; readonly projectName: string },
): StudyReport {
  const { $schema: _schema, outputPath: _outputPath, ...shown } = config;
  const front = reader.json<{ objectives: Measure[]; front: { trial: number }[] }>('search', 'front.json');
  return {
    formatVersion: artefactFormatVersion,
    project: projectName,
    title: config.report.title ?? projectName,
    config: shown,
    dataset: reader.json<DataSetDescription>('dataset', 'dataset.json'),
    search: {
      objectives: front.objectives,
      trials: jsonLines<SearchTrial>(reader, 'search', 'trials.jsonl'),
      front: front.front.map(({ trial }) => trial).sort((a, b) => a - b),
      analysis: analysisOf(reader),
    },
    variants: variantReports(reader),
  };
}

function analysisOf(reader: ArtefactReader): SearchAnalysis {
  const { space, whole, hypervolume, chosen, importance, rejected } = reader.json<SearchAnalysis>(
    'search',
    'analysis.json',
  );
  return { space, whole, hypervolume, chosen, importance, rejected };
}

function variantReports(reader: ArtefactReader): VariantReport[] {
  const list = <V>(stage: StageName, file: string) => reader.json<VariantsFile<V>>(stage, file).variants;
  const utilizations = list<VariantUtilization>('synthesize', 'utilization.json');
  const timings = list<Timing>('synthesize', 'timing.json');
  const verifications = list<Verification>('synthesize', 'verification.json');
  return list<EmittedVariant>('hls-emit', 'variants.json').map((variant, index) => {
    const { name } = variant;
    const { modules } = reader.json<DesignDescription>('hls-emit', `${name}/design.json`);
    return {
      variant,
      utilization: utilizations[index],
      timing: timings[index],
      verification: verifications[index],
      localTrials: jsonLines<LocalTrial>(reader, 'local-search', `${name}/trials.jsonl`),
      precisions: reader.json<{ trials: PrecisionTrial[] }>('qat', `${name}/precisions.json`).trials,
      evaluation: evaluationOf(reader, name),
      pruningPath: reader.json<{ path: PruningStep[] }>('prune', `${name}/path.json`).path,
      network: reader.json<Network>('hls-emit', `${name}/network.json`),
      modules: modules.map(({ name: module, layers, latencyCycles, adderBits, registerBits }) => ({
        name: module,
        layers,
        latencyCycles,
        adderBits,
        registerBits,
      })),
    };
  });
}

function evaluationOf(reader: ArtefactReader, name: string): VariantEvaluation {
  const { float, quantized, pruned } = reader.json<VariantEvaluation>('prune', `${name}/evaluation.json`);
  return { float, quantized, pruned };
}

function jsonLines<T>(reader: ArtefactReader, stage: StageName, path: string): T[] {
  const lines = reader.text(stage, path).split('\n');
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as T);
}
