package org.drey.local.processes;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.drey.base.AtomicFile;
import org.drey.terminal.FolderFiles;

/**
 * A key by which processes and their clients know each other over TLS: whoever cannot read the
 * folder has none, and is let in by none of them. Its certificate signs itself, and is the only one
 * that is trusted.
 *
 * @param folder with the key for Kafka, for Flink, and Flink's password of it
 */
record PeerKey(Path folder) {
  private static final String STORE = "peer.p12";
  private static final String PASSWORD = "peer.password";
  private static final String ALIAS = "peer";
  private static final String PASSWORD_VARIABLE = "DREY_PEER_PASSWORD";

  /** As Flink's jars have it. */
  private static final String ZOOKEEPER = "org.apache.flink.shaded.zookeeper3.org.apache.zookeeper";

  /** A clock that is set back, or goes on for years, changes nothing. */
  private static final List<String> VALID = List.of("-startdate", "-3650d", "-validity", "36500");

  /** Makes one where there is none. */
  void create() throws IOException {
    if (exists()) {
      return;
    }
    Files.createDirectories(folder);
    String password = FlinkRest.Key.random();
    Path made = Files.createTempDirectory(folder, ".peer"); // the owner's alone
    try {
      runKeytool(made, password);
      byte[] store = Files.readAllBytes(made.resolve(STORE));
      write(PASSWORD, password.getBytes(StandardCharsets.US_ASCII));
      write(STORE, store);
      write(pem().getFileName().toString(), pem(store, password.toCharArray())); // the last
    } finally {
      FolderFiles.delete(made);
    }
  }

  /** Returns whether it was made. */
  boolean exists() {
    return Files.exists(pem());
  }

  private Path pem() {
    return folder.resolve("peer.pem");
  }

  private void write(String name, byte[] content) throws IOException {
    AtomicFile.writePrivate(folder.resolve(name), out -> out.write(content));
  }

  /** The password is in the environment: everyone may see the arguments of a process. */
  private static void runKeytool(Path folder, String password) throws IOException {
    ProcessBuilder keytool =
        new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    keytool.command().addAll(List.of("-genkeypair", "-alias", ALIAS, "-dname", "CN=drey"));
    keytool.command().addAll(List.of("-keyalg", "RSA", "-keysize", "3072"));
    keytool.command().addAll(List.of("-ext", "SAN=dns:localhost,ip:127.0.0.1"));
    keytool.command().addAll(VALID);
    keytool.command().addAll(List.of("-keystore", STORE, "-storetype", "PKCS12"));
    keytool.command().addAll(List.of("-storepass:env", PASSWORD_VARIABLE));
    keytool.environment().put(PASSWORD_VARIABLE, password);
    Path said = folder.resolve("said");
    Process process =
        keytool
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    try {
      if (process.waitFor() != 0) {
        throw new IOException(
            "keytool of the JDK makes no key in " + folder + ": " + Files.readString(said).strip());
      }
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while keytool made a key");
    }
  }

  private static byte[] pem(byte[] store, char[] password) throws IOException {
    try {
      KeyStore keys = KeyStore.getInstance("PKCS12");
      keys.load(new ByteArrayInputStream(store), password);
      String text =
          block("PRIVATE KEY", keys.getKey(ALIAS, password).getEncoded())
              + block("CERTIFICATE", keys.getCertificate(ALIAS).getEncoded());
      return text.getBytes(StandardCharsets.US_ASCII);
    } catch (GeneralSecurityException e) {
      throw new IOException("the key that keytool of the JDK has made cannot be read", e);
    }
  }

  private static String block(String name, byte[] content) {
    String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(name, lines);
  }

  /**
   * Returns Flink's settings with it, for calls, files and records between its processes; makes it
   * where there is none.
   */
  Map<String, String> ofFlink() throws IOException {
    create();
    String store = folder.resolve(STORE).toString();
    String password = Files.readString(folder.resolve(PASSWORD)).strip();
    return Map.of(
        "security.ssl.internal.enabled", "true",
        "security.ssl.internal.keystore", store,
        "security.ssl.internal.keystore-password", password,
        "security.ssl.internal.key-password", password,
        "security.ssl.internal.truststore", store,
        "security.ssl.internal.truststore-password", password);
  }

  /** Returns the lines of ZooKeeper's settings with it. */
  String ofZooKeeper() {
    return """
    serverCnxnFactory=%1$s.server.NettyServerCnxnFactory
    ssl.clientAuth=need
    ssl.keyStore.location=%2$s
    ssl.trustStore.location=%2$s
    """
        .formatted(ZOOKEEPER, pem());
  }

  /** Returns the options of a JVM in which a client of ZooKeeper has it. */
  List<String> ofZooKeepersClients() {
    return List.of(
        "-Dzookeeper.client.secure=true",
        "-Dzookeeper.clientCnxnSocket=" + ZOOKEEPER + ".ClientCnxnSocketNetty",
        "-Dzookeeper.ssl.keyStore.location=" + pem(),
        "-Dzookeeper.ssl.trustStore.location=" + pem());
  }

  /** Returns the settings of a broker or a client with it: the name of its file, and no secret. */
  Properties ofKafka() {
    Properties settings = new Properties();
    for (String store : List.of("ssl.keystore", "ssl.truststore")) {
      settings.setProperty(store + ".type", "PEM");
      settings.setProperty(store + ".location", pem().toString());
    }
    return settings;
  }
}
