package org.drey.rules.words;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The words for how much a finding counts of what its rule is worth. */
public final class QualityWords {
  private static final double HALF = 0.5;

  private QualityWords() {}

  /**
   * Returns "counts half: nobody assured that the host is a child".
   *
   * @param caveats why it does not count in full, sentences; with none nothing follows the colon
   */
  public static String of(double quality, List<String> caveats) {
    String counts = counts(quality);
    return caveats.isEmpty()
        ? counts
        : counts
            + caveats.stream()
                .map(QualityWords::clause)
                .collect(Collectors.joining("; ", ": ", ""));
  }

  private static String counts(double quality) {
    if (quality == 1) {
      return "counts in full";
    }
    return quality == HALF
        ? "counts half"
        : String.format(Locale.ROOT, "counts %.2f of its strength", quality);
  }

  /** A sentence as it continues another. */
  private static String clause(String sentence) {
    String open = sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    boolean isName = open.length() > 1 && Character.isUpperCase(open.charAt(1));
    return isName || open.isEmpty()
        ? open
        : open.substring(0, 1).toLowerCase(Locale.ROOT) + open.substring(1);
  }
}
