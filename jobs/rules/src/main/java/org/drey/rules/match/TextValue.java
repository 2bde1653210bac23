package org.drey.rules.match;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import org.drey.base.NetworkPrefix;
import org.drey.rules.match.TextTest.Place;
import org.drey.yaml.YamlNode;
import org.jspecify.annotations.Nullable;

/** Reads a value that a rule looks for in texts. */
final class TextValue {
  private TextValue() {}

  /**
   * The test that a value and its modifiers ask for.
   *
   * @param part where in a text a value has to be that is no pattern; null if it is all of it
   */
  static TextTest test(YamlNode item, FieldModifiers modifiers, @Nullable Place part) {
    if (modifiers.has("re")) {
      return new TextTest.Regex(pattern(item, modifiers.regexFlags()));
    }
    if (modifiers.has("cidr")) {
      NetworkPrefix block = NetworkPrefix.ofUntrusted(item.text());
      if (block == null) {
        throw item.problem("'cidr' takes a block of addresses, such as 192.0.2.0/24");
      }
      return new TextTest.InBlock(block);
    }
    boolean cased = modifiers.has("cased");
    WildcardPattern pattern = WildcardPattern.parse(item.text());
    if (pattern.isPlain()) {
      return part == null
          ? new TextTest.SameText(pattern.characters(), cased)
          : new TextTest.Part(pattern.characters(), part, cased);
    }
    if (part == null) {
      return new TextTest.Glob(pattern, cased);
    }
    return new TextTest.Glob(pattern.open(part != Place.START, part != Place.END), cased);
  }

  /** Takes time linear in a text and in the pattern's size, so the latter has a limit. */
  private static Pattern pattern(YamlNode item, int flags) {
    String text = item.text();
    if (RegexOutline.of(text).isTooLarge()) {
      throw item.problem(
          "the pattern has more than "
              + RegexOutline.MAX_SIZE
              + " steps, its repetitions written out, and would be slow; use fewer or shorter ones");
    }
    try {
      return Pattern.compile(text, flags);
    } catch (StackOverflowError e) {
      throw item.problem("the pattern is nested too deeply");
    } catch (PatternSyntaxException e) {
      throw item.problem(
          "the pattern is not one of RE2, which has no look-around and no backreference: "
              + e.getDescription()
              + (e.getPattern().isEmpty() ? "" : ": `" + e.getPattern() + "`"));
    }
  }
}
