package org.drey.cli.topics;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.drey.base.Sha256Digests;

/**
 * Topics and users as resources of Strimzi's operators, {@code kafka.strimzi.io/v1}.
 *
 * @param cluster the name of the Kafka resource
 */
record StrimziManifests(String cluster) {
  private static final Pattern NAME = Pattern.compile("[a-z0-9]([-.a-z0-9]{0,200}[a-z0-9])?");
  private static final String CERTIFICATE = "CN=";
  private static final int DIGITS = 8;

  /** All resources, as documents of one YAML stream. */
  String of(TopicPlan topics, List<RoleAccess> access) {
    List<String> documents = new ArrayList<>();
    topics.topics().forEach(topic -> documents.add(topic(topic)));
    byUser(access).forEach((user, rights) -> documents.add(user(user, rights)));
    return documents.stream().collect(Collectors.joining("---\n"));
  }

  private String topic(PlannedTopic topic) {
    StringBuilder yaml = new StringBuilder(head("KafkaTopic", topic.name()));
    yaml.append("spec:\n");
    yaml.append("  topicName: ").append(quoted(topic.name())).append('\n');
    yaml.append("  partitions: ").append(topic.partitions()).append('\n');
    yaml.append("  replicas: ").append(topic.replication()).append('\n');
    yaml.append("  config:\n");
    new TreeMap<>(topic.values())
        .forEach(
            (name, value) -> yaml.append("    %s: %s\n".formatted(name, quoted(value))));
    return yaml.toString();
  }

  private String user(String user, List<AclBinding> rights) {
    boolean hasCertificate = user.startsWith(CERTIFICATE);
    String name = hasCertificate ? user.substring(CERTIFICATE.length()) : user;
    StringBuilder yaml = new StringBuilder(head("KafkaUser", name));
    yaml.append("spec:\n  authentication:\n    type: ")
        .append(hasCertificate ? "tls" : "scram-sha-512")
        .append("\n  authorization:\n    type: simple\n    acls:\n");
    Map<ResourcePattern, List<String>> byResource = new TreeMap<>(StrimziManifests::compare);
    for (AclBinding one : rights) {
      List<String> operations =
          byResource.computeIfAbsent(one.pattern(), pattern -> new ArrayList<>());
      if (!operations.contains(operation(one))) {
        operations.add(operation(one));
      }
    }
    byResource.forEach((resource, operations) -> yaml.append(right(resource, operations)));
    return yaml.toString();
  }

  private static int compare(ResourcePattern one, ResourcePattern other) {
    return (type(one) + " " + one.name()).compareTo(type(other) + " " + other.name());
  }

  private static String right(ResourcePattern resource, List<String> operations) {
    String type = type(resource);
    String name = type.equals("cluster") ? "" : ", name: " + quoted(resource.name());
    String pattern = resource.patternType() == PatternType.PREFIXED ? ", patternType: prefix" : "";
    return "      - resource: {type: %s%s%s}\n        operations: [%s]\n"
        .formatted(type, name, pattern, String.join(", ", operations));
  }

  private String head(String kind, String name) {
    return """
        apiVersion: kafka.strimzi.io/v1
        kind: %s
        metadata:
          name: %s
          labels:
            strimzi.io/cluster: %s
        """
        .formatted(kind, quoted(resourceName(name)), quoted(cluster));
  }

  /** A name that Kubernetes takes; another of the same letters gets another. */
  private static String resourceName(String name) {
    if (NAME.matcher(name).matches()) {
      return name;
    }
    String letters = name.toLowerCase(Locale.ROOT).replaceAll("[^-.a-z0-9]", "-");
    String digits = Sha256Digests.hex(name).substring(0, DIGITS);
    return "t" + letters.substring(0, Math.min(letters.length(), 200)) + "-" + digits;
  }

  /** The operation and the type of resource, such as {@code Read topic}. */
  static String operationAndType(AclBinding binding) {
    return operation(binding) + " " + type(binding.pattern());
  }

  private static String operation(AclBinding binding) {
    return switch (binding.entry().operation()) {
      case READ -> "Read";
      case WRITE -> "Write";
      case DESCRIBE -> "Describe";
      case DESCRIBE_CONFIGS -> "DescribeConfigs";
      default -> throw new IllegalArgumentException("not planned: " + binding);
    };
  }

  private static String type(ResourcePattern resource) {
    return switch (resource.resourceType()) {
      case TOPIC -> "topic";
      case GROUP -> "group";
      case CLUSTER -> "cluster";
      case TRANSACTIONAL_ID -> "transactionalId";
      default -> throw new IllegalArgumentException("not planned: " + resource);
    };
  }

  private static Map<String, List<AclBinding>> byUser(List<RoleAccess> access) {
    Map<String, List<AclBinding>> users = new TreeMap<>();
    for (RoleAccess one : access) {
      users.computeIfAbsent(one.user(), user -> new ArrayList<>()).addAll(one.bindings());
    }
    return users;
  }

  /** A text between quotes; names of topics and users have neither quotes nor line breaks. */
  private static String quoted(String text) {
    return '"' + Objects.requireNonNull(text).replaceAll("[\"\\\\\\p{Cntrl}]", "-") + '"';
  }
}
