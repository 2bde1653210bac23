/**
 * The response policy zone (RPZ): keeps a zone on a hidden primary, or in a file, the same as the
 * list, so that resolvers answer listed names with the warning page.
 *
 * <p>A zone holds names in the clear, so this is the one process at the edge that reads feeds; it
 * keeps them in memory and in the zone, and nowhere else. What is pure: {@link
 * org.drey.edge.rpz.ZoneNames} (entries to names), {@link org.drey.edge.rpz.PolicyAnswer} (a name
 * to records), {@link org.drey.edge.rpz.ZoneChanges} (what differs), {@link
 * org.drey.edge.rpz.ZoneSerial}, {@link org.drey.edge.rpz.ExtendedError}, {@link
 * org.drey.edge.rpz.ConfigText}. Start at {@link org.drey.edge.rpz.ZoneSync}.
 *
 * <p>May depend on the blocklist module and dnsjava.
 */
@NullMarked
package org.drey.edge.rpz;

import org.jspecify.annotations.NullMarked;
