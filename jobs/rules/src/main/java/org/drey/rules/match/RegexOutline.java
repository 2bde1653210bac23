package org.drey.rules.match;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The facts that a regular expression shows without being compiled.
 *
 * @param size at least as many steps as it has when its repetitions are written out
 * @param keys sets of texts; a text that matches has one of each set in it, case ignored
 */
record RegexOutline(long size, List<Set<String>> keys) {
  /** The most steps: each may be tried at each character of a text. */
  static final int MAX_SIZE = 500;

  private static final int MAX_DEPTH = 100;
  private static final int ASCII = 128;

  static RegexOutline of(String pattern) {
    Part all = new Reader(pattern).alternatives(0);
    return new RegexOutline(all.size, all.keys);
  }

  boolean isTooLarge() {
    return size > MAX_SIZE;
  }

  /**
   * A part of a pattern.
   *
   * @param literal the character that it is; empty for anything else
   */
  private record Part(long size, String literal, List<Set<String>> keys) {
    static Part step() {
      return new Part(1, "", List.of());
    }
  }

  /** The numbers of times that a part may occur; the most is 1 beyond that if it has no end. */
  private record Repetition(boolean isGiven, int least, int most) {
    static final Repetition ONCE = new Repetition(false, 1, 1);
  }

  /** Reads what RE2 takes; of anything else the result says nothing, for it is refused. */
  private static final class Reader {
    private final String pattern;
    private int at;

    Reader(String pattern) {
      this.pattern = pattern;
    }

    Part alternatives(int depth) {
      if (depth > MAX_DEPTH) {
        at = pattern.length();
        return new Part(MAX_SIZE + 1L, "", List.of());
      }
      long size = 1;
      List<List<Set<String>>> branches = new ArrayList<>();
      do {
        Part branch = sequence(depth);
        size += branch.size + 1;
        branches.add(branch.keys);
      } while (accept('|'));
      return new Part(size, "", joined(branches));
    }

    /** One key of each branch, for a text that matches has one of those. */
    private static List<Set<String>> joined(List<List<Set<String>>> branches) {
      if (branches.size() == 1) {
        return branches.get(0);
      }
      Set<String> any = new LinkedHashSet<>();
      for (List<Set<String>> keys : branches) {
        if (keys.isEmpty()) {
          return List.of();
        }
        any.addAll(
            keys.stream().max(Comparator.comparingInt(RegexOutline::shortest)).orElseThrow());
      }
      return List.of(any);
    }

    private Part sequence(int depth) {
      long size = 0;
      List<Set<String>> keys = new ArrayList<>();
      StringBuilder run = new StringBuilder();
      while (at < pattern.length() && !isAt('|') && (depth == 0 || !isAt(')'))) {
        Part atom = atom(depth);
        Repetition times = repetition();
        size =
            Math.min(Integer.MAX_VALUE, size + (atom.size + (times.isGiven ? 1 : 0)) * times.most);
        if (times.least > 0) {
          run.append(atom.literal);
          keys.addAll(atom.keys);
        }
        if (atom.literal.isEmpty() || times.isGiven) {
          end(run, keys);
        }
      }
      end(run, keys);
      return new Part(size, "", keys);
    }

    private static void end(StringBuilder run, List<Set<String>> keys) {
      if (!run.isEmpty()) {
        keys.add(Set.of(run.toString()));
        run.setLength(0);
      }
    }

    private Part atom(int depth) {
      char c = pattern.charAt(at++);
      return switch (c) {
        case '(' -> group(depth);
        case '[' -> characterClass();
        case '\\' -> escaped();
        case '.', '^', '$', ')', '*', '+', '?', '{' -> Part.step();
        default -> literal(c);
      };
    }

    private static Part literal(char c) {
      return c < ASCII ? new Part(1, String.valueOf(c), List.of()) : Part.step();
    }

    private Part group(int depth) {
      if (accept('?')) {
        while (at < pattern.length() && ":)>".indexOf(pattern.charAt(at)) < 0) {
          at++; // flags or a name
        }
        if (accept(')')) {
          return Part.step();
        }
        at++;
      }
      Part inner = alternatives(depth + 1);
      accept(')');
      return inner;
    }

    private Part characterClass() {
      accept('^');
      accept(']');
      while (at < pattern.length() && !isAt(']')) {
        if (pattern.startsWith("[:", at) && pattern.indexOf(":]", at) >= 0) {
          skipPast(":]");
        } else {
          member();
          if (isAt('-') && at + 1 < pattern.length() && pattern.charAt(at + 1) != ']') {
            at++;
            member(); // the end of a range, whatever it is
          }
        }
      }
      at++;
      return Part.step();
    }

    private void member() {
      at += isAt('\\') ? 2 : 1;
    }

    private Part escaped() {
      char c = at < pattern.length() ? pattern.charAt(at++) : 0;
      if (c == 'Q') {
        int from = at;
        skipPast("\\E");
        return new Part(at - from, "", List.of());
      }
      if ("pPx".indexOf(c) >= 0) {
        if (isAt('{')) {
          skipPast("}");
        } else {
          at += c == 'x' ? 2 : 1;
        }
      }
      while (Character.isDigit(c) && at < pattern.length() && isDigit(at)) {
        at++; // a character by its octal number
      }
      return Character.isLetterOrDigit(c) ? Part.step() : literal(c);
    }

    private Repetition repetition() {
      Repetition times = Repetition.ONCE;
      if (accept('*') || accept('?')) {
        times = new Repetition(true, 0, 1);
      } else if (accept('+')) {
        times = new Repetition(true, 1, 1);
      } else if (isAt('{')) {
        times = counted();
      }
      if (times.isGiven) {
        accept('?'); // as few as possible
      }
      return times;
    }

    /** A brace that begins no repetition is a character like others. */
    private Repetition counted() {
      int from = at++;
      int least = number();
      boolean isRange = accept(',');
      int most = isRange ? number() : least;
      if (least < 0 || !accept('}')) {
        at = from;
        return Repetition.ONCE;
      }
      return new Repetition(true, least, most < 0 ? least + 1 : Math.max(1, most));
    }

    private int number() {
      int from = at;
      while (at < pattern.length() && isDigit(at)) {
        at++;
      }
      boolean isShort = at - from <= 4; // RE2 refuses more than 1000
      return from == at ? -1 : isShort ? Integer.parseInt(pattern.substring(from, at)) : MAX_SIZE;
    }

    private boolean isDigit(int place) {
      return pattern.charAt(place) >= '0' && pattern.charAt(place) <= '9';
    }

    private boolean isAt(char c) {
      return at < pattern.length() && pattern.charAt(at) == c;
    }

    private boolean accept(char c) {
      boolean is = isAt(c);
      if (is) {
        at++;
      }
      return is;
    }

    private void skipPast(String end) {
      int found = pattern.indexOf(end, at);
      at = found < 0 ? pattern.length() : found + end.length();
    }
  }

  private static int shortest(Set<String> texts) {
    return texts.stream().mapToInt(String::length).min().orElse(0);
  }
}
