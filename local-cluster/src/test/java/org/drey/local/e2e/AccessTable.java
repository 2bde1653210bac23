package org.drey.local.e2e;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.Resource;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** Who may do what on Kafka, as the page on access says it. */
final class AccessTable {
  private static final Path PAGE = Path.of("..", "docs", "operate", "access.md");
  private static final Pattern NAME = Pattern.compile("`([^`]+)`");

  private AccessTable() {}

  /**
   * The bindings for a row of the table, of which the first cell is the principal; without what is
   * only for those who have such rules.
   */
  static List<AclBinding> allowed(String row, String user) throws IOException {
    String line =
        Files.readAllLines(PAGE).stream()
            .filter(one -> one.startsWith("| " + row + " |"))
            .findFirst()
            .orElseThrow();
    List<String> cells = Pattern.compile("\\|").splitAsStream(line).map(String::strip).toList();
    List<AclBinding> bindings = new ArrayList<>();
    for (String topic : names(cells.get(2).replaceAll("[^;]+ if a rule reads them;", ""))) {
      bindings.add(binding(user, ResourceType.TOPIC, topic, AclOperation.READ));
    }
    for (String topic : names(cells.get(3))) {
      bindings.add(binding(user, ResourceType.TOPIC, topic, AclOperation.WRITE));
    }
    for (String part : Pattern.compile(";").splitAsStream(cells.get(4)).toList()) {
      bindings.addAll(besides(part.strip(), user));
    }
    assertTrue(bindings.size() > 5, line);
    return bindings;
  }

  /** From a part such as {@code Write and Describe of the transactional ids `jobs-*`}. */
  private static List<AclBinding> besides(String part, String user) {
    String operations = part.substring(0, part.indexOf(" of the "));
    String resource = part.substring(operations.length() + " of the ".length());
    ResourceType type =
        switch (resource.replaceAll(" `.*", "")) {
          case "group" -> ResourceType.GROUP;
          case "transactional ids" -> ResourceType.TRANSACTIONAL_ID;
          case "cluster" -> ResourceType.CLUSTER;
          default -> throw new AssertionError("what is meant by " + resource);
        };
    List<String> names =
        type == ResourceType.CLUSTER ? List.of(Resource.CLUSTER_NAME) : names(resource);
    List<AclBinding> bindings = new ArrayList<>();
    for (String operation : Pattern.compile(" and ").splitAsStream(operations).toList()) {
      String constant = operation.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toUpperCase(Locale.ROOT);
      names.forEach(
          name -> bindings.add(binding(user, type, name, AclOperation.valueOf(constant))));
    }
    return bindings;
  }

  private static List<String> names(String cell) {
    return NAME.matcher(cell).results().map(match -> match.group(1)).toList();
  }

  private static AclBinding binding(
      String user, ResourceType type, String name, AclOperation operation) {
    boolean prefix = name.endsWith("*");
    return new AclBinding(
        new ResourcePattern(
            type,
            prefix ? name.substring(0, name.length() - 1) : name,
            prefix ? PatternType.PREFIXED : PatternType.LITERAL),
        new AccessControlEntry("User:" + user, "*", operation, AclPermissionType.ALLOW));
  }
}
