package org.drey.collect.format;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HexFormat;
import java.util.List;
import org.drey.collect.feed.RefusalReason;
import org.jspecify.annotations.Nullable;

/** The origin of a field's value. */
sealed interface ValueSource {
  /** The value; null if the line has none. */
  @Nullable String text(LineValues line) throws RefusedLineException;

  /** All values, for a field that is a list. */
  default List<String> texts(LineValues line) throws RefusedLineException {
    String one = text(line);
    return one == null ? List.of() : List.of(one);
  }

  /** Returns whether the value is a time of which the line says the day alone. */
  default boolean isOfDay(LineValues line) throws RefusedLineException {
    return false;
  }

  /** Returns whether the value may be made of several values of the line. */
  default boolean isHashed() {
    return false;
  }

  /** The value that the format says, whatever the line. */
  record Constant(String value) implements ValueSource {
    @Override
    public String text(LineValues line) {
      return value;
    }
  }

  /**
   * A value of the line.
   *
   * @param source its number
   * @param word which of its words between blanks, from 1; 0 for the whole value
   */
  record From(int source, int word) implements ValueSource {
    @Override
    public @Nullable String text(LineValues line) {
      String whole = line.text(source);
      return whole == null || word == 0 ? whole : word(whole);
    }

    private @Nullable String word(String whole) {
      String[] words = whole.split(" ", -1);
      return word <= words.length ? words[word - 1] : null;
    }

    @Override
    public List<String> texts(LineValues line) {
      return line.has(source) ? line.texts(source) : List.of();
    }
  }

  /** The first of several that is there. */
  record FirstOf(List<ValueSource> sources) implements ValueSource {
    @Override
    public boolean isOfDay(LineValues line) throws RefusedLineException {
      for (ValueSource source : sources) {
        if (source.text(line) != null) {
          return source.isOfDay(line);
        }
      }
      return false;
    }

    @Override
    public boolean isHashed() {
      return sources.stream().anyMatch(ValueSource::isHashed);
    }

    @Override
    public @Nullable String text(LineValues line) throws RefusedLineException {
      for (ValueSource source : sources) {
        String text = source.text(line);
        if (text != null) {
          return text;
        }
      }
      return null;
    }

    @Override
    public List<String> texts(LineValues line) throws RefusedLineException {
      for (ValueSource source : sources) {
        List<String> texts = source.texts(line);
        if (!texts.isEmpty()) {
          return texts;
        }
      }
      return List.of();
    }
  }

  /** A text that is a list, such as {@code a|b}. */
  record Split(ValueSource whole, char separator) implements ValueSource {
    @Override
    public @Nullable String text(LineValues line) throws RefusedLineException {
      return whole.text(line);
    }

    @Override
    public List<String> texts(LineValues line) throws RefusedLineException {
      List<String> texts = whole.texts(line);
      List<String> all = new ArrayList<>(texts.size());
      for (String text : texts) {
        all.addAll(LineCutters.plain(text, separator));
      }
      return all;
    }
  }

  /** Several after one another; nothing if one of them is not there. */
  record Joined(List<ValueSource> parts) implements ValueSource {
    @Override
    public @Nullable String text(LineValues line) throws RefusedLineException {
      StringBuilder joined = new StringBuilder();
      for (ValueSource part : parts) {
        String text = part.text(line);
        if (text == null) {
          return null;
        }
        joined.append(text);
      }
      return joined.toString();
    }
  }

  /** An id made of several; a part that is not there counts as empty, but one must be there. */
  record Hash(List<ValueSource> parts) implements ValueSource {
    private static final byte END = -1; // no byte of UTF-8, so no two lists of parts are one
    private static final int BYTES = 16;

    @Override
    public boolean isHashed() {
      return true;
    }

    @Override
    public @Nullable String text(LineValues line) throws RefusedLineException {
      boolean isThere = false;
      for (ValueSource part : parts) {
        String text = part.text(line);
        if (text != null) {
          isThere = true;
          line.digest().update(text.getBytes(StandardCharsets.UTF_8));
        }
        line.digest().update(END);
      }
      byte[] digest = line.digest().digest();
      return isThere ? HexFormat.of().formatHex(digest, 0, BYTES) : null;
    }
  }

  /** Another, where the line is so and so, and what is made of its text. */
  record Converted(List<LineCondition> when, ValueSource source, List<TextStep> steps)
      implements ValueSource {
    @Override
    public boolean isOfDay(LineValues line) throws RefusedLineException {
      String text = LineCondition.all(when, line) ? source.text(line) : null;
      for (TextStep step : steps) {
        if (text != null && step.isOfDay(text)) {
          return true;
        }
        text = text == null ? null : step.apply(text);
      }
      return source.isOfDay(line);
    }

    @Override
    public boolean isHashed() {
      return source.isHashed();
    }

    @Override
    public @Nullable String text(LineValues line) throws RefusedLineException {
      if (!LineCondition.all(when, line)) {
        return null;
      }
      String text = source.text(line);
      for (TextStep step : steps) {
        text = text == null ? null : step.apply(text);
      }
      return text;
    }

    @Override
    public List<String> texts(LineValues line) throws RefusedLineException {
      List<String> texts = LineCondition.all(when, line) ? source.texts(line) : List.of();
      for (TextStep step : steps) {
        texts = step.applyAll(texts);
      }
      return texts;
    }
  }

  /** An amount in minor units: with as many digits as the currency of its line has. */
  record Amount(String field, ValueSource amount, ValueSource currency, NumberNotation notation)
      implements ValueSource {
    @Override
    public @Nullable String text(LineValues line) throws RefusedLineException {
      String text = amount.text(line);
      String code = text == null ? null : currency.text(line);
      if (text == null || code == null) {
        return null;
      }
      Currency known = CurrencyCodes.find(code);
      if (known == null) {
        throw new RefusedLineException(
            RefusalReason.OUT_OF_RANGE, field, "an amount in a currency of ISO 4217");
      }
      return new DecimalText(field, known.getDefaultFractionDigits(), notation).apply(text);
    }
  }

  /** A time without a year: the last one before the line is read. */
  record Dated(ValueSource source, YearlessTime time) implements ValueSource {
    @Override
    public @Nullable String text(LineValues line) throws RefusedLineException {
      String text = source.text(line);
      return text == null ? null : time.millis(text, line.now());
    }
  }
}
