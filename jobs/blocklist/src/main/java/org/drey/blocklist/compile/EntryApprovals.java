package org.drey.blocklist.compile;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Approvals by a person: of all that a guard refuses, by the guard's name, or of all that speaks
 * against one entry, by its id.
 *
 * @param words names of guards and ids of entries
 */
public record EntryApprovals(Set<String> words) {
  /** Lets malformed lines be left out, since nothing of them can be put in. They are reported. */
  public static final String MALFORMED = "malformed";

  private static final Pattern ENTRY_ID = Pattern.compile("[0-9a-f]{16}");

  /** Copies the words. */
  public EntryApprovals {
    words = Set.copyOf(words);
  }

  /**
   * Reads what a user has given.
   *
   * @throws IllegalArgumentException for a word that is neither a guard's name nor an entry's id
   */
  public static EntryApprovals of(Collection<String> words, Collection<EntryGuard> guards) {
    Set<String> names = new TreeSet<>(Set.of(MALFORMED, ChangeGuard.NAME));
    guards.forEach(guard -> names.add(guard.name()));
    for (String word : words) {
      if (!names.contains(word) && !ENTRY_ID.matcher(word).matches()) {
        throw new IllegalArgumentException(
            "neither a guard ("
                + String.join(", ", names)
                + ") nor an entry's id of 16 hex digits, as a report gives it");
      }
    }
    return new EntryApprovals(Set.copyOf(words));
  }

  /** The word that lets an entry pass a guard, or null. */
  @Nullable String passing(String guard, @Nullable String entryId) {
    if (words.contains(guard)) {
      return guard;
    }
    return entryId != null && words.contains(entryId) ? entryId : null;
  }
}
