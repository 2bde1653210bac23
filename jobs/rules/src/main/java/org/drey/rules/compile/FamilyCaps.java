package org.drey.rules.compile;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.drey.base.NameSuggestions;
import org.drey.yaml.YamlNode;

/**
 * The most points that each family of indicators may bring.
 *
 * @param points by family, 0 to {@value #MAX_CAP}
 */
public record FamilyCaps(Map<String, Double> points) implements Serializable {
  private static final String FILE = "families.yml";
  private static final int MAX_CAP = 100;
  private static final Pattern NAME = Pattern.compile("[A-Z][A-Z0-9_]{0,31}");

  /** The families of the catalogue, from {@code families.yml}. */
  public static final FamilyCaps CATALOGUE = catalogue();

  /** Copies. */
  public FamilyCaps {
    points = Map.copyOf(points);
  }

  /**
   * These families and an operator's own.
   *
   * @param own a map from names to caps; a name that is here already is a problem, and so is a cap
   *     that is no number from 0 to {@value #MAX_CAP}
   */
  public FamilyCaps and(YamlNode own) {
    Map<String, Double> all = new HashMap<>(points);
    own.fields()
        .forEach(
            (name, cap) -> {
              if (!NAME.matcher(name).matches()) {
                throw cap.problem(
                    "'"
                        + name
                        + "' is no name of a family: at most 32 capitals, digits and _, such as MY_OWN");
              }
              if (all.put(name, read(cap)) != null) {
                throw cap.problem(
                    "the family '"
                        + name
                        + "' is of the catalogue, and its cap is the same everywhere: name yours"
                        + " otherwise");
              }
            });
    return new FamilyCaps(all);
  }

  private static double read(YamlNode cap) {
    BigDecimal points = cap.number();
    if (points.signum() < 0 || points.compareTo(BigDecimal.valueOf(MAX_CAP)) > 0) {
      throw cap.problem("the cap of a family is from 0 to " + MAX_CAP + " points");
    }
    return points.doubleValue();
  }

  /** The family that a rule names; one without a cap is a problem. */
  ScoringPart.Family of(YamlNode name) {
    Double cap = points.get(name.text());
    if (cap == null) {
      throw name.problem(
          "the family '"
              + name.text()
              + "' has no cap"
              + NameSuggestions.didYouMean(name.text(), points.keySet()));
    }
    return new ScoringPart.Family(name.text(), cap);
  }

  private static FamilyCaps catalogue() {
    try (InputStream in = FamilyCaps.class.getResourceAsStream("/" + FILE)) {
      byte[] yaml = Objects.requireNonNull(in, FILE).readAllBytes();
      YamlNode root = YamlNode.parse(FILE, new String(yaml, StandardCharsets.UTF_8));
      return new FamilyCaps(Map.of()).and(root);
    } catch (IOException e) {
      throw new UncheckedIOException(FILE + " cannot be read", e);
    }
  }
}
