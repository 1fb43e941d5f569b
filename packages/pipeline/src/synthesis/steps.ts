/** Steps of progress that a variant takes beside its modules: the top, and the checks of gates, of C++ and of the Verilog. */
export const stepsBesideModules = 4;
/** Further steps with a flat run: the synthesis and the check. */
export const stepsOfFlatRun = 2;
/** Further steps with place and route: the synthesis of the wrapped design, and the rest. */
export const stepsOfPlacement = 2;
