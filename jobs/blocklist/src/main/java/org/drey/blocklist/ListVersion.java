package org.drey.blocklist;

import java.util.regex.Pattern;

/** A list in a version; the version is derived from the list's content. */
public record ListVersion(String listId, String version) {
  /** It becomes the name of a folder, of a metric and of a topic's record. */
  private static final Pattern LIST_ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  private static final Pattern VERSION = Pattern.compile("[0-9a-f]{12}");

  /**
   * Returns whether a text may be the id of a list: up to 64 letters, digits, dots, hyphens and
   * such.
   */
  public static boolean isListId(String text) {
    return LIST_ID.matcher(text).matches();
  }

  /** Returns whether a text may be a version: 12 hex digits. */
  public static boolean isVersion(String text) {
    return VERSION.matcher(text).matches();
  }
}
