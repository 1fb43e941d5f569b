/** What a record says of a training whose loss stopped being finite. */
export function divergenceText({ epoch, step }: { readonly epoch: number; readonly step: number }): string {
  return `the loss stopped being finite in epoch ${epoch}, step ${step}`;
}
