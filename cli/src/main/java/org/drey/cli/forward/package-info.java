/**
 * {@code ./drey alerts forward}: a service of a host that hands alerts on to other tools. Start
 * with {@link org.drey.cli.forward.ForwardCommand}.
 */
@NullMarked
package org.drey.cli.forward;

import org.jspecify.annotations.NullMarked;
