package org.drey.rules.match;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.drey.rules.match.TextTest.Place;

/**
 * Finds all literals at one kind of place in a text, in one pass over it.
 *
 * <p>A trie, its nodes numbered level by level, so that the children of a node follow one another.
 * For literals that may be anywhere it is the automaton of Aho and Corasick: where a text leaves
 * the trie it goes on at the node of the longest end of what was read. The nodes near the root,
 * where nearly all texts stay, have a row with the next node for every letter; the others, which
 * are most, have only their children.
 *
 * <p>Immutable. A search allocates nothing; its cost for a letter does not grow with the literals.
 */
final class TextTrie implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The most next nodes that all rows have together: a megabyte. */
  private static final int MAX_IN_ROWS = 1 << 18;

  private static final int ROOT = 0;
  private static final int NONE = -1;

  private final Place place;
  private final LetterNumbers letters;
  private final int size;

  /** The number of the letter that leads to a node. */
  private final int[] letter;

  /** A node's first child; its last is right before the first child of the next node. */
  private final int[] firstChild;

  /** The list of the literal that ends at a node, or none. */
  private final int[] list;

  /**
   * The node at which a text goes on that leaves the trie at a node, if literals may be anywhere.
   */
  private final int[] shorter;

  /** The nearest node along {@link #shorter} where a literal ends, or none. */
  private final int[] shorterEnd;

  /** For each of the first nodes and each letter the next node; its complement if literals end. */
  private final int[] rows;

  private final int nodesWithRow;

  /**
   * A trie of literals.
   *
   * @param lists literals whose chars are folded, none of them empty, and the list that each
   *     proposes
   */
  TextTrie(Place place, Map<String, Integer> lists) {
    TreeMap<String, Integer> sorted = new TreeMap<>();
    lists.forEach((text, at) -> sorted.put(place == Place.END ? reversed(text) : text, at));
    int most = 1 + sorted.keySet().stream().mapToInt(String::length).sum();
    this.place = place;
    this.letters = new LetterNumbers(sorted.keySet());
    this.letter = new int[most];
    this.firstChild = new int[most + 1];
    this.list = new int[most];
    this.shorter = new int[most];
    this.shorterEnd = new int[most];
    this.size =
        grow(sorted.keySet().toArray(String[]::new), sorted.values().toArray(Integer[]::new));
    if (place == Place.ANYWHERE) {
      link();
    }
    this.nodesWithRow = Math.min(size, Math.max(1, MAX_IN_ROWS / letters.size()));
    this.rows = new int[nodesWithRow * letters.size()];
    fillRows();
  }

  /** Builds the nodes; each stands for the texts of a range that begin alike. */
  private int grow(String[] texts, Integer[] lists) {
    int[] from = new int[letter.length];
    int[] to = new int[letter.length];
    int[] depth = new int[letter.length];
    int nodes = 1;
    to[ROOT] = texts.length;
    Arrays.fill(list, NONE);
    Arrays.fill(shorterEnd, NONE);
    for (int node = 0; node < nodes; node++) {
      firstChild[node] = nodes;
      int at = from[node];
      if (texts[at].length() == depth[node]) {
        list[node] = lists[at++];
      }
      while (at < to[node]) {
        char c = texts[at].charAt(depth[node]);
        from[nodes] = at;
        while (at < to[node] && texts[at].charAt(depth[node]) == c) {
          at++;
        }
        to[nodes] = at;
        depth[nodes] = depth[node] + 1;
        letter[nodes++] = letters.number(c);
      }
      firstChild[node + 1] = nodes;
    }
    return nodes;
  }

  /** A node's link is shorter than the node, so it is complete when the node's turn comes. */
  private void link() {
    for (int node = 0; node < size; node++) {
      for (int child = firstChild[node]; child < firstChild[node + 1]; child++) {
        int end = longestEnd(node, letter[child]);
        shorter[child] = end;
        shorterEnd[child] = list[end] == NONE ? shorterEnd[end] : end;
      }
    }
  }

  private int longestEnd(int parent, int number) {
    int end = NONE;
    for (int at = parent; at != ROOT && end == NONE; ) {
      at = shorter[at];
      end = child(at, number);
    }
    return Math.max(ROOT, end);
  }

  private void fillRows() {
    int width = letters.size();
    for (int node = 0; node < nodesWithRow; node++) {
      if (node != ROOT && place == Place.ANYWHERE) {
        System.arraycopy(rows, shorter[node] * width, rows, node * width, width);
      }
      for (int child = firstChild[node]; child < firstChild[node + 1]; child++) {
        rows[node * width + letter[child]] = marked(child);
      }
    }
  }

  /** Proposes the lists of the literals that are in the text. */
  void search(String text, MatchTrial trial) {
    boolean backwards = place == Place.END;
    boolean anywhere = place == Place.ANYWHERE;
    int last = text.length() - 1;
    int node = ROOT;
    for (int i = 0; i <= last; i++) {
      int next = next(node, letters.number(text.charAt(backwards ? last - i : i)));
      if (next < 0) {
        next = ~next;
        propose(next, trial);
      }
      if (next == ROOT && !anywhere) {
        return;
      }
      node = next;
    }
  }

  private void propose(int node, MatchTrial trial) {
    for (int end = list[node] == NONE ? shorterEnd[node] : node;
        end != NONE;
        end = shorterEnd[end]) {
      trial.propose(list[end]);
    }
  }

  /** The next node, the root if the text leaves the trie; its complement if literals end there. */
  private int next(int node, int number) {
    int at = node;
    while (at >= nodesWithRow) {
      int child = child(at, number);
      if (child != NONE) {
        return marked(child);
      }
      if (place != Place.ANYWHERE) {
        return ROOT;
      }
      at = shorter[at];
    }
    return rows[at * letters.size() + number];
  }

  private int child(int node, int number) {
    for (int child = firstChild[node]; child < firstChild[node + 1]; child++) {
      if (letter[child] == number) {
        return child;
      }
    }
    return NONE;
  }

  private int marked(int node) {
    return list[node] == NONE && shorterEnd[node] == NONE ? node : ~node;
  }

  private static String reversed(String text) {
    return new StringBuilder(text).reverse().toString();
  }

  /** Numbers the letters of some texts, from 1; every other letter is 0. */
  private static final class LetterNumbers implements Serializable {
    private static final long serialVersionUID = 1L;

    private final int[] ascii = new int[CaseFolding.ASCII];
    private final char[] others;
    private final int numbers;

    /** Numbers the letters of folded texts. */
    LetterNumbers(Collection<String> folded) {
      int[] sorted = folded.stream().flatMapToInt(String::chars).distinct().sorted().toArray();
      int known = 0;
      while (known < sorted.length && sorted[known] < CaseFolding.ASCII) {
        ascii[sorted[known]] = ++known;
      }
      for (int c = 0; c < CaseFolding.ASCII; c++) {
        ascii[c] = ascii[CaseFolding.fold((char) c)];
      }
      this.others = new char[sorted.length - known];
      for (int i = 0; i < others.length; i++) {
        others[i] = (char) sorted[known + i];
      }
      this.numbers = sorted.length + 1;
    }

    /** Returns how many numbers there are, 0 included. */
    int size() {
      return numbers;
    }

    /** The number of a letter, the same in either case. */
    int number(char c) {
      return c < CaseFolding.ASCII ? ascii[c] : beyondAscii(CaseFolding.fold(c));
    }

    private int beyondAscii(char folded) {
      if (folded < CaseFolding.ASCII) {
        return ascii[folded]; // the sign for kelvin is a k
      }
      int at = Arrays.binarySearch(others, folded);
      return at < 0 ? 0 : numbers - others.length + at;
    }
  }
}
