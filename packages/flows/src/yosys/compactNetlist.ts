import type { YosysModule } from './yosysModule';

interface YosysDocument {
  readonly modules: Readonly<Record<string, YosysModule>>;
}

/**
 * A Yosys JSON netlist with its modules changed, without line breaks and without the names that Yosys made up for nets: half
 * the size.
 */
export function compactNetlist(json: string, change: (module: YosysModule) => YosysModule): string {
  const document = JSON.parse(json) as YosysDocument;
  const modules = Object.entries(document.modules).map(([name, module]) => [
    name,
    withoutHidden(change(module)),
  ]);
  return JSON.stringify({ ...document, modules: Object.fromEntries(modules) });
}

function withoutHidden(module: YosysModule): YosysModule {
  const names = Object.entries(module.netnames ?? {});
  return { ...module, netnames: Object.fromEntries(names.filter(([, net]) => net.hide_name !== 1)) };
}
