/**
 * The tests inside rules. Depends on streaming's bounded run. Start with {@link
 * org.drey.local.ruletest.RuleTests}.
 */
@NullMarked
package org.drey.local.ruletest;

import org.jspecify.annotations.NullMarked;
