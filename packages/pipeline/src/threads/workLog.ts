/** How often and how long, in milliseconds, worker threads were busy with each kind of job. */
export interface WorkLog {
  readonly add: (job: string, busyMs: number) => void;
  /** For `run.json`; without jobs there is nothing to say. */
  readonly record: () => { readonly work?: WorkRecord };
}

export type WorkRecord = Readonly<Record<string, { readonly jobs: number; readonly busyMs: number }>>;

export function createWorkLog(): WorkLog {
  const sums = new Map<string, { jobs: number; busyMs: number }>();
  return {
    add(job, busyMs) {
      const { jobs, busyMs: before } = sums.get(job) ?? { jobs: 0, busyMs: 0 };
      sums.set(job, { jobs: jobs + 1, busyMs: before + busyMs });
    },
    record() {
      const entries = [...sums].map(([job, sum]) => [job, { ...sum, busyMs: Math.round(sum.busyMs) }]);
      return entries.length > 0 ? { work: Object.fromEntries(entries) as WorkRecord } : {};
    },
  };
}
