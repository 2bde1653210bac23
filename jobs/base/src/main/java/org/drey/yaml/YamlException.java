package org.drey.yaml;

/** A text that is no YAML, or more of it than is read; the message says what to do. */
public final class YamlException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final int line;

  YamlException(int line, String reason) {
    super(reason, null, false, false);
    this.line = line;
  }

  /** The line, from 1. */
  public int line() {
    return line;
  }

  /** Returns what is wrong, without the place. */
  public String reason() {
    return String.valueOf(getMessage());
  }
}
