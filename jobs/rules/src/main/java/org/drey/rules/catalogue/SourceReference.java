package org.drey.rules.catalogue;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drey.yaml.YamlNode;

/**
 * A reference of a rule: one of the sources that it rests on.
 *
 * @param document its issuer, title and year
 * @param mark given (it says so), adapted (it says so in general, the rule is more precise), or
 *     ours
 * @param says what of it the rule uses
 */
public record SourceReference(String document, String mark, String says) {
  private static final Pattern FORM =
      Pattern.compile("(.+) — (given|adapted|ours): (.+)", Pattern.DOTALL);

  static SourceReference of(YamlNode node) {
    Matcher matcher = FORM.matcher(node.words());
    if (!matcher.matches()) {
      throw node.problem("a source is 'issuer, title, year — given|adapted|ours: what it says'");
    }
    return new SourceReference(matcher.group(1), matcher.group(2), matcher.group(3));
  }
}
