package org.drey.cli.topics;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.Resource;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * The rights of one role.
 *
 * @param role what it is there for
 * @param user who has it, without {@code User:}
 */
public record RoleAccess(String role, String user, List<AclBinding> bindings) {
  public RoleAccess {
    bindings = List.copyOf(bindings);
  }

  /** Collects the rights of one role. */
  static final class Builder {
    private final String role;
    private final String user;
    private final List<AclBinding> bindings = new ArrayList<>();

    Builder(String role, String user) {
      this.role = role;
      this.user = user;
    }

    /** Reads topics, by their full names. */
    Builder reads(Collection<String> topics) {
      return topics(AclOperation.READ, topics);
    }

    /** Writes topics. */
    Builder writes(Collection<String> topics) {
      return topics(AclOperation.WRITE, topics);
    }

    /** Asks about topics. */
    Builder describes(Collection<String> topics) {
      return topics(AclOperation.DESCRIBE, topics);
    }

    private Builder topics(AclOperation operation, Collection<String> topics) {
      topics.forEach(topic -> add(ResourceType.TOPIC, topic, PatternType.LITERAL, operation));
      return this;
    }

    /** Commits the positions of a consumer group. */
    Builder group(String name, PatternType pattern) {
      return add(ResourceType.GROUP, name, pattern, AclOperation.READ);
    }

    /** Has transactions whose ids begin so. */
    Builder transactions(String prefix) {
      add(ResourceType.TRANSACTIONAL_ID, prefix, PatternType.PREFIXED, AclOperation.WRITE);
      return add(
          ResourceType.TRANSACTIONAL_ID, prefix, PatternType.PREFIXED, AclOperation.DESCRIBE);
    }

    /** Asks brokers for their own settings. */
    Builder brokerSettings() {
      return add(
          ResourceType.CLUSTER,
          Resource.CLUSTER_NAME,
          PatternType.LITERAL,
          AclOperation.DESCRIBE_CONFIGS);
    }

    private Builder add(
        ResourceType type, String name, PatternType pattern, AclOperation operation) {
      bindings.add(
          new AclBinding(
              new ResourcePattern(type, name, pattern),
              new AccessControlEntry("User:" + user, "*", operation, AclPermissionType.ALLOW)));
      return this;
    }

    RoleAccess build() {
      return new RoleAccess(role, user, bindings);
    }
  }
}
