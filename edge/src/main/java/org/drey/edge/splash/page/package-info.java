/**
 * What the warning page says: wording, services that help, and the HTML made of them. Pure: the
 * page is a function of {@link org.drey.edge.splash.page.View} and {@link
 * org.drey.edge.splash.page.Content}, and of nothing else.
 *
 * <p>May depend on the blocklist module's {@code Policy} and on a YAML reader; knows no HTTP. Start
 * with {@link org.drey.edge.splash.page.Page}.
 */
@NullMarked
package org.drey.edge.splash.page;

import org.jspecify.annotations.NullMarked;
