package org.drey.rules.cases;

import org.jspecify.annotations.Nullable;

/**
 * A new revision of a case.
 *
 * @param content what it says; null if there is no such case any more
 * @param number grows with each revision of the same case
 */
public record CaseRevision(@Nullable CaseContent content, long number) {}
