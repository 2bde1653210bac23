/**
 * The knowledge of a firm about its customers, which no message has: who they are, what ties them,
 * and whom they first paid when. It is joined to payments before accounts become tokens. Depends on
 * feeds. Start at {@link org.drey.collect.firm.FirmFacts}.
 */
@NullMarked
package org.drey.collect.firm;

import org.jspecify.annotations.NullMarked;
