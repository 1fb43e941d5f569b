import type { HasherContext, ProjectConfiguration, Task } from '@nx/devkit';
import targetHasher from './targetHasher';

const target = { executor: 'nx-codesign:search-shard', options: { round: 0, island: 0 }, outputs: ['out'] };
const task = { id: 'm:a', target: { project: 'm', target: 'a' } } as Task;

/** The hash of target `a` of project `m`, which has these targets, where Nx hashes these inputs. */
async function hashOf(targets: ProjectConfiguration['targets'], inputs: Record<string, string> = {}) {
  const nodes = { 'm:ProjectConfiguration': JSON.stringify(targets), 'm:codesign.json': '1', ...inputs };
  const nx = { value: JSON.stringify(nodes), details: { command: 'c', nodes } };
  const { value } = await targetHasher(task, {
    hasher: { hashTask: () => Promise.resolve(nx) } as unknown as HasherContext['hasher'],
    projectsConfigurations: { version: 2, projects: { m: { root: 'models/m', targets } } },
  } as unknown as HasherContext);
  return value;
}

describe('the hash of a target', () => {
  it('does not depend on the other targets of its project', async () => {
    const alone = await hashOf({ a: target });
    expect(await hashOf({ a: target, b: { ...target, options: { round: 1, island: 0 } } })).toBe(alone);
    expect(alone).toMatch(/^[0-9a-f]{64}$/);
  });

  it.each([
    ['options', { ...target, options: { round: 0, island: 1 } }],
    ['outputs', { ...target, outputs: ['elsewhere'] }],
    ['executor', { ...target, executor: 'other' }],
    ['configurations', { ...target, configurations: { quick: {} } }],
  ])('depends on its own %s', async (_, changed) => {
    expect(await hashOf({ a: changed })).not.toBe(await hashOf({ a: target }));
  });

  it.each([
    ['an input', { 'm:codesign.json': '2' }],
    ['a further input', { 'runtime:x': '1' }],
    ['the configuration of a project that it depends on', { 'n:ProjectConfiguration': '1' }],
  ])('depends on %s', async (_, inputs) => {
    expect(await hashOf({ a: target }, inputs)).not.toBe(await hashOf({ a: target }));
  });
});
