/**
 * The catalogue as a list: of each indicator what its rules say, or why there is none. Depends on
 * compile, and on correlate and score for what they keep. Start with {@link
 * org.drey.rules.catalogue.IndicatorCatalogue}.
 */
@NullMarked
package org.drey.rules.catalogue;

import org.jspecify.annotations.NullMarked;
