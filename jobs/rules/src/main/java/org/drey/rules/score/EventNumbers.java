package org.drey.rules.score;

import java.util.Arrays;
import java.util.List;

/**
 * The events that an alert shows of a finding, by their numbers in {@link EntityEvidence}.
 *
 * @param all the completing event first
 * @param grouped entities, as KIND:token, that the finding's group names and the completing event
 *     does not
 */
public record EventNumbers(int[] all, List<String> grouped) {
  /** No events. */
  public static final EventNumbers NONE = new EventNumbers(new int[0], List.of());

  @Override
  public boolean equals(Object other) {
    return other instanceof EventNumbers numbers
        && Arrays.equals(all, numbers.all)
        && grouped.equals(numbers.grouped);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(all);
  }

  @Override
  public String toString() {
    return Arrays.toString(all) + grouped;
  }
}
