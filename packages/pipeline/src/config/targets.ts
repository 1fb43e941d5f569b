import type { CodesignConfig } from './schema';

/** What keeps the stage synthesize from its work, and what to do; undefined if it has its Verilog. */
export function withoutVerilog({
  hlsEmit: { targets },
}: Pick<CodesignConfig, 'hlsEmit'>): string | undefined {
  if (targets.includes('verilog')) return undefined;
  return `synthesize needs Verilog, but hlsEmit.targets is ${JSON.stringify(targets)}; add "verilog"`;
}
