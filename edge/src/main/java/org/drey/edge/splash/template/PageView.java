package org.drey.edge.splash.template;

import java.util.regex.Pattern;
import org.drey.blocklist.ListPolicy;
import org.jspecify.annotations.Nullable;

/**
 * The page that is shown: with the content of a configuration, all that a page depends on. There is
 * no field for a person, an address or a score, so no page can depend on one.
 *
 * @param language the language's tag, one that the content has
 * @param audience for whom
 * @param policy on whose behalf the address was blocked
 * @param reference the opaque number of the block, in the form of {@link #isReference}
 */
public record PageView(
    String language, PageAudience audience, ListPolicy policy, @Nullable String reference) {
  /** Digits only, so that no word of a request can come back as a reference. */
  private static final Pattern REFERENCE = Pattern.compile("[0-9a-f]{8,32}");

  /** Refuses a reference of another form. */
  public PageView {
    if (reference != null && !isReference(reference)) {
      throw new IllegalArgumentException("a reference is 8 to 32 hexadecimal digits");
    }
  }

  /** Returns whether a text has the form of a reference: 8 to 32 lower-case hexadecimal digits. */
  public static boolean isReference(String text) {
    return REFERENCE.matcher(text).matches();
  }

  /** Returns how texts, links and counters call an audience. */
  public static String key(PageAudience audience) {
    return switch (audience) {
      case ADULT -> "adult";
      case CHILD -> "child";
    };
  }

  /** Returns how texts, links and counters call a policy. */
  public static String key(ListPolicy policy) {
    return switch (policy) {
      case CHILD_PROTECTION_LIST -> "list";
      case PARENTAL_CONTROL -> "parental";
    };
  }

  /** The same page in another language. */
  public PageView in(String other) {
    return new PageView(other, audience, policy, reference);
  }
}
