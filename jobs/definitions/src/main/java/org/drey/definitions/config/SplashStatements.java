package org.drey.definitions.config;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * The operator's statements for the splash page, because Drey cannot know them.
 *
 * @param nothingRecorded that nothing by which a visitor is known again is kept of names and pages
 *     asked for: not by Drey, not on its topics, not in another system of the operator, and no more
 *     from earlier times
 * @param notice who answers for what is processed of subscribers; null if the page is not to say it
 */
public record SplashStatements(boolean nothingRecorded, @Nullable PrivacyNotice notice)
    implements Serializable {
  /** Nothing is stated. */
  public static final SplashStatements UNSAID = new SplashStatements(false, null);
}
