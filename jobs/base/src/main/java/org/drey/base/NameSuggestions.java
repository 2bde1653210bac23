package org.drey.base;

import java.util.Collection;
import java.util.Comparator;

/** The nearest known name to a misspelt one. */
public final class NameSuggestions {
  /** Longer texts are no slip in a name, and would take long to compare. */
  private static final int LONGEST = 200;

  private NameSuggestions() {}

  /** " (did you mean 'x'?)" for the nearest of the known names, or nothing if none is near. */
  public static String didYouMean(String name, Collection<String> known) {
    int near = Math.max(2, name.length() / 3);
    return known.stream()
        .filter(candidate -> name.length() <= LONGEST && candidate.length() <= LONGEST)
        .filter(candidate -> distance(name, candidate) <= near)
        .min(Comparator.comparingInt((String c) -> distance(name, c)).thenComparing(c -> c))
        .map(nearest -> " (did you mean '" + nearest + "'?)")
        .orElse("");
  }

  /** Levenshtein distance. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
