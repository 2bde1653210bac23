package org.drey.local.e2e;

import java.util.Collection;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.drey.local.cluster.ConditionWait;
import org.drey.local.cluster.KafkaBroker;

/** A broker on which one may do everything without a password, and with one what is allowed. */
final class GuardedBroker {
  private static final String PASSWORD = "only-in-this-test";
  private static final String LOGIN =
      "org.apache.kafka.common.security.plain.PlainLoginModule required ";

  private GuardedBroker() {}

  /** Settings of a broker that knows some users. */
  static Properties settings(String... users) {
    Properties broker = new Properties();
    broker.put(
        "listeners", "PLAINTEXT://localhost:0,GUARDED://localhost:0,CONTROLLER://localhost:0");
    broker.put(
        "listener.security.protocol.map",
        "PLAINTEXT:PLAINTEXT,GUARDED:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT");
    broker.put("listener.name.guarded.sasl.enabled.mechanisms", "PLAIN");
    broker.put(
        "listener.name.guarded.plain.sasl.jaas.config",
        List.of(users).stream()
            .map(user -> "user_%s=\"%s\"".formatted(user, PASSWORD))
            .collect(Collectors.joining(" ", LOGIN, ";")));
    broker.put("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
    broker.put("super.users", "User:ANONYMOUS");
    return broker;
  }

  /** Allows; the broker applies what its controller has accepted a moment later. */
  static void allow(KafkaBroker broker, Collection<AclBinding> allowed) throws Exception {
    try (Admin admin = Admin.create(broker.client())) {
      admin.createAcls(allowed).all().get();
      ConditionWait.until(
          "the broker's own view of what is allowed",
          () -> admin.describeAcls(AclBindingFilter.ANY).values().get().containsAll(allowed));
    }
  }

  /** The properties of a user's client. */
  static Properties client(KafkaBroker broker, String user) {
    Properties client = new Properties();
    client.put("bootstrap.servers", broker.bootstrap("GUARDED"));
    client.put("security.protocol", "SASL_PLAINTEXT");
    client.put("sasl.mechanism", "PLAIN");
    client.put(
        "sasl.jaas.config", LOGIN + "username=\"%s\" password=\"%s\";".formatted(user, PASSWORD));
    return client;
  }
}
