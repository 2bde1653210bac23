package org.drey.rules.match;

import com.google.re2j.Pattern;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.drey.base.NetworkPrefix;
import org.jspecify.annotations.Nullable;

/**
 * A test of one text. Ignores case, as Sigma does, unless it is cased. Allocates nothing, but for
 * {@link Regex} and {@link InBlock}.
 */
public sealed interface TextTest extends Serializable {

  boolean test(String value);

  /** The whole text is the same. */
  record SameText(String text, boolean cased) implements TextTest {
    @Override
    public boolean test(String value) {
      return cased ? value.equals(text) : value.equalsIgnoreCase(text);
    }
  }

  /** The text contains another at a place that {@link Place} allows. */
  record Part(String text, Place place, boolean cased) implements TextTest {
    @Override
    public boolean test(String value) {
      int last = value.length() - text.length();
      return switch (place) {
        case START -> isAt(value, 0);
        case END -> isAt(value, last);
        case ANYWHERE -> {
          int at = 0;
          while (at <= last && !isAt(value, at)) {
            at++;
          }
          yield at <= last;
        }
      };
    }

    private boolean isAt(String value, int offset) {
      return value.regionMatches(!cased, offset, text, 0, text.length());
    }
  }

  /** The place in which a {@link Part} has to be. */
  enum Place {
    START,
    END,
    ANYWHERE
  }

  /** A pattern with {@code *} for any characters and {@code ?} for one. */
  record Glob(WildcardPattern pattern, boolean cased) implements TextTest {
    @Override
    public boolean test(String value) {
      return pattern.matches(value, cased);
    }
  }

  /** The pattern matches somewhere in the text, in time linear in its length. */
  record Regex(Pattern pattern) implements TextTest {
    @Override
    public boolean test(String value) {
      return pattern.matcher(value).find();
    }
  }

  /** The text is an IP address in a block of them. */
  record InBlock(NetworkPrefix block) implements TextTest {
    @Override
    public boolean test(String value) {
      return block.has(value);
    }
  }

  /**
   * The text is one of many.
   *
   * @param texts the texts
   * @param lookup the same, to find one at once
   */
  record OneOf(Set<String> texts, CaselessMap<Boolean> lookup) implements TextTest {
    static OneOf of(Set<String> texts) {
      Map<String, Boolean> entries = new HashMap<>();
      texts.forEach(text -> entries.put(text, true));
      return new OneOf(Set.copyOf(texts), CaselessMap.of(entries));
    }

    @Override
    public boolean test(String value) {
      return lookup.get(value) != null;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof OneOf that && texts.equals(that.texts);
    }

    @Override
    public int hashCode() {
      return texts.hashCode();
    }
  }
}
