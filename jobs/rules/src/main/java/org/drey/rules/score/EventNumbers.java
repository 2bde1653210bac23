package org.drey.rules.score;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.drey.rules.correlate.Finding;
import org.drey.rules.state.ByteReader;
import org.drey.rules.state.ByteWriter;

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

  /**
   * Writes them as runs of which each falls by one: events that came in order are one run.
   *
   * @param near a number that is known to the reader
   */
  void write(int near, ByteWriter out) {
    List<int[]> runs = new ArrayList<>();
    for (int number : all) {
      int[] last = runs.isEmpty() ? null : runs.get(runs.size() - 1);
      if (last != null && number == last[0] - last[1]) {
        last[1]++;
      } else {
        runs.add(new int[] {number, 1});
      }
    }
    out.writeLong(runs.size());
    long before = near;
    for (int[] run : runs) {
      out.writeSigned(run[0] - before).writeLong(run[1]);
      before = (long) run[0] - run[1];
    }
    if (!grouped.isEmpty()) {
      out.writeTexts(grouped);
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @param isGrouped whether a group names entities besides
   */
  static EventNumbers read(int near, boolean isGrouped, ByteReader in) {
    int[] numbers = new int[Finding.MAX_EVIDENCE];
    int count = 0;
    long before = near;
    for (int runs = in.readInt(); runs > 0; runs--) {
      int number = (int) (before + in.readSigned());
      int length = in.readInt();
      numbers = Arrays.copyOf(numbers, Math.max(numbers.length, count + length));
      for (int i = 0; i < length; i++) {
        numbers[count++] = number - i;
      }
      before = (long) number - length;
    }
    return new EventNumbers(Arrays.copyOf(numbers, count), isGrouped ? in.readTexts() : List.of());
  }

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
