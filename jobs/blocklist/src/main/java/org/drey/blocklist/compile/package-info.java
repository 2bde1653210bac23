/**
 * From feeds to a compiled list: the guards, the report; and what a list would decide.
 *
 * <p>May depend on {@code name}, {@code url}, {@code feed} and {@code index}, and on Jackson. Start
 * at {@link org.drey.blocklist.compile.ListCompilation}.
 */
@NullMarked
package org.drey.blocklist.compile;

import org.jspecify.annotations.NullMarked;
