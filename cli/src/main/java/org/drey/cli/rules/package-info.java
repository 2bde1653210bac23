/**
 * {@code ./drey rules}: which indicators there are, whether rules load, and how much of a sample
 * they select. Start with {@link org.drey.cli.rules.RulesCheckCommand}.
 */
@NullMarked
package org.drey.cli.rules;

import org.jspecify.annotations.NullMarked;
