/**
 * The console's pages as HTML and SVG, pure functions of views. Depends on the module alerts and on
 * triage. Start with {@link org.drey.console.view.PageTemplates}.
 */
@NullMarked
package org.drey.console.view;

import org.jspecify.annotations.NullMarked;
