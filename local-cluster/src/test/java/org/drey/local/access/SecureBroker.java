package org.drey.local.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.drey.local.cluster.KafkaBroker;

/**
 * A broker as it is in a deployment: logins by SCRAM over TLS, or certificates; what is not allowed
 * is denied. One listener more is for the test alone, without either.
 */
public final class SecureBroker implements AutoCloseable {
  public static final String PASSWORD = "scram-only-in-this-test";
  private static final ScramCredentialInfo SCRAM =
      new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096);

  private final TestCertificates certificates;
  private final KafkaBroker broker;

  private SecureBroker(TestCertificates certificates, KafkaBroker broker) {
    this.certificates = certificates;
    this.broker = broker;
  }

  /** Starts one with users. */
  public static SecureBroker start(Path folder, String... users) throws Exception {
    TestCertificates certificates =
        new TestCertificates(Files.createDirectories(folder.resolve("certificates")));
    certificates.make("broker");
    certificates.makeExpired("old-broker");
    certificates.makeForeign("foreign-broker");
    KafkaBroker broker = KafkaBroker.start(folder.resolve("kafka"), settings(certificates));
    try (Admin admin = Admin.create(broker.client())) {
      List<UserScramCredentialAlteration> all =
          List.of(users).stream()
              .<UserScramCredentialAlteration>map(
                  user -> new UserScramCredentialUpsertion(user, SCRAM, PASSWORD))
              .toList();
      admin.alterUserScramCredentials(all).all().get();
    }
    return new SecureBroker(certificates, broker);
  }

  private static Properties settings(TestCertificates certificates) {
    Properties broker = new Properties();
    broker.put(
        "listeners",
        "PLAINTEXT://localhost:0,SCRAM://localhost:0,MTLS://localhost:0,OLD://localhost:0,"
            + "FOREIGN://localhost:0,CONTROLLER://localhost:0");
    broker.put(
        "listener.security.protocol.map",
        "PLAINTEXT:PLAINTEXT,SCRAM:SASL_SSL,MTLS:SSL,OLD:SSL,FOREIGN:SSL,CONTROLLER:PLAINTEXT");
    broker.put("listener.name.scram.sasl.enabled.mechanisms", "SCRAM-SHA-512");
    broker.put(
        "listener.name.scram.scram-sha-512.sasl.jaas.config",
        "org.apache.kafka.common.security.scram.ScramLoginModule required;");
    listener(broker, "scram", certificates.shows("broker"));
    listener(broker, "mtls", certificates.shows("broker"));
    listener(broker, "mtls", certificates.trusts("ca"));
    broker.put("listener.name.mtls.ssl.client.auth", "required");
    listener(broker, "old", certificates.shows("old-broker"));
    listener(broker, "foreign", certificates.shows("foreign-broker"));
    broker.put("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
    broker.put("super.users", "User:ANONYMOUS");
    return broker;
  }

  private static void listener(Properties broker, String name, Properties settings) {
    settings.forEach((key, value) -> broker.put("listener.name." + name + "." + key, value));
  }

  public KafkaBroker broker() {
    return broker;
  }

  TestCertificates certificates() {
    return certificates;
  }

  /** The properties of a user's client. */
  public Properties scram(String user, String password) {
    Properties client = certificates.trusts("ca");
    client.put("bootstrap.servers", broker.bootstrap("SCRAM"));
    client.put("security.protocol", "SASL_SSL");
    client.put("sasl.mechanism", "SCRAM-SHA-512");
    client.put(
        "sasl.jaas.config",
        "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";"
            .formatted(user, password));
    return client;
  }

  /** The properties of a client that speaks TLS to a listener, and shows no certificate. */
  Properties tls(String listener) {
    Properties client = certificates.trusts("ca");
    client.put("bootstrap.servers", broker.bootstrap(listener));
    client.put("security.protocol", "SSL");
    return client;
  }

  /** The properties of a client that speaks in the clear to a listener. */
  Properties plain(String listener) {
    Properties client = new Properties();
    client.put("bootstrap.servers", broker.bootstrap(listener));
    return client;
  }

  @Override
  public void close() throws IOException {
    broker.close();
  }
}
