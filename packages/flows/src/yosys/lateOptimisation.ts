import { setFlagsFromString } from 'node:v8';

/**
 * Bytes of WebAssembly that a function runs before V8 compiles it again with optimisation. With V8's own number most of the
 * time of a small synthesis goes into optimising functions of Yosys that are hardly called again: 2.5 s instead of 1 s of
 * CPU time for 760 LUTs.
 */
const tieringBudget = 1_000_000_000;

/** What V8 begins with, by its major version: that of Node 20. Other versions are left as they are. */
const usualTieringBudgets: Readonly<Record<string, number>> = { 11: 1_800_000 };

/**
 * Lets V8 optimise what is compiled from now on late, in the whole process. The function that it gives ends that for other
 * code, such as gate simulations: to be called once the program has been compiled.
 */
export function optimiseLate(): () => void {
  const usual = usualTieringBudgets[process.versions.v8.split('.')[0]];
  if (usual === undefined) return () => undefined;
  setBudget(tieringBudget);
  let isOver = false;
  return () => {
    if (!isOver) setBudget(usual);
    isOver = true;
  };
}

function setBudget(bytes: number): void {
  setFlagsFromString(`--wasm-tiering-budget=${bytes}`);
}
