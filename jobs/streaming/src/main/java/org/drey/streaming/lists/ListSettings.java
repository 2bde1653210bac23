package org.drey.streaming.lists;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.Properties;
import org.drey.blocklist.index.ListKey;
import org.drey.blocklist.publish.KeySource;
import org.drey.definitions.config.InvalidConfigurationException;
import org.jspecify.annotations.Nullable;

/**
 * The sources of lists and of subscribers' choices. Travels with the job to every machine, so it
 * has paths that are the same there, and never a key.
 *
 * @param folder the folder of list files, whose manifests are announced on Kafka; null for a file
 * @param file one list, compiled or plain, that stays as it is; null for announced ones
 * @param keyFile the file with the lists' key; null for the environment
 * @param policiesFile lines of subscribers' policies, read once; null for none
 * @param policiesTopic whether subscribers' policies are read from their topic
 * @param kafka the client's properties; empty where no topic is read
 * @param topicPrefix what the names of all topics begin with
 */
public record ListSettings(
    @Nullable String folder,
    @Nullable String file,
    @Nullable String keyFile,
    @Nullable String policiesFile,
    boolean policiesTopic,
    Properties kafka,
    String topicPrefix)
    implements Serializable {

  /** Keeps a copy of the properties. */
  public ListSettings {
    kafka = (Properties) kafka.clone();
  }

  /** One list from a file, compiled or plain. */
  public static ListSettings ofFile(Path file) {
    return new ListSettings(null, absolute(file), null, null, false, new Properties(), "");
  }

  /**
   * The lists that are announced on {@code blocklist-control}.
   *
   * @param folder where their files are, on every machine
   */
  public static ListSettings announced(Path folder, Properties kafka, String topicPrefix) {
    return new ListSettings(absolute(folder), null, null, null, false, kafka, topicPrefix);
  }

  /** The same, with the lists' key in a file. */
  public ListSettings withKey(@Nullable Path key) {
    return new ListSettings(
        folder,
        file,
        key == null ? null : absolute(key),
        policiesFile,
        policiesTopic,
        kafka,
        topicPrefix);
  }

  /** The same, with subscribers' policies from a file of JSON lines. */
  public ListSettings withPoliciesOf(Path lines) {
    return new ListSettings(folder, file, keyFile, absolute(lines), false, kafka, topicPrefix);
  }

  /** The same, with subscribers' policies from the topic {@code subscriber-policies}. */
  public ListSettings withPoliciesOn(Properties client, String prefix) {
    return new ListSettings(folder, file, keyFile, null, true, client, prefix);
  }

  /** Returns whether subscribers may have chosen anything. */
  public boolean hasPolicies() {
    return policiesTopic || policiesFile != null;
  }

  /** The lists' key; an {@link InvalidConfigurationException} if there is none. */
  ListKey key() throws IOException {
    ListKey key = KeySource.find(keyFile);
    if (key == null) {
      throw new InvalidConfigurationException(
          "Compiled lists need their key: name its file with --key-file, or set "
              + KeySource.VARIABLE
              + ", on every machine that runs the job.");
    }
    return key;
  }

  /** Without the client's properties, which may hold its password. */
  @Override
  public String toString() {
    return "ListSettings[" + (folder == null ? file : folder) + "]";
  }

  private static String absolute(Path path) {
    return path.toAbsolutePath().toString();
  }
}
