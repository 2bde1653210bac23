package org.drey.cli.topics;

import java.util.List;
import org.drey.definitions.topic.TopicSetting;

/** Plans as objects of JSON. */
final class PlanJson {
  private PlanJson() {}

  /** A topic. */
  record TopicLine(
      String topic,
      String stream,
      int partitions,
      int replication,
      List<TopicSetting> settings) {}

  /** The rights of a role. */
  record RoleLine(String role, String user, List<RightLine> rights) {}

  /** A right; in the words of Kafka. */
  record RightLine(String operation, String type, String name, String pattern) {}

  static TopicLine of(PlannedTopic topic) {
    return new TopicLine(
        topic.name(),
        topic.need().stream(),
        topic.partitions(),
        topic.replication(),
        topic.settings());
  }

  static RoleLine of(RoleAccess role) {
    return new RoleLine(
        role.role(),
        "User:" + role.user(),
        role.bindings().stream()
            .map(
                one ->
                    new RightLine(
                        one.entry().operation().name(),
                        one.pattern().resourceType().name(),
                        one.pattern().name(),
                        one.pattern().patternType().name()))
            .toList());
  }
}
