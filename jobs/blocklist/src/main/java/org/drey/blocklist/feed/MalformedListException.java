package org.drey.blocklist.feed;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A list was refused. Says where and why, never what stands there: messages end up in logs, and an
 * entry must not.
 */
public final class MalformedListException extends IOException {
  private static final long serialVersionUID = 1L;

  /** How many problems are told one by one. */
  public static final int MAX_PROBLEMS = 20;

  /** A line, counted from 1, and one of a fixed set of reasons. */
  public record Problem(int line, String reason) implements Serializable {}

  private final ArrayList<Problem> problems;
  private final int count;

  /** Problems of a list, in the order of its lines. */
  public MalformedListException(String listId, List<Problem> all) {
    super(message(listId, all));
    this.problems = new ArrayList<>(all.subList(0, Math.min(MAX_PROBLEMS, all.size())));
    this.count = all.size();
  }

  /** The first problems of the file, at most {@value #MAX_PROBLEMS}. */
  public List<Problem> problems() {
    return List.copyOf(problems);
  }

  /** How many malformed lines there are in all. */
  public int count() {
    return count;
  }

  private static String message(String listId, List<Problem> all) {
    String lines =
        all.stream()
            .limit(MAX_PROBLEMS)
            .map(problem -> "line " + problem.line() + ": " + problem.reason())
            .collect(Collectors.joining("; "));
    String more = all.size() > MAX_PROBLEMS ? "; and more" : "";
    return "list "
        + listId
        + " refused, malformed lines: "
        + all.size()
        + " ("
        + lines
        + more
        + ")";
  }
}
