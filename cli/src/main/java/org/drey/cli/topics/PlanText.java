package org.drey.cli.topics;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.resource.PatternType;
import org.drey.definitions.topic.TopicSetting;
import org.drey.terminal.CountedNoun;

/** Plans and differences in words. */
final class PlanText {
  private static final String TIME = ".ms";
  private static final String ABSENT = "-";

  private PlanText() {}

  /** A row for each topic, then the reason of each setting. */
  static List<String> topics(TopicPlan plan) {
    List<String> names =
        plan.topics().stream()
            .flatMap(topic -> topic.settings().stream())
            .map(TopicSetting::name)
            .distinct()
            .toList();
    List<List<String>> rows = new ArrayList<>();
    List<String> head = new ArrayList<>(List.of("topic", "partitions", "replication"));
    names.forEach(name -> head.add(title(name)));
    rows.add(head);
    for (PlannedTopic topic : plan.topics()) {
      List<String> row =
          new ArrayList<>(List.of(topic.name(), "" + topic.partitions(), "" + topic.replication()));
      Map<String, String> values = topic.values();
      names.forEach(name -> row.add(value(name, values.getOrDefault(name, ABSENT))));
      rows.add(row);
    }
    List<String> lines = new ArrayList<>(aligned(rows));
    lines.add("");
    lines.addAll(reasons(plan));
    return lines;
  }

  /** The consequence of a missing setting, for each kind of topic. */
  private static List<String> reasons(TopicPlan plan) {
    Map<String, String> byReason = new LinkedHashMap<>();
    for (PlannedTopic topic : plan.topics()) {
      for (TopicSetting one : topic.settings()) {
        byReason.putIfAbsent(
            one.name() + "=" + one.value(),
            "%s %s, else %s".formatted(title(one.name()), value(one), one.reason()));
      }
    }
    return byReason.values().stream().sorted().toList();
  }

  private static String title(String name) {
    return name.endsWith(TIME) ? name.substring(0, name.length() - TIME.length()) : name;
  }

  private static String value(TopicSetting setting) {
    return value(setting.name(), setting.value());
  }

  /** A time in the largest unit that it is a whole number of. */
  static String value(String name, String value) {
    if (!name.endsWith(TIME) || !value.matches("\\d{1,17}")) {
      return value;
    }
    Duration time = Duration.ofMillis(Long.parseLong(value));
    if (time.isZero() || time.toMillis() % Duration.ofHours(1).toMillis() != 0) {
      return value + " ms";
    }
    return time.toHours() % 24 == 0 ? time.toDays() + "d" : time.toHours() + "h";
  }

  /** A line for each difference: what is there, what will do, and why it matters. */
  static List<String> differences(List<TopicDifference> differences) {
    return differences.stream()
        .map(
            one ->
                "%s: %s is %s, needed: %s. Else %s%s"
                    .formatted(
                        one.topic(),
                        one.what(),
                        value(one.what(), one.found()),
                        needed(one),
                        one.reason(),
                        one.remedy() == TopicDifference.Remedy.BY_HAND ? " (by hand)" : ""))
        .toList();
  }

  private static String needed(TopicDifference one) {
    String[] words = one.needed().split(" ", -1);
    words[words.length - 1] = value(one.what(), words[words.length - 1]);
    return String.join(" ", words);
  }

  /** The action on a difference, or the one taken. */
  static String remedy(TopicDifference one) {
    return switch (one.remedy()) {
      case CREATE -> "create %s with %s".formatted(one.topic(), one.value());
      case ALTER ->
          "set %s of %s to %s (was %s)"
              .formatted(
                  one.what(),
                  one.topic(),
                  value(one.what(), one.value()),
                  value(one.what(), one.found()));
      case ADD_PARTITIONS ->
          "add partitions to %s: %s (were %s)".formatted(one.topic(), one.value(), one.found());
      case BY_HAND ->
          "by hand: %s of %s is %s, needed: %s. Else %s"
              .formatted(
                  one.what(),
                  one.topic(),
                  value(one.what(), one.found()),
                  needed(one),
                  one.reason());
    };
  }

  /** The rights of each role. */
  static List<String> access(List<RoleAccess> plan) {
    List<String> lines = new ArrayList<>();
    for (RoleAccess one : plan) {
      lines.add("%s: User:%s".formatted(one.role(), one.user()));
      rights(one).forEach((operation, names) -> lines.add("  " + operation + " " + names));
    }
    return lines;
  }

  /** The names of resources by operation and type. */
  private static Map<String, String> rights(RoleAccess one) {
    return one.bindings().stream()
        .collect(
            Collectors.groupingBy(
                StrimziManifests::operationAndType,
                TreeMap::new,
                Collectors.mapping(PlanText::resource, Collectors.joining(", "))));
  }

  private static String resource(AclBinding binding) {
    boolean isPrefix = binding.pattern().patternType() == PatternType.PREFIXED;
    return binding.pattern().name() + (isPrefix ? "*" : "");
  }

  /** The number of rights, for messages. */
  static String rightsOf(List<RoleAccess> plan) {
    int rights = plan.stream().mapToInt(one -> one.bindings().size()).sum();
    return CountedNoun.of(rights, "right", "rights")
        + " of "
        + CountedNoun.of(plan.size(), "role", "roles");
  }

  private static List<String> aligned(List<List<String>> rows) {
    int columns = rows.get(0).size();
    int[] widths = new int[columns];
    rows.forEach(
        row -> {
          for (int i = 0; i < columns; i++) {
            widths[i] = Math.max(widths[i], row.get(i).length());
          }
        });
    return rows.stream()
        .map(
            row -> {
              StringBuilder line = new StringBuilder();
              for (int i = 0; i < columns; i++) {
                line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length() + 2));
              }
              return line.toString().stripTrailing();
            })
        .toList();
  }
}
