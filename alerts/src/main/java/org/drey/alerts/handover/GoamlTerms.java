package org.drey.alerts.handover;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The requirements of a country for a goAML draft, as far as the operator has named them.
 *
 * @param mapping its codes
 * @param schema its schema; null if none was named, and nothing is checked
 */
public record GoamlTerms(GoamlMapping mapping, @Nullable GoamlSchema schema) {
  /** The code of no country. */
  public static final GoamlTerms NONE = new GoamlTerms(GoamlMapping.NONE, null);

  /** Returns what of a draft does not fit the schema; nothing if there is none. */
  public List<String> problems(String document) throws IOException {
    return schema == null ? List.of() : schema.problems(document);
  }

  /** The note on a draft without problems: its schema, and whose codes it has. */
  public List<String> words() {
    return List.of(
        schema == null
            ? "It was not checked against a schema: none is configured."
            : "It fits the schema " + schema.name() + ".",
        mapping.isOfACountry()
            ? "It has the configured codes."
            : "It has no country's codes, for none are configured: 0, XXX and the names of"
                + " indicators are to be replaced by hand.");
  }
}
