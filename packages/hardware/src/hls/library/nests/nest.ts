import { libraryHeader } from '../license';

/** A loop nest as the text of its header file. */
export function nest(name: string, body: string): string {
  const guard = `NNET_${name.toUpperCase()}_H`;
  return `${libraryHeader}
#ifndef ${guard}
#define ${guard}

#include "ap_fixed.h"
#include "ap_int.h"

namespace nnet {

${body}

} // namespace nnet

#endif
`;
}
