/**
 * Alerts and cases in the formats of other tools, by the code of {@code ./drey alerts export}.
 * Depends on decide, index and work. Start with {@link org.drey.console.handover.ExportProcess}.
 */
@NullMarked
package org.drey.console.handover;

import org.jspecify.annotations.NullMarked;
