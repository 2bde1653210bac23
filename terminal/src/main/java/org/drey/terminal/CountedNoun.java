package org.drey.terminal;

import java.util.Locale;

/** A number with the word for what is counted. */
public final class CountedNoun {
  private CountedNoun() {}

  /** Such as {@code 1 entry} or {@code 1,200 entries}. */
  public static String of(long count, String one, String more) {
    return String.format(Locale.ROOT, "%,d %s", count, count == 1 ? one : more);
  }
}
