package org.drey.collect.format;

import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Lines that a regular expression takes to pieces, by the names of its groups. */
final class PatternInput implements LineInput {
  private static final int LOOKS_A_CHARACTER = 200;

  private static final Pattern GROUP = Pattern.compile("\\(\\?<([a-zA-Z][a-zA-Z0-9]*)>");

  private final Pattern pattern;
  private final List<SourcePath> sources;

  PatternInput(Pattern pattern, List<SourcePath> sources) {
    this.pattern = pattern;
    this.sources = sources;
  }

  @Override
  public void read(byte[] line, String text, LineValues into) throws RefusedLineException {
    Matcher matcher = pattern.matcher(new PatientText(text));
    try {
      if (!matcher.matches()) {
        throw LineInput.malformed("a line of the format's pattern");
      }
    } catch (TooManyLooks | StackOverflowError e) {
      throw LineInput.malformed("a line that the format's pattern can be tried on in a short time");
    }
    for (int i = 0; i < sources.size(); i++) {
      String value = matcher.group(sources.get(i).steps().get(0));
      if (value != null) {
        into.put(i, value);
      }
    }
  }

  @Override
  public Set<String> names(String line) {
    return groups(pattern.pattern());
  }

  /** The names of the groups of a pattern. */
  static Set<String> groups(String pattern) {
    return GROUP
        .matcher(pattern)
        .results()
        .map(result -> result.group(1))
        .collect(Collectors.toSet());
  }

  /** A text that is not looked at for ever, as some patterns do with some lines. */
  private static final class PatientText implements CharSequence {
    private final String text;
    private long looks;

    PatientText(String text) {
      this.text = text;
      this.looks = LOOKS_A_CHARACTER * (text.length() + (long) LOOKS_A_CHARACTER);
    }

    @Override
    public char charAt(int index) {
      if (--looks < 0) {
        throw new TooManyLooks();
      }
      return text.charAt(index);
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.substring(start, end);
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /** The end of patience. */
  private static final class TooManyLooks extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooManyLooks() {
      super(null, null, false, false);
    }
  }
}
