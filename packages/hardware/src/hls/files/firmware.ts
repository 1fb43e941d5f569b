import type { HlsArray, HlsCall, HlsConstant, HlsPlan, HlsStruct } from '../plan';

/** `defines.h`: a type for every value and constant, wide enough for its exact range and no wider. */
export function definesFile({ input, output, locals, constants }: HlsPlan, header: string): string {
  const typedef = ({ comment, type, typeName }: HlsArray | HlsConstant) =>
    `// ${comment}\ntypedef ${type} ${typeName};\n`;
  const types = [input, ...locals, output, ...constants].map(typedef).join('\n');
  return guarded('DEFINES_H', header, `#include "ap_fixed.h"\n\n${types}`);
}

/** `parameters.h`: the constants as exact decimal numbers, the shapes of windows and the formats of channels. */
export function parametersFile({ constants, structs }: HlsPlan, header: string): string {
  const definitions = [
    ...constants.map((constant) => `// ${constant.comment}\n${definitionOf(constant)}\n`),
    ...structs.map((struct) => `// ${struct.comment}\n${structText(struct)}\n`),
  ];
  return guarded('PARAMETERS_H', header, ['#include "defines.h"\n', ...definitions].join('\n'));
}

/** `<name>.h`: the function that becomes the hardware. */
export function topHeaderFile({ top, input, output }: HlsPlan, header: string): string {
  return guarded(
    `TOP_${top.toUpperCase()}_H`,
    header,
    `#include "defines.h"\n\n${signatureOf(top, input, output)};\n`,
  );
}

/** `<name>.cpp`: the function that becomes the hardware, one vector each call, a new one every clock. */
export function topFile({ name, top, input, output, locals, calls }: HlsPlan, header: string): string {
  const functions = [...new Set(calls.map((call) => call.function))].sort();
  const includes = [`${name}.h`, 'parameters.h', ...functions.map((each) => `nnet/${each}.h`)];
  const ports = [input, output].flatMap(({ name }) => [
    `#pragma HLS ARRAY_RESHAPE variable=${name} complete dim=0`,
    `#pragma HLS INTERFACE ap_vld port=${name}`,
  ]);
  return [
    header,
    ...includes.map((path) => `#include "${path}"`),
    '',
    signatureOf(top, input, output),
    '{',
    ...ports,
    '#pragma HLS PIPELINE II=1',
    ...calls.flatMap((call) => ['', ...linesOf(call, locals)]),
    '}',
    '',
  ].join('\n');
}

/** A call with the array that it fills, which is declared just before. */
function linesOf(
  { function: name, templateArguments, arguments: names, comment }: HlsCall,
  locals: readonly HlsArray[],
): string[] {
  const result = locals.find((local) => local.name === names.at(-1));
  const declaration = result && [
    `    ${result.typeName} ${result.name}[${result.elements}];`,
    `#pragma HLS ARRAY_PARTITION variable=${result.name} complete dim=0`,
  ];
  return [
    `    // ${comment}`,
    ...(declaration ?? []),
    `    nnet::${name}<${templateArguments.join(', ')}>(${names.join(', ')});`,
  ];
}

function signatureOf(top: string, input: HlsArray, output: HlsArray): string {
  return `void ${top}(const input_t x[${input.elements}], output_t y[${output.elements}])`;
}

function definitionOf({ name, typeName, dimensions, literals }: HlsConstant): string {
  const declaration = `static const ${typeName} ${name}${dimensions.map((size) => `[${size}]`).join('')}`;
  if (dimensions.length === 0) return `${declaration} = ${literals[0]};`;
  const columns = dimensions[dimensions.length - 1];
  const rows = Array.from({ length: literals.length / columns }, (_, row) =>
    wrapped(literals.slice(row * columns, (row + 1) * columns)),
  );
  const body = dimensions.length === 1 ? rows[0] : rows.map((row) => `    {\n${row}    },\n`).join('');
  return `${declaration} = {\n${body}};`;
}

function structText({ name, members }: HlsStruct): string {
  return `struct ${name} {\n${members.map((line) => (line.startsWith('#') ? `${line}\n` : `    ${line}\n`)).join('')}};`;
}

/** Comma-separated literals in lines of moderate length. */
function wrapped(literals: readonly string[]): string {
  const lines: string[] = [];
  let line = '       ';
  for (const literal of literals) {
    if (line.length + literal.length > 108) {
      lines.push(line);
      line = '       ';
    }
    line += ` ${literal},`;
  }
  return [...lines, line, ''].join('\n');
}

function guarded(guard: string, header: string, body: string): string {
  return `${header}\n#ifndef ${guard}\n#define ${guard}\n\n${body}\n#endif\n`;
}
