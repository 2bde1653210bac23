package org.drey.cli.topics;

import static org.drey.event.TopicNames.ALERTS;
import static org.drey.event.TopicNames.BLOCKLIST_CONTROL;
import static org.drey.event.TopicNames.BLOCKLIST_HITS;
import static org.drey.event.TopicNames.CASES;
import static org.drey.event.TopicNames.DEAD_LETTERS;
import static org.drey.event.TopicNames.DNS_QUERIES;
import static org.drey.event.TopicNames.ERASURES;
import static org.drey.event.TopicNames.EXTERNAL_SIGNALS;
import static org.drey.event.TopicNames.FINDINGS;
import static org.drey.event.TopicNames.LIVESTREAM_SESSIONS;
import static org.drey.event.TopicNames.PAYMENTS;
import static org.drey.event.TopicNames.SHADOW_ALERTS;
import static org.drey.event.TopicNames.SPLASH_SIGNALS;
import static org.drey.event.TopicNames.SUBSCRIBER_POLICIES;
import static org.drey.event.TopicNames.VERDICTS;
import static org.drey.event.TopicNames.WEB_REQUESTS;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.resource.PatternType;
import org.drey.definitions.config.BoundTopic;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.definitions.stream.StreamRegistry;
import org.drey.definitions.topic.NeededTopics;
import org.drey.event.TopicNames;

/** The users of a deployment and their rights: the table of {@code docs/operate/access.md}. */
public final class AccessPlan {
  /** The prefix of a role that writes one topic for providers. */
  static final String PROVIDER = "provider-of-";

  private static final String CLUSTER = "the cluster's access lists";

  private final DreyConfiguration configuration;
  private final String prefix;
  private final Set<String> readByRules;
  private final Map<String, String> users;

  private AccessPlan(
      DreyConfiguration configuration,
      String prefix,
      Set<String> readByRules,
      Map<String, String> users) {
    this.configuration = configuration;
    this.prefix = prefix;
    this.readByRules = Set.copyOf(readByRules);
    this.users = Map.copyOf(users);
  }

  /**
   * Plans who may do what.
   *
   * @param prefix what the names of all topics begin with
   * @param readByRules the streams that a rule reads
   * @param users by the names of roles; others are their usual users
   */
  public static List<RoleAccess> of(
      DreyConfiguration configuration,
      String prefix,
      Set<String> readByRules,
      Map<String, String> users) {
    AccessPlan plan = new AccessPlan(configuration, prefix, readByRules, users);
    List<RoleAccess> all = new ArrayList<>(plan.providers());
    for (AccessRole role : AccessRole.values()) {
      String user = users.getOrDefault(role.label(), role.usualUser());
      all.add(plan.fill(role, new RoleAccess.Builder(role.label(), user)).build());
    }
    return List.copyOf(all);
  }

  /** Returns the names of all roles, with those of providers. */
  public static Set<String> roles(DreyConfiguration configuration) {
    Set<String> roles = new TreeSet<>();
    of(configuration, "", Set.of(), Map.of()).forEach(one -> roles.add(one.role()));
    return roles;
  }

  private List<RoleAccess> providers() {
    Map<String, RoleAccess> byTopic = new LinkedHashMap<>();
    for (String stream : TopicNames.INPUTS) {
      for (BoundTopic source : NeededTopics.sources(configuration, StreamRegistry.of(stream))) {
        String role = PROVIDER + source.topic();
        String usual = source.provider() == null ? "drey-" + role : source.provider();
        byTopic.put(
            source.topic(),
            new RoleAccess.Builder(role, users.getOrDefault(role, usual))
                .writes(Set.of(prefix + source.topic()))
                .build());
      }
    }
    return List.copyOf(byTopic.values());
  }

  private RoleAccess.Builder fill(AccessRole role, RoleAccess.Builder to) {
    return switch (role) {
      case BLOCKLIST_JOB ->
          to.reads(sources(DNS_QUERIES, WEB_REQUESTS))
              .reads(full(BLOCKLIST_CONTROL, SUBSCRIBER_POLICIES))
              .writes(full(SPLASH_SIGNALS, BLOCKLIST_HITS, DEAD_LETTERS))
              .group("drey-blocklist", PatternType.LITERAL);
      case DETECTION_JOB -> detection(to);
      case LIST_PUBLISHER -> to.reads(full(BLOCKLIST_CONTROL)).writes(full(BLOCKLIST_CONTROL));
      case SUBSCRIBERS_PORTAL -> to.writes(full(SUBSCRIBER_POLICIES));
      case SPLASH_NETWORK -> to.reads(full(SPLASH_SIGNALS));
      case ANALYSTS -> to.reads(full(ALERTS, CASES, VERDICTS)).writes(full(VERDICTS));
      case CONSOLE ->
          to.reads(full(ALERTS, CASES, VERDICTS, DEAD_LETTERS, ERASURES))
              .writes(full(VERDICTS))
              .describes(sources(TopicNames.INPUTS.toArray(String[]::new)));
      case PEOPLES_REQUESTS ->
          to.reads(full(ALERTS, SHADOW_ALERTS, CASES, VERDICTS, DEAD_LETTERS, FINDINGS))
              .writes(full(ERASURES, VERDICTS, FINDINGS));
      case ALERTS_FORWARD -> to.reads(full(ALERTS));
      case RULE_AUTHORS -> to.reads(full(SHADOW_ALERTS));
      case OPERATOR -> to.reads(full(DEAD_LETTERS, BLOCKLIST_HITS));
    };
  }

  /** It also reads the topics that it writes, for its own open transactions. */
  private RoleAccess.Builder detection(RoleAccess.Builder to) {
    String[] asked =
        Stream.of(DNS_QUERIES, WEB_REQUESTS).filter(readByRules::contains).toArray(String[]::new);
    return to.reads(sources(PAYMENTS, LIVESTREAM_SESSIONS, EXTERNAL_SIGNALS, BLOCKLIST_HITS))
        .reads(sources(asked))
        .reads(full(VERDICTS, ERASURES))
        .reads(full(ALERTS, SHADOW_ALERTS, CASES, FINDINGS))
        .writes(full(ALERTS, SHADOW_ALERTS, CASES, FINDINGS, DEAD_LETTERS))
        .group("drey-detection", PatternType.PREFIXED)
        .transactions(prefix + "drey-detection-")
        .brokerSettings();
  }

  private Collection<String> sources(String... streams) {
    return Stream.of(streams)
        .map(StreamRegistry::of)
        .flatMap(stream -> NeededTopics.sources(configuration, stream).stream())
        .map(source -> prefix + source.topic())
        .toList();
  }

  private Collection<String> full(String... topics) {
    return Stream.of(topics)
        .filter(topic -> !topic.equals(FINDINGS) || configuration.findingsTopic())
        .map(topic -> prefix + topic)
        .toList();
  }

  /** Returns the rights that brokers do not give yet; of none planned they are not asked. */
  public static List<RoleAccess> missing(Admin admin, List<RoleAccess> plan)
      throws IOException, InterruptedException {
    if (plan.isEmpty()) {
      return List.of();
    }
    Collection<AclBinding> there =
        AdminCalls.get(admin.describeAcls(AclBindingFilter.ANY).values(), "Describe", CLUSTER);
    return plan.stream()
        .map(one -> new RoleAccess(one.role(), one.user(), without(one.bindings(), there)))
        .filter(one -> !one.bindings().isEmpty())
        .toList();
  }

  private static List<AclBinding> without(List<AclBinding> all, Collection<AclBinding> there) {
    return all.stream().filter(one -> !there.contains(one)).toList();
  }

  /** Gives rights; takes none. */
  public static void allow(Admin admin, List<RoleAccess> rights)
      throws IOException, InterruptedException {
    List<AclBinding> all = rights.stream().flatMap(one -> one.bindings().stream()).toList();
    var unused = AdminCalls.get(admin.createAcls(all).all(), "Alter", CLUSTER);
  }
}
