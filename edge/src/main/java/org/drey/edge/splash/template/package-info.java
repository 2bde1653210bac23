/**
 * The content of the warning page: wording, services that help, and the HTML made of them. Pure:
 * the page is a function of {@link org.drey.edge.splash.template.PageView} and {@link
 * org.drey.edge.splash.template.PageContent}, and of nothing else.
 *
 * <p>The HTML is in templates, {@code src/main/jte}, which the build compiles into this package:
 * they escape by context, so that no text becomes HTML.
 *
 * <p>Files are read by hand, not bound by Jackson, which was tried: of two files the first wins,
 * each text with its line, and that takes as many lines with it. Its YAML takes an alias for the
 * name of its anchor, which the page would then show, and a second document for none.
 *
 * <p>May depend on the blocklist module's {@code Policy}, on jte and on a YAML reader; knows no
 * HTTP. Start with {@link org.drey.edge.splash.template.WarningPage}.
 */
@NullMarked
package org.drey.edge.splash.template;

import org.jspecify.annotations.NullMarked;
