/**
 * Reading Sigma: YAML with line numbers, documents checked against Sigma's JSON schemas, problems
 * that say where. Depends on {@code yaml} and on nothing else of Drey. Start with {@link
 * org.drey.rules.sigma.SigmaReader}.
 */
@NullMarked
package org.drey.rules.sigma;

import org.jspecify.annotations.NullMarked;
