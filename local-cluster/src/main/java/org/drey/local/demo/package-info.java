/**
 * The demo: the whole system at work, watched and checked against the truth of its seed. Start with
 * {@link org.drey.local.demo.DemoRun}.
 */
@NullMarked
package org.drey.local.demo;

import org.jspecify.annotations.NullMarked;
