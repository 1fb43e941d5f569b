import { busWidth, type Design } from '@nx-codesign/hardware';

/**
 * A test bench that streams `stimuli.hex` through a design without gaps and prints what the instances' results are in each
 * clock cycle, before its edge: a line `<instance> <bits in hexadecimal>` for each, then `clock`. `vectors` is their number.
 */
export function probeBench(design: Design, testBench: string, vectors: number): string {
  const { name, initiationInterval, latencyCycles, inputPorts, outputPorts, instances, handshake } = design;
  const cycles = (vectors - 1) * initiationInterval + latencyCycles + 1;
  const range = (width: number) => `[${Math.max(1, width) - 1}:0]`;
  const ports = handshake ? '.start(start), .valid(valid), ' : '';
  return `module ${testBench};
  reg clk;
  reg start;
  reg ${range(busWidth(inputPorts))} x;
  wire valid;
  wire ${range(busWidth(outputPorts))} y;
  reg [8*1024-1:0] path;
  integer file;
  integer cycle;
  integer read;
  ${name} dut (.clk(clk), ${ports}.x(x), .y(y));
  initial begin
    if ($value$plusargs("stimuli=%s", path) == 0) path = "stimuli.hex";
    file = $fopen(path, "r");
    clk = 1'b0;
    for (cycle = 0; cycle < ${cycles}; cycle = cycle + 1) begin
      read = $fscanf(file, "%h", x);
      start = read == 1 && cycle % ${initiationInterval} == 0;
      #1;
${instances.map((each, index) => `      $display("${index} %h", dut.y_${each.name});`).join('\n')}
      $display("clock");
      clk = 1'b1;
      #1 clk = 1'b0;
    end
    $finish;
  end
endmodule
`;
}
