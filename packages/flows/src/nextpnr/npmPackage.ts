import type * as nextpnr from '@yowasp/nextpnr-ice40';

/** What is used of `@yowasp/nextpnr-ice40`. */
export type NextpnrPackage = Pick<typeof nextpnr, 'runNextpnrIce40' | 'runIcepack' | 'version'>;

/** The optional npm package with nextpnr and icepack for iCE40, 220 MB; `undefined` where it is not installed. */
export async function loadNextpnr(): Promise<NextpnrPackage | undefined> {
  try {
    // An ES module, like execa.
    return await import('@yowasp/nextpnr-ice40');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ERR_MODULE_NOT_FOUND' || code === 'MODULE_NOT_FOUND') return undefined;
    throw error;
  }
}
