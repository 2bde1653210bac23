package org.drey.local.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.InstantiationUtil;
import org.drey.base.OwnerOnly;
import org.drey.event.BlocklistHit;
import org.drey.event.TopicNames;
import org.drey.local.access.SecureBroker;
import org.drey.local.cli.CommandRuns;
import org.drey.local.cluster.ConditionWait;
import org.drey.streaming.job.FlinkSettings;
import org.drey.streaming.job.JobSettings;
import org.drey.streaming.job.LiveBlocklist;
import org.drey.streaming.lists.ListSettings;
import org.drey.topics.ClientProperties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Secrets that a job is given are in their own files, and nowhere that Flink keeps or shows. */
final class SecretsIT {
  private static final Path JAR = Path.of(System.getProperty("drey.jar"));
  private static final String JOB = "org.drey.app.BlocklistJob";
  private static final String USER = "isp";

  /** Of Flink's page, what has settings, parameters or plans; logs are files of the folder. */
  private static final List<String> PAGES =
      List.of(
          "config",
          "jobmanager/config",
          "jobmanager/environment",
          "taskmanagers/" + FlinkProcesses.TASK_MANAGER,
          "jobs/%s",
          "jobs/%s/config",
          "jobs/%s/plan",
          "jobs/%s/exceptions",
          "jobs/%s/jobmanager/config",
          "jobs/%s/checkpoints/config");

  @TempDir private Path folder;

  @Test
  @Timeout(600)
  void ofARunningJobNoneIsFoundAnywhere() throws Exception {
    Path key = folder.resolve("list.key");
    Path list = compiled(key);
    try (SecureBroker brokers = SecureBroker.start(folder.resolve("brokers"), USER);
        FlinkProcesses cluster = FlinkProcesses.start(Files.createDirectory(flink()), 2);
        JobTopics topics = new JobTopics(brokers.broker().client())) {
      brokers.broker().createTopics(1);
      GuardedBroker.allow(brokers.broker(), AccessTable.allowed("blocklist job", USER));
      Path client = client(brokers.scram(USER, named()));
      cluster.awaitStarted();
      String job = cluster.run(JAR, JOB, arguments(client, list, key));
      topics.send(
          TopicNames.DNS_QUERIES, List.of(new JobTopics.Numbered(0, Samples.listedQuery())));
      ConditionWait.until(
          "a signal, which a task manager has written with the password of its file",
          () -> !topics.committed(TopicNames.SPLASH_SIGNALS, BlocklistHit.class).isEmpty());
      List<byte[]> shown = new ArrayList<>();
      for (String page : PAGES) {
        shown.add(cluster.answer(page.formatted(job)));
      }
      assertOnlyInItsFile(key); // while there are blobs
      cluster.drain(job); // to a savepoint
      assertOnlyInItsFile(key);
      for (String secret : List.of(SecureBroker.PASSWORD, Files.readString(key).strip())) {
        for (int i = 0; i < PAGES.size(); i++) {
          assertFalse(SecretSearch.has(shown.get(i), secret), PAGES.get(i));
        }
      }
      assertTrue(hasSavepoint(), "the search has seen a savepoint");
    }
  }

  /** High availability keeps the graph: it has what the properties say, written out or named. */
  @Test
  void aGraphHasTheNameOfASecretOnly() throws Exception {
    Properties client = new Properties();
    client.setProperty("bootstrap.servers", "localhost:9092");
    client.setProperty("sasl.jaas.config", login(SecureBroker.PASSWORD));
    assertTrue(
        SecretSearch.has(graph(client(client)), SecureBroker.PASSWORD), "the search finds it");
    client.setProperty("sasl.jaas.config", login(named()));
    byte[] graph = graph(client(client));
    assertTrue(SecretSearch.has(graph, named()));
    assertFalse(SecretSearch.has(graph, SecureBroker.PASSWORD));
  }

  private void assertOnlyInItsFile(Path key) throws IOException {
    assertEquals(List.of(passwordFile()), SecretSearch.files(SecureBroker.PASSWORD, folder));
    assertEquals(List.of(key), SecretSearch.files(Files.readString(key).strip(), folder));
  }

  private static String login(String password) {
    return "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"isp\""
        + " password=\"%s\";".formatted(password);
  }

  private static byte[] graph(Path client) throws IOException {
    JobSettings job = new JobSettings(Declared.inputs(), ClientProperties.read(client), "");
    var env = StreamExecutionEnvironment.createLocalEnvironment(1, FlinkSettings.blocklist());
    LiveBlocklist.build(env, job, ListSettings.ofFile(Path.of("list.txt")));
    ByteArrayOutputStream graph = new ByteArrayOutputStream();
    InstantiationUtil.serializeObject(graph, env.getStreamGraph().getJobGraph());
    return graph.toByteArray();
  }

  private Path flink() {
    return folder.resolve("flink");
  }

  private Path compiled(Path key) throws IOException {
    Path feed = owned("feed.txt", "listed.example\n");
    Path list = folder.resolve("kids.list");
    CommandRuns.blocklist("key", "--output", key.toString()).assertSays(0, "");
    CommandRuns.blocklist(
            "compile", feed.toString(), "--key-file", key.toString(), "--output", list.toString())
        .assertSays(0, "kids.list");
    return list;
  }

  private Path owned(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    try (OutputStream out = OwnerOnly.create(file)) {
      out.write(text.getBytes(UTF_8));
    }
    return file;
  }

  private Path passwordFile() {
    return folder.resolve("login.properties");
  }

  /** The password as properties name it. */
  private String named() throws IOException {
    Path file = passwordFile();
    if (!Files.exists(file)) {
      Path unused =
          owned(file.getFileName().toString(), "password=" + SecureBroker.PASSWORD + "\n");
    }
    return "${file:" + file + ":password}";
  }

  private Path client(Properties client) throws IOException {
    client.setProperty("config.providers", "file");
    client.setProperty(
        "config.providers.file.class",
        "org.apache.kafka.common.config.provider.FileConfigProvider");
    Path file = folder.resolve("client.properties");
    try (OutputStream out = OwnerOnly.create(file)) {
      client.store(out, null);
    }
    return file;
  }

  private String[] arguments(Path client, Path list, Path key) throws IOException {
    Path configuration = folder.resolve("drey.yaml");
    Files.writeString(
        configuration,
        "streams:\n  dns-queries: {legal_basis: test}\n  web-requests: {legal_basis: test}\n");
    return new String[] {
      "--kafka", client.toString(),
      "--config", configuration.toString(),
      "--blocklist", list.toString(),
      "--key-file", key.toString(),
      "--start", "earliest"
    };
  }

  private boolean hasSavepoint() throws IOException {
    try (Stream<Path> files = Files.walk(flink().resolve("savepoints"))) {
      return files.anyMatch(file -> file.endsWith("_metadata"));
    }
  }
}
