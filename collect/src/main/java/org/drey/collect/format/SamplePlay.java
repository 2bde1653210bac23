package org.drey.collect.format;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.drey.base.NameSuggestions;
import org.drey.yaml.ProblemException;
import org.drey.yaml.YamlNode;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of a sample.
 *
 * @param line where it is in the file
 * @param became its record, or what else became of it, in words
 * @param problem the difference to what must become of it
 */
public record SamplePlay(int line, String became, Optional<ProblemException> problem) {
  static SamplePlay of(LineFormat format, FormatSample sample) {
    FormatReader reader = format.open(sample.clock());
    Optional<ObservedLine> last = Optional.empty();
    RefusedLineException refusal = null;
    for (String line : sample.lines()) {
      refusal = null;
      try {
        last = reader.read(line.getBytes(StandardCharsets.UTF_8));
      } catch (RefusedLineException e) {
        refusal = e;
      }
    }
    String became =
        refusal != null
            ? "refused: " + refusal.getMessage()
            : last.map(one -> fields(one).toString()).orElse("skipped");
    return new SamplePlay(
        sample.node().line(), became, Optional.ofNullable(problem(sample, last, refusal)));
  }

  private static @Nullable ProblemException problem(
      FormatSample sample, Optional<ObservedLine> last, @Nullable RefusedLineException refusal) {
    String became = refusal != null ? "refused" : last.isPresent() ? "record" : "skipped";
    if (!became.equals(sample.becomes())) {
      String detail = refusal == null ? "" : ": " + refusal.getMessage();
      return sample
          .node()
          .problem("the sample is " + became + detail + ", and should be " + sample.becomes());
    }
    if (refusal != null) {
      String wanted = sample.wanted().text();
      boolean isMeant = wanted.equals(refusal.field()) || wanted.equals(refusal.reason().word());
      return isMeant ? null : sample.wanted().problem("refused: " + refusal.getMessage());
    }
    return last.map(one -> difference(sample.wanted(), fields(one))).orElse(null);
  }

  private static @Nullable ProblemException difference(
      YamlNode wanted, Map<String, List<String>> fields) {
    TreeSet<String> missing = new TreeSet<>(fields.keySet());
    missing.remove("event_id"); // a hash says nothing to a person
    for (Map.Entry<String, YamlNode> one : wanted.fields().entrySet()) {
      missing.remove(one.getKey());
      List<String> is = fields.get(one.getKey());
      if (is == null) {
        return one.getValue()
            .problem(
                "the record has no '"
                    + one.getKey()
                    + "'"
                    + NameSuggestions.didYouMean(one.getKey(), fields.keySet()));
      }
      List<String> should = one.getValue().items().stream().map(YamlNode::text).toList();
      if (!is.equals(should)) {
        return one.getValue().problem("'" + one.getKey() + "' is " + String.join(", ", is));
      }
    }
    return missing.isEmpty()
        ? null
        : wanted.problem(
            "the record also has "
                + missing.stream()
                    .map(
                        name ->
                            name + ": " + String.join(", ", fields.getOrDefault(name, List.of())))
                    .collect(Collectors.joining(", ")));
  }

  /** The values of a line as samples write them, without those that no line changes. */
  private static Map<String, List<String>> fields(ObservedLine line) {
    Map<String, List<String>> fields = new TreeMap<>();
    fields.put("stream", List.of(line.stream()));
    LineFields.said(line.event()).forEach(fields::put);
    line.clear().forEach((field, text) -> fields.put(field, List.of(text)));
    if (line.client() != null) {
      fields.put(RecordFormat.CLIENT, List.of(line.client()));
    }
    if (line.port() > 0) {
      fields.put(RecordFormat.PORT, List.of(Integer.toString(line.port())));
    }
    return fields;
  }
}
