package org.drey.local.up;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.drey.fixtures.KeytoolRun;
import org.drey.local.cli.CommandRuns;
import org.drey.local.e2e.SecretSearch;
import org.drey.local.generate.WorldSettings;
import org.drey.local.processes.JavaCommand;
import org.drey.local.processes.LinuxTables;
import org.drey.local.processes.ProcessFolder;
import org.drey.local.processes.ProcessFolder.NotedProcess;
import org.drey.local.processes.ProcessFolder.PlannedProcess;
import org.drey.local.up.ClusterSettings.Port;
import org.drey.terminal.UserError;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Brokers and Flink of a cluster are for those alone who can read its folder. */
@Tag("alone")
@Timeout(900)
final class ClusterKeysIT {
  private static final String OWN_PASSWORD = "own-only-in-this-test";
  private static final int ENTERED_MILLIS = 2_000;
  private static final int REFUSED_MILLIS = 20_000;
  private static final int FIRST_PORT = 1_024;
  private static final int LAST_PORT = 65_535;

  /** The processes whose ports take calls, records or states; pages and metrics are for all. */
  private static final List<String> GUARDED =
      List.of(
          "zookeeper", "kafka-1", "jobmanager-1", "jobmanager-2", "taskmanager-1", "taskmanager-2");

  @TempDir private Path folder;

  @Test
  void noneIsLetInWithoutTheKey() throws Exception {
    try (FedCluster cluster = new FedCluster(folder, new WorldSettings(5, 200, 30), 1)) {
      cluster.begin("--ha");
      aCommandBesideTheFolderIsLetIn(cluster);
      aClientWithoutTheKeyIsRefused(cluster);
      noPortTakesAnotherKey(cluster);
      secretsAreInTheirFilesAlone();
    }
  }

  /** As beside {@code .drey}: brokers alone are named. */
  private void aCommandBesideTheFolderIsLetIn(FedCluster cluster) throws Exception {
    Path unused = Files.createSymbolicLink(folder.resolve(".drey"), clusterFolder());
    List<String> list = List.of("alerts", "list", "--bootstrap", bootstrap(cluster));
    List<String> command = JavaCommand.ofAll(List.of(), "org.drey.local.cli.LocalDrey", list);
    ProcessFolder processes = new ProcessFolder(folder);
    NotedProcess listing = processes.start(new PlannedProcess("list", command, folder, List.of()));
    assertTrue(listing.hasEnded(Duration.ofMinutes(2)));
    String said = String.join("\n", processes.lastLines("list", 5));
    assertTrue(said.contains("There is no alert"), said);
  }

  private static void aClientWithoutTheKeyIsRefused(FedCluster cluster) throws Exception {
    CommandRuns.alerts("list", "--bootstrap", bootstrap(cluster)).assertSays(1, "wants TLS");
    Properties keyless = cluster.client();
    keyless.keySet().removeIf(name -> name.toString().startsWith("ssl.keystore"));
    try (Admin admin = Admin.create(keyless)) {
      ExecutionException refused =
          assertThrows(ExecutionException.class, () -> admin.listTopics().names().get());
      assertTrue(refused.getCause() instanceof SslAuthenticationException, refused.toString());
    }
  }

  private static String bootstrap(FedCluster cluster) throws Exception {
    return cluster.client().getProperty("bootstrap.servers");
  }

  private void noPortTakesAnotherKey(FedCluster cluster) throws Exception {
    KeytoolRun.in(
        folder,
        "own.p12",
        OWN_PASSWORD,
        List.of("-genkeypair", "-alias", "own", "-dname", "CN=drey", "-keyalg", "RSA"));
    for (String setup : List.of("conf/flink", "data/kafka")) {
      Path home = clusterFolder().resolve(setup);
      String password = Files.readString(home.resolve("peer.password"));
      KeyStore right = store(home.resolve("peer.p12"), password);
      SSLContext theirs = tls(right, right, password);
      SSLContext own = tls(store(folder.resolve("own.p12"), OWN_PASSWORD), right, OWN_PASSWORD);
      List<Integer> ports = guarded(cluster, setup.endsWith("kafka"));
      assertTrue(ports.size() > 1, setup);
      for (int port : ports) {
        assertFalse(isRefused(theirs, port, ENTERED_MILLIS), "with the key: port " + port);
        assertTrue(isRefused(own, port, REFUSED_MILLIS), "with another key: port " + port);
      }
    }
  }

  /** Returns all ports of brokers or else of Flink, but for pages and metrics. */
  private List<Integer> guarded(FedCluster cluster, boolean ofKafka) throws Exception {
    LinuxTables sockets = LinuxTables.read();
    ClusterSettings settings = new ClusterFolder(clusterFolder()).demandSettings();
    List<Integer> open =
        Stream.concat(settings.flinkMetrics().stream(), settings.ports(Port.REST, 2).stream())
            .toList();
    List<Integer> guarded = new ArrayList<>();
    for (String name : GUARDED) {
      if (name.startsWith("kafka") == ofKafka) {
        long pid = cluster.process(name).pid();
        IntStream.rangeClosed(FIRST_PORT, LAST_PORT)
            .filter(port -> sockets.isListenedOn(port) && !open.contains(port))
            .filter(port -> sockets.isOwner(pid, List.of(port)))
            .forEach(guarded::add);
      }
    }
    return guarded;
  }

  /** Returns whether a connection is ended; one that is taken waits for what is asked. */
  private static boolean isRefused(SSLContext tls, int port, int withinMillis) throws IOException {
    try (SSLSocket socket =
        (SSLSocket) tls.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(withinMillis);
      socket.startHandshake();
      return socket.getInputStream().read() < 0;
    } catch (SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  private static SSLContext tls(KeyStore shown, KeyStore trusted, String password)
      throws Exception {
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(shown, password.toCharArray());
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(trusted);
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return tls;
  }

  private static KeyStore store(Path file, String password) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, password.toCharArray());
    }
    return store;
  }

  private void secretsAreInTheirFilesAlone() throws IOException {
    Path flink = clusterFolder().resolve("conf/flink");
    Path kafka = clusterFolder().resolve("data/kafka");
    assertOnlyIn(
        Files.readString(flink.resolve("peer.password")),
        List.of(flink.resolve("config.yaml"), flink.resolve("peer.password")));
    assertOnlyIn(
        Files.readString(kafka.resolve("peer.password")), List.of(kafka.resolve("peer.password")));
    for (Path pem : List.of(flink.resolve("peer.pem"), kafka.resolve("peer.pem"))) {
      assertOnlyIn(Files.readAllLines(pem).get(2), List.of(pem));
    }
  }

  private void assertOnlyIn(String secret, List<Path> files) throws IOException {
    assertEquals(files, SecretSearch.files(secret, clusterFolder()).stream().sorted().toList());
    for (Path file : files) {
      assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }
    assertEquals(
        List.of(),
        ProcessHandle.allProcesses()
            .map(process -> process.info().commandLine().orElse(""))
            .filter(command -> command.contains(secret))
            .toList());
  }

  private Path clusterFolder() {
    return folder.resolve("cluster");
  }

  @Test
  void aClusterThatRunsWithoutKeysIsStoppedFirst() throws Exception {
    ClusterFolder cluster = new ClusterFolder(clusterFolder());
    cluster.create();
    ClusterSettings settings = new ClusterSettings(ClusterSettings.PORT_BASE, 1, false, false);
    cluster.write(settings);
    ClusterParts parts = new ClusterParts(cluster, settings);
    NotedProcess broker =
        cluster
            .processes()
            .start(new PlannedProcess("kafka-1", List.of("sleep", "600"), folder, List.of()));
    try {
      UserError said = assertThrows(UserError.class, parts::demandKeys);
      assertTrue(said.getMessage().contains("./drey down"), said.getMessage());
    } finally {
      boolean unused = broker.stop(Duration.ofSeconds(20));
    }
    assertDoesNotThrow(parts::demandKeys);
  }
}
