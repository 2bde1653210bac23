package org.drey.blocklist.feed;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A list was refused. Says where and why, never what was found there: messages end up in logs, and
 * an entry must not.
 */
public final class MalformedListException extends IOException {
  private static final long serialVersionUID = 1L;

  /** The most problems that are reported one by one. */
  public static final int MAX_PROBLEMS = 20;

  /** A line, counted from 1, and one of a fixed set of reasons. */
  public record Problem(int line, String reason) implements Serializable {}

  private final ArrayList<Problem> problems;
  private final int count;

  /**
   * Problems of a list, in the order of its lines.
   *
   * @param first of them, at most {@value #MAX_PROBLEMS}
   * @param count how many there are in total
   */
  MalformedListException(String listId, List<Problem> first, int count) {
    super(message(listId, first, count));
    this.problems = new ArrayList<>(first);
    this.count = count;
  }

  /** The first problems of the file, at most {@value #MAX_PROBLEMS}. */
  public List<Problem> problems() {
    return List.copyOf(problems);
  }

  /** Returns how many malformed lines there are in total. */
  public int count() {
    return count;
  }

  private static String message(String listId, List<Problem> first, int count) {
    String lines =
        first.stream()
            .map(problem -> "line " + problem.line() + ": " + problem.reason())
            .collect(Collectors.joining("; "));
    String more = count > first.size() ? "; and more" : "";
    return "list " + listId + " refused, malformed lines: " + count + " (" + lines + more + ")";
  }
}
