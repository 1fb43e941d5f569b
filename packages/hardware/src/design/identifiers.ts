/** Words of Verilog and SystemVerilog, the ports that every module has, and the adder modules and their file. */
const reserved = new Set(
  (
    'always and assign automatic begin bit buf bufif0 bufif1 byte case casex casez cell checker class clk cmos ' +
    'config const context cover deassign default defparam design disable do edge else end endcase endconfig ' +
    'endfunction endgenerate endmodule endprimitive endspecify endtable endtask enum event expect export extends ' +
    'extern final for force forever fork function generate genvar global highz0 highz1 if ifdef iff import incdir ' +
    'include initial inout input inside instance int integer interface intersect join large let liblist library ' +
    'local localparam logic longint macromodule matches medium modport module nand negedge new nmos nor ' +
    'noshowcancelled not notif0 notif1 null or output package packed parameter pmos posedge primitive priority ' +
    'program property protected pull0 pull1 pulldown pullup pure rand randc real realtime ref reg release repeat ' +
    'return rnmos rpmos rtran rtranif0 rtranif1 scalared sequence shortint shortreal showcancelled signed small ' +
    'solve specify specparam static string strong0 strong1 struct super supply0 supply1 table tagged task this ' +
    'throughout time timeprecision timeunit tran tranif0 tranif1 tri tri0 tri1 triand trior trireg type typedef ' +
    'union unique unsigned use uwire var vectored virtual void wait wand weak0 weak1 while wildcard wire with ' +
    'within wor x xnor xor y adder2 subtractor2 adder3 adders unused'
  ).split(' '),
);

/** Hands out Verilog identifiers, each once: the name itself if it can be one, else the nearest free. */
export class Identifiers {
  private readonly taken = new Set<string>();

  take(name: string): string {
    const plain = name.replace(/[^A-Za-z0-9_]/g, '_').replace(/^(?=[0-9])/, '_') || '_';
    const wanted = reserved.has(plain) ? `${plain}_` : plain;
    let free = wanted;
    for (let copy = 2; this.taken.has(free.toLowerCase()); copy++) {
      free = `${wanted}_${copy}`;
    }
    this.taken.add(free.toLowerCase());
    return free;
  }
}
