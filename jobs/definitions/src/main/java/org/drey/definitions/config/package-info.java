/**
 * The settings of a deployment. Depends on topic names, on rules' streams and YAML with its
 * problems, and on public suffixes and the age of lists. Start with {@link
 * org.drey.definitions.config.DreyConfiguration}.
 *
 * <p>Read by hand, not bound by Jackson, which was tried: its YAML takes an alias for the name of
 * its anchor and reads no further than the first document, so that settings are wrong or without
 * effect and nothing says so; a misspelt key that is required is "missing" in place of unknown; and
 * a problem of several values has the line on which they end. What it saves in lines, putting its
 * messages into words takes again.
 */
@NullMarked
package org.drey.definitions.config;

import org.jspecify.annotations.NullMarked;
