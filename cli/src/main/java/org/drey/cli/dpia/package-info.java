/**
 * {@code ./drey dpia}: what a configuration and its rules process, for a data-protection impact
 * assessment. Pure but for its command. Start with {@link org.drey.cli.dpia.ProcessingRecord}.
 */
@NullMarked
package org.drey.cli.dpia;

import org.jspecify.annotations.NullMarked;
