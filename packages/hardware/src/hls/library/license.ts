/** First lines of every file of the library that does not depend on the network. */
export const libraryHeader = `// Written by nx-codesign.
// SPDX-License-Identifier: Apache-2.0
`;
