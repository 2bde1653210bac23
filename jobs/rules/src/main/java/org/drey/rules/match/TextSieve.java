package org.drey.rules.match;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.drey.rules.match.TextTest.Place;
import org.jspecify.annotations.Nullable;

/**
 * Recognizes most texts that contain none of some literals, in one pass that is the same for every
 * text and however many literals there are: it never branches on a letter.
 *
 * <p>The pass reads a text in grams, which are two letters that follow one another, or three. Of
 * each literal it knows a window, four grams in a row. The windows are dealt to 16 groups, and for
 * each gram a mask says in which groups no window has it in the first, second, third and fourth
 * place. The masks of the last four grams, each moved to its place, are put together (Shift-Or);
 * where a bit of the last place stays clear, the four may be a window of its group. Each text has a
 * special letter before and after it, so that a window can say where a text begins or ends.
 *
 * <p>Of a letter the last five bits count, which are the same in both cases. A text with letters
 * beyond ASCII may have any literal.
 */
final class TextSieve implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final int GROUPS = 16;
  private static final int PLACES = Long.SIZE / GROUPS;
  private static final int LETTER_BITS = 5;

  /** The numbers of letters that a gram may have; masks of three take a quarter of a megabyte. */
  private static final int[] LENGTHS = {2, 3};

  /** If more places seem to end a window, too many texts pass: some grams are much more common. */
  private static final double MAX_FOUND = 0.0005;

  /** The letter before and after a text. */
  private static final int EDGE = 0;

  private final long[] masks;

  /** The state before the first gram: no window has begun. */
  private final long start;

  /** At what share of places a window would seem to end, if all grams were equally common. */
  private final double found;

  /** Takes windows in order, the short ones first. */
  private TextSieve(int grams, List<int[]> windows) {
    this.masks = new long[grams];
    List<List<int[]>> groups =
        IntStream.range(0, GROUPS)
            .mapToObj(group -> windows.subList(first(group, windows), first(group + 1, windows)))
            .toList();
    this.start = ~open(groups);
    Arrays.fill(masks, start);
    double share = 0;
    for (int group = 0; group < GROUPS; group++) {
      share += add(group, groups.get(group));
    }
    this.found = share;
  }

  private static int first(int group, List<int[]> windows) {
    return (int) ((long) group * windows.size() / GROUPS);
  }

  /** For the literals of a slot; null if they are too short, or too many, to rule texts out. */
  static @Nullable TextSieve of(Collection<SlotLiteral> literals) {
    for (int length : LENGTHS) {
      int grams = 1 << (length * LETTER_BITS);
      TextSieve sieve = new TextSieve(grams, windows(literals, length, grams));
      if (sieve.found <= MAX_FOUND) {
        return sieve;
      }
    }
    return null;
  }

  /** Finds for each literal that a text of ASCII may have the grams that literals have least. */
  private static List<int[]> windows(Collection<SlotLiteral> literals, int length, int grams) {
    List<int[]> texts = new ArrayList<>();
    int[] uses = new int[grams];
    for (SlotLiteral literal : literals) {
      String text = CaseFolding.chars((String) literal.value());
      if (text.chars().allMatch(c -> c < CaseFolding.ASCII)) {
        int[] its = grams(literal.place(), text, length);
        texts.add(its);
        Arrays.stream(its).forEach(gram -> uses[gram]++);
      }
    }
    return texts.stream()
        .map(its -> window(its, uses))
        .sorted(Comparator.comparingInt((int[] its) -> its.length).thenComparing(Arrays::compare))
        .toList();
  }

  private static int[] grams(@Nullable Place place, String text, int length) {
    int before = place == null || place == Place.START ? length - 1 : 0;
    int after = place == null || place == Place.END ? 1 : 0;
    int[] letters = new int[before + text.length() + after];
    Arrays.fill(letters, EDGE);
    for (int i = 0; i < text.length(); i++) {
      letters[before + i] = letter(text.charAt(i));
    }
    return IntStream.rangeClosed(0, letters.length - length)
        .map(at -> Arrays.stream(letters, at, at + length).reduce(0, TextSieve::append))
        .toArray();
  }

  /** Prefers the one nearest the middle among equals: many texts begin or end alike. */
  private static int[] window(int[] grams, int[] uses) {
    int length = Math.min(PLACES, grams.length);
    int last = grams.length - length;
    int least = Integer.MAX_VALUE;
    int best = 0;
    for (int from = 0; from <= last; from++) {
      int its = Arrays.stream(grams, from, from + length).map(gram -> uses[gram]).sum();
      boolean nearer = Math.abs(2 * from - last) < Math.abs(2 * best - last);
      if (its < least || (its == least && nearer)) {
        least = its;
        best = from;
      }
    }
    return Arrays.copyOfRange(grams, best, best + length);
  }

  /** The bits of places where any gram will do: the shortest window of the group has none there. */
  private static long open(List<List<int[]>> groups) {
    long open = 0;
    for (int group = 0; group < GROUPS; group++) {
      for (int place = 0; place < PLACES - shortest(groups.get(group)); place++) {
        open |= bit(place, group);
      }
    }
    return open;
  }

  private static int shortest(List<int[]> windows) {
    return windows.isEmpty() ? PLACES : windows.get(0).length;
  }

  private static long bit(int place, int group) {
    return 1L << (place * GROUPS + group);
  }

  /**
   * Adds a group's windows.
   *
   * @return the share of places that seem to end one of them
   */
  private double add(int group, List<int[]> windows) {
    double share = 1;
    for (int fromEnd = 1; fromEnd <= shortest(windows); fromEnd++) {
      int back = fromEnd;
      long others = ~bit(PLACES - fromEnd, group);
      int[] grams = windows.stream().mapToInt(its -> its[its.length - back]).distinct().toArray();
      Arrays.stream(grams).forEach(gram -> masks[gram] &= others);
      share *= (double) grams.length / masks.length;
    }
    return share;
  }

  /** Returns whether any of the literals may be in a text. */
  boolean mayHave(String text) {
    long[] masks = this.masks;
    int letters = 0;
    int gram = EDGE;
    long state = start;
    long missed = -1;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      letters |= c;
      gram = append(gram, letter(c));
      state = (state << GROUPS) | masks[gram & (masks.length - 1)];
      missed &= state;
    }
    gram = append(gram, EDGE);
    missed &= (state << GROUPS) | masks[gram & (masks.length - 1)];
    return letters >= CaseFolding.ASCII || ~missed >>> (Long.SIZE - GROUPS) != 0;
  }

  /** A gram, and what was before it, with one more letter. */
  private static int append(int gram, int letter) {
    return (gram << LETTER_BITS) | letter;
  }

  private static int letter(int c) {
    return c & ((1 << LETTER_BITS) - 1);
  }
}
