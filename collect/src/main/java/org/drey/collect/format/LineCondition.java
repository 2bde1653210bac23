package org.drey.collect.format;

import java.util.List;
import java.util.Set;

/**
 * A demand on a line, written as the detections of rules are.
 *
 * @param source whose value is asked for
 * @param kind how it is compared
 * @param values with what; one must fit
 */
record LineCondition(ValueSource.From source, Kind kind, Set<String> values) {
  /** The way in which a value is compared. */
  enum Kind {
    EQUALS,
    STARTSWITH,
    ENDSWITH,
    CONTAINS,
    EXISTS;

    private boolean fits(String text, String wanted) {
      return switch (this) {
        case EQUALS -> text.equals(wanted);
        case STARTSWITH -> text.startsWith(wanted);
        case ENDSWITH -> text.endsWith(wanted);
        case CONTAINS -> text.contains(wanted);
        case EXISTS -> Boolean.parseBoolean(wanted);
      };
    }
  }

  static boolean all(List<LineCondition> conditions, LineValues line) {
    for (LineCondition condition : conditions) {
      if (!condition.holds(line)) {
        return false;
      }
    }
    return true;
  }

  private boolean holds(LineValues line) {
    String text = source.text(line);
    if (text == null) {
      return kind == Kind.EXISTS && values.contains("false");
    }
    if (kind == Kind.EQUALS) {
      return values.contains(text);
    }
    for (String value : values) {
      if (kind.fits(text, value)) {
        return true;
      }
    }
    return false;
  }
}
