import { parseJson, sliceOfStep, type StepName } from '@nx-codesign/pipeline';

/**
 * The text of a study with keys of one stage's slice replaced by a target's options. Text that is no JSON object
 * comes back as it is: the parser says what is wrong with it.
 */
export function withOverrides(
  text: string,
  stage: StepName,
  overrides: Readonly<Record<string, unknown>>,
): string {
  if (Object.keys(overrides).length === 0) return text;
  const study = parsed(text);
  if (study === undefined) return text;
  const slice = sliceOfStep(stage);
  const before = study[slice];
  return JSON.stringify({ ...study, [slice]: { ...(isObject(before) ? before : {}), ...overrides } });
}

function parsed(text: string): Record<string, unknown> | undefined {
  try {
    const value = parseJson(text, 'codesign.json');
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
