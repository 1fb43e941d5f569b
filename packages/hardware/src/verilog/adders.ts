/** Portable bodies of the adders that the modules instantiate; a flow may put its device's own in their place. */
const bodies = {
  adder2: [
    '// y = a + b',
    'module adder2 #(parameter WIDTH = 1) (',
    '  input wire [WIDTH-1:0] a,',
    '  input wire [WIDTH-1:0] b,',
    '  output wire [WIDTH-1:0] y',
    ');',
    '  assign y = a + b;',
    'endmodule',
  ],
  subtractor2: [
    '// y = a - b',
    'module subtractor2 #(parameter WIDTH = 1) (',
    '  input wire [WIDTH-1:0] a,',
    '  input wire [WIDTH-1:0] b,',
    '  output wire [WIDTH-1:0] y',
    ');',
    '  assign y = a - b;',
    'endmodule',
  ],
  adder3: [
    '// y = a + b + c, b or c or both subtracted instead if their parameter is 1',
    'module adder3 #(parameter WIDTH = 1, parameter SUBTRACT_B = 0, parameter SUBTRACT_C = 0) (',
    '  input wire [WIDTH-1:0] a,',
    '  input wire [WIDTH-1:0] b,',
    '  input wire [WIDTH-1:0] c,',
    '  output wire [WIDTH-1:0] y',
    ');',
    '  wire [WIDTH-1:0] ab = (SUBTRACT_B != 0) ? a - b : a + b;',
    '  assign y = (SUBTRACT_C != 0) ? ab - c : ab + c;',
    'endmodule',
  ],
} as const;

/** The adder modules that the given texts instantiate. */
export function emitAdders(texts: readonly string[], header: readonly string[]): string {
  const used = Object.entries(bodies).filter(([name]) => texts.some((text) => text.includes(`  ${name} #(`)));
  return [
    ...header,
    '/* verilator lint_off DECLFILENAME */',
    ...used.flatMap(([, lines]) => ['', ...lines]),
    '',
  ].join('\n');
}
