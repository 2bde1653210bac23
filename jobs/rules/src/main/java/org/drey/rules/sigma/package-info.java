/**
 * Reading Sigma: YAML with line numbers, documents held against Sigma's JSON schemas, problems that
 * say where. Depends on no other package of Drey. Start with {@link
 * org.drey.rules.sigma.SigmaReader}.
 */
@NullMarked
package org.drey.rules.sigma;

import org.jspecify.annotations.NullMarked;
