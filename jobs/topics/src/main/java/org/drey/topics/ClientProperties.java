package org.drey.topics;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.drey.base.SecretFile;

/**
 * The properties of a Kafka client, of a file. A secret among them is either written out, and the
 * file is its owner's alone; or it is named, such as {@code ${file:/etc/drey/login:password}}, and
 * the client reads it where it runs.
 */
public final class ClientProperties {
  private static final Map<String, ConfigKey> KNOWN = AdminClientConfig.configDef().configKeys();

  /** A secret that is elsewhere, by a provider of Kafka's clients. */
  private static final Pattern NAMED = Pattern.compile("\\$\\{[^}]+}");

  /** A part of a login that is a secret, and written out; a key table or a user's name is none. */
  private static final Pattern WRITTEN_OUT =
      Pattern.compile("(?i)(password|secret)\\w*\\s*=\\s*[\"']?[^\"'\\s;]");

  private ClientProperties() {}

  /**
   * Reads a file.
   *
   * @throws org.drey.base.UnsafeFileException if it has a secret, and others could read or replace
   *     it
   */
  public static Properties read(Path file) throws IOException {
    Properties client = new Properties();
    try (InputStream in = Files.newInputStream(file)) {
      client.load(in);
    } catch (IllegalArgumentException e) {
      throw new IOException(file + " has a backslash with u, and no four digits after it", e);
    }
    if (client.stringPropertyNames().stream()
        .anyMatch(name -> isSecret(name, client.getProperty(name)))) {
      SecretFile.demandSafe("the client properties in", file);
    }
    return client;
  }

  private static boolean isSecret(String name, String value) {
    ConfigKey known = KNOWN.get(name);
    boolean isHidden = known != null && known.type == ConfigDef.Type.PASSWORD;
    if (!isHidden || name.contains("certificate")) { // which anyone may see
      return false;
    }
    String rest = NAMED.matcher(value).replaceAll("");
    return name.equals("sasl.jaas.config") ? WRITTEN_OUT.matcher(rest).find() : !rest.isBlank();
  }

  /** Returns the user of a login; empty for none. */
  static String user(Properties client) {
    var user =
        Pattern.compile("\\busername\\s*=\\s*\"?([^\"\\s;]+)")
            .matcher(client.getProperty("sasl.jaas.config", ""));
    return user.find() ? user.group(1) : "";
  }
}
