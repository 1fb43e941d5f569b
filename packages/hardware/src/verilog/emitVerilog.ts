import type { Design } from '../design/design';
import { addersFile } from '../design/designJson';
import { emitAdders } from './adders';
import { emitModule } from './emitModule';
import { emitStreamTestBench } from './emitStreamTestBench';
import { emitTestBench } from './emitTestBench';
import { emitTop } from './emitTop';

/**
 * Verilog-2001 of a design, `path -> text`: the top module, one file per layer module, the portable adders, and a
 * self-checking test bench. The same design and hash give the same bytes.
 */
export function emitVerilog(
  design: Design,
  { networkHash }: { readonly networkHash: string },
): Record<string, string> {
  const header = [
    `// nx-codesign: network ${design.name}, hash ${networkHash}`,
    `// For ${design.part} at a clock period of ${design.clockPeriodNs} ns`,
  ];
  const modules = design.modules.map((module) => [`${module.name}.v`, emitModule(module, header)] as const);
  const testBench = design.initiationInterval === 1 ? emitTestBench : emitStreamTestBench;
  return Object.fromEntries([
    [`${design.name}.v`, emitTop(design, header)],
    ...modules,
    [
      addersFile,
      emitAdders(
        modules.map(([, text]) => text),
        header,
      ),
    ],
    [`${design.name}_tb.v`, testBench(design, header)],
  ]);
}
