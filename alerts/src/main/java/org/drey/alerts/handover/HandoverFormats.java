package org.drey.alerts.handover;

import java.util.List;
import java.util.Optional;

/** The formats for others; those for the house are in {@code export}. */
public final class HandoverFormats {
  /** In the order of the help. */
  public static final List<String> NAMES = List.of("stix", "misp", "goaml", "sar");

  /** Of these a document is about one alert, or one case. */
  private static final List<String> OF_ONE = List.of("goaml", "sar");

  private HandoverFormats() {}

  /** Whether a document of a format is about one alert, or one case. */
  public static boolean isOfOne(String name) {
    return OF_ONE.contains(name);
  }

  /**
   * The format of a name.
   *
   * @param mapping the codes of a country, for goAML
   * @param html whether a report for people is HTML, or Markdown
   */
  public static Optional<HandoverFormat> find(String name, GoamlMapping mapping, boolean html) {
    return switch (name) {
      case "stix" -> Optional.of(new StixFormat());
      case "misp" -> Optional.of(new MispFormat());
      case "goaml" -> Optional.of(new GoamlFormat(mapping));
      case "sar" -> Optional.of(new SarFormat(html));
      default -> Optional.empty();
    };
  }
}
