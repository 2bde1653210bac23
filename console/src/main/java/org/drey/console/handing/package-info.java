/**
 * Alerts and cases in the formats of other tools, by the code of {@code ./drey alerts export}.
 * Depends on decide, index and work. Start with {@link org.drey.console.handing.HandingOn}.
 */
@NullMarked
package org.drey.console.handing;

import org.jspecify.annotations.NullMarked;
