package org.drey.rules.sigma;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drey.yaml.LimitedYaml;
import org.drey.yaml.ProblemException;
import org.drey.yaml.YamlException;
import org.drey.yaml.YamlNode;
import org.drey.yaml.YamlProblem;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads rule files into Sigma documents and checks each against Sigma's JSON schemas. */
public final class SigmaReader {
  /** Read once: they never change, and threads may share them. */
  private static final Schema DETECTION = schema("sigma-detection-rule-schema.json");

  private static final Schema CORRELATION = schema("sigma-correlation-rules-schema.json");

  private final List<YamlProblem> problems = new ArrayList<>();

  /** Everything wrong so far. */
  public List<YamlProblem> problems() {
    return problems;
  }

  /** The documents of the files, in their order; what is broken is left out and is a problem. */
  public List<SigmaDocument> read(List<RuleFile> files) {
    List<SigmaDocument> documents = new ArrayList<>();
    for (RuleFile file : files) {
      try {
        LimitedYaml nodes = LimitedYaml.documents(file.text());
        int[] codePoints = file.text().codePoints().toArray();
        while (nodes.hasNext()) {
          read(file, codePoints, nodes.next(), documents);
        }
      } catch (YamlException e) {
        problems.add(new YamlProblem(file.name(), e.line(), e.reason()));
      }
    }
    return documents;
  }

  private void read(RuleFile file, int[] codePoints, Node node, List<SigmaDocument> documents) {
    YamlNode root = new YamlNode(file.name(), node);
    try {
      if (root.isScalar() && root.scalar() == null) {
        return; // an empty document, as after a trailing separator
      }
      int before = problems.size();
      validate(root);
      if (problems.size() == before) {
        documents.add(SigmaDocument.of(root, textOf(codePoints, node)));
      }
    } catch (ProblemException e) {
      problems.add(e.problem());
    }
  }

  private void validate(YamlNode root) {
    if (!root.isMap()) {
      throw root.problem("a rule is a map with title, logsource and detection, or correlation");
    }
    if (root.get("filter") != null) {
      throw root.problem("Sigma filters are not supported yet");
    }
    if (root.get("correlation") != null && root.get("detection") != null) {
      throw root.problem("a rule has a detection or a correlation, not both");
    }
    List<YamlProblem> older = OlderSigma.in(root);
    problems.addAll(older.isEmpty() ? check(root) : older);
  }

  /** Returns what Sigma's schemas refuse of a document that is a map. */
  public List<YamlProblem> check(YamlNode root) {
    JsonNode json = YamlJson.of(root);
    YamlNode correlation = root.get("correlation");
    if (correlation != null && correlation.isMap()) {
      YamlNode type = correlation.get("type");
      if (type != null && type.isScalar() && type.text().startsWith("x_")) {
        ((ObjectNode) json.get("correlation")).put("type", "event_count"); // an extension type
      }
    }
    Schema schema = correlation == null ? DETECTION : CORRELATION;
    Map<String, List<Error>> byPlace = new LinkedHashMap<>();
    for (Error error : schema.validate(json)) {
      String place = error.getInstanceLocation().toString();
      byPlace.computeIfAbsent(place, at -> new ArrayList<>()).add(error);
    }
    List<YamlProblem> refused = new ArrayList<>();
    byPlace.forEach((at, errors) -> refused.add(problem(root, at, errors)));
    return refused;
  }

  /** One problem for a place, however many of the schema's alternatives it fails. */
  private static YamlProblem problem(YamlNode root, String location, List<Error> errors) {
    List<String> path = new ArrayList<>();
    for (String step : location.split("/", -1)) {
      if (!step.isEmpty()) {
        path.add(step.replace("~1", "/").replace("~0", "~"));
      }
    }
    YamlNode place = locate(root, path);
    String where = path.isEmpty() ? "" : String.join(".", path) + ": ";
    List<String> choices =
        errors.stream()
            .filter(error -> error.getKeyword().equals("const"))
            .map(error -> error.getSchemaNode().asText())
            .toList();
    String what =
        choices.isEmpty()
            ? errors.get(0).getMessage()
            : "must be one of " + String.join(", ", choices);
    return new YamlProblem(place.file(), place.line(), where + what);
  }

  /** The value at a path of keys and indexes, or the deepest that exists. */
  private static YamlNode locate(YamlNode root, List<String> path) {
    YamlNode at = root;
    for (String step : path) {
      YamlNode next = null;
      if (at.isMap()) {
        next = at.get(step);
      } else if (at.isList() && step.chars().allMatch(Character::isDigit)) {
        int index = Integer.parseInt(step);
        next = index < at.items().size() ? at.items().get(index) : null;
      }
      if (next == null) {
        return at;
      }
      at = next;
    }
    return at;
  }

  private static String textOf(int[] codePoints, Node node) {
    int start = node.getStartMark().orElseThrow().getIndex();
    int end = node.getEndMark().orElseThrow().getIndex();
    int[] own = Arrays.copyOfRange(codePoints, start, Math.min(end, codePoints.length));
    return new String(own, 0, own.length).strip();
  }

  private static Schema schema(String resource) {
    SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    try (InputStream in = SigmaReader.class.getResourceAsStream("/sigma/" + resource)) {
      JsonNode json = new ObjectMapper().readTree(Objects.requireNonNull(in, resource));
      ((ObjectNode) json).remove("$schema"); // one of Sigma's names the dialect with a stray '#'
      return registry.getSchema(json);
    } catch (IOException e) {
      throw new UncheckedIOException(resource + " cannot be read", e);
    }
  }

  /** Keys of Sigma 1 that Sigma 2 writes in another way. */
  private static final class OlderSigma {
    private static final Pattern SLASHES = Pattern.compile("(\\d{4})/(\\d{2})/(\\d{2})");

    private OlderSigma() {}

    /** Returns what there is of it in a document that is a map, each with what to write instead. */
    static List<YamlProblem> in(YamlNode root) {
      List<YamlProblem> problems = new ArrayList<>();
      YamlNode action = root.get("action");
      if (action != null) {
        problems.add(
            action
                .problem("'action' is of Sigma 1; write each rule out in full, without it")
                .problem());
      }
      addDetection(root.get("detection"), problems);
      for (String key : List.of("date", "modified")) {
        addDate(key, root.get(key), problems);
      }
      return problems;
    }

    private static void addDetection(@Nullable YamlNode detection, List<YamlProblem> problems) {
      if (detection == null || !detection.isMap()) {
        return;
      }
      YamlNode timeframe = detection.get("timeframe");
      if (timeframe != null && timeframe.isScalar()) {
        problems.add(
            timeframe
                .problem("'timeframe' is of Sigma 1; write a correlation with a 'timespan'")
                .problem());
      }
      YamlNode condition = detection.get("condition");
      if (condition != null && condition.isList()) {
        problems.add(
            condition
                .problem("several conditions in one rule are not supported; write several rules")
                .problem());
      }
    }

    private static void addDate(String key, @Nullable YamlNode date, List<YamlProblem> problems) {
      if (date != null && date.isScalar()) {
        Matcher slashes = SLASHES.matcher(date.text());
        if (slashes.matches()) {
          String written = slashes.replaceFirst("$1-$2-$3");
          problems.add(date.problem("'" + key + "' has slashes; write " + written).problem());
        }
      }
    }
  }
}
