package org.drey.cli.size;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.drey.yaml.YamlNode;

/**
 * The measured figures, which ship as {@code sizing.yaml}.
 *
 * @param figures each with its measurement
 * @param payers what is kept of people who pay
 */
record MeasuredCosts(Map<CostFigure, MeasuredFigure> figures, List<PayerKind> payers) {
  private static final String FILE = "sizing.yaml";
  private static final Set<String> PAYER_KEYS = Set.of("who", "of_60", "abroad", "bytes");

  MeasuredCosts {
    figures = Map.copyOf(figures);
    payers = List.copyOf(payers);
  }

  /** Reads the figures that ship with Drey. */
  static MeasuredCosts read() {
    try (InputStream in = MeasuredCosts.class.getResourceAsStream("/" + FILE)) {
      byte[] yaml = Objects.requireNonNull(in, FILE).readAllBytes();
      return of(YamlNode.parse(FILE, new String(yaml, StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(FILE + " cannot be read", e);
    }
  }

  /** Reads such a file, which has every figure. */
  static MeasuredCosts of(YamlNode root) {
    root.fields(Set.of("figures", "payers"));
    YamlNode nodes = root.required("figures");
    nodes.fields(
        Arrays.stream(CostFigure.values()).map(CostFigure::key).collect(Collectors.toSet()));
    Map<CostFigure, MeasuredFigure> figures = new EnumMap<>(CostFigure.class);
    for (CostFigure figure : CostFigure.values()) {
      figures.put(figure, figure(figure.key(), nodes.required(figure.key())));
    }
    List<PayerKind> payers = new ArrayList<>();
    root.required("payers").items().forEach(node -> payers.add(payer(node)));
    return new MeasuredCosts(figures, payers);
  }

  private static MeasuredFigure figure(String key, YamlNode node) {
    node.fields(Set.of("value", "unit", "measured", "command"));
    return new MeasuredFigure(
        key,
        node.required("value").number().doubleValue(),
        node.required("unit").words(),
        node.required("measured").words(),
        node.required("command").words());
  }

  private static PayerKind payer(YamlNode node) {
    node.fields(PAYER_KEYS);
    NavigableMap<Double, Double> bytes = new TreeMap<>();
    node.required("bytes")
        .fields()
        .forEach((days, value) -> bytes.put(Double.valueOf(days), value.number().doubleValue()));
    YamlNode abroad = node.get("abroad");
    return new PayerKind(
        node.required("who").words(),
        node.required("of_60").number().doubleValue() / 60,
        abroad != null && abroad.bool(),
        bytes);
  }

  /** Returns a figure's value. */
  double of(CostFigure figure) {
    return Objects.requireNonNull(figures.get(figure), figure::key).value();
  }

  /** Returns all figures, in a fixed order. */
  List<MeasuredFigure> all() {
    return Arrays.stream(CostFigure.values())
        .map(figure -> Objects.requireNonNull(figures.get(figure)))
        .toList();
  }
}
