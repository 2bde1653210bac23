package org.drey.local.up;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.drey.base.AtomicFile;
import org.drey.local.processes.ProcessFolder;
import org.drey.terminal.FolderFiles;
import org.drey.terminal.UserError;
import org.jspecify.annotations.Nullable;

/** A folder with everything that a cluster has: settings, data, logs, keys. */
final class ClusterFolder {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SETTINGS = "cluster.json";
  private static final String JOBS = "jobs.json";

  /** The files of a first start that was broken off before its settings were written. */
  private static final List<String> BEGUN =
      List.of("data", "jars", "lock", "config.yaml", "blocklist.txt");

  private final Path root;

  ClusterFolder(Path root) {
    this.root = root.toAbsolutePath().normalize();
  }

  Path root() {
    return root;
  }

  Path path(String name) {
    return root.resolve(name);
  }

  /** Returns the folder of checkpoints or the like, as Flink writes it. */
  String uri(String name) {
    String uri = root.resolve("data").resolve(name).toUri().toString();
    return uri.endsWith("/") ? uri.substring(0, uri.length() - 1) : uri;
  }

  Path lists() {
    return path("lists");
  }

  Path key() {
    return path("list.key");
  }

  /** The properties of a client of its brokers. */
  Path client() {
    return path("client.properties");
  }

  Path configuration() {
    return path("config.yaml");
  }

  Path jar(String name) {
    return path("jars").resolve(name);
  }

  /** Copies a jar of the jobs here, so that a build does not change what runs. */
  String keep(Path jar) throws IOException {
    String name = JarName.of(jar);
    if (!Files.exists(jar(name))) {
      AtomicFile.write(jar(name), out -> Files.copy(jar, out));
    }
    return name;
  }

  ProcessFolder processes() {
    return new ProcessFolder(root);
  }

  /** Makes it, for its owner alone: it has a key. Fails where something else is. */
  void create() throws IOException {
    Set<PosixFilePermission> owners = PosixFilePermissions.fromString("rwx------");
    if (Files.exists(root)) {
      demandEmpty();
      Files.setPosixFilePermissions(root, owners);
    } else {
      Files.createDirectories(root, PosixFilePermissions.asFileAttribute(owners));
    }
    Files.createDirectories(path("data"));
    Files.createDirectories(path("jars"));
  }

  private void demandEmpty() throws IOException {
    try (Stream<Path> files = Files.list(root)) {
      Set<String> names =
          files
              .map(one -> one.getFileName().toString())
              .filter(name -> !name.startsWith("." + SETTINGS)) // half written
              .collect(Collectors.toSet());
      boolean isBegun = names.containsAll(BEGUN.subList(0, 2)) && BEGUN.containsAll(names);
      if (!names.isEmpty() && !isBegun) {
        throw new UserError(
            root + " has files and is no cluster: name an empty folder, or one that is not there.");
      }
    }
  }

  /** Returns the settings, if a cluster was made here. */
  Optional<ClusterSettings> settings() throws IOException {
    return Optional.ofNullable(read(SETTINGS, ClusterSettings.class));
  }

  /** Returns the settings of the cluster that has to be here. */
  ClusterSettings demandSettings() throws IOException {
    return settings()
        .orElseThrow(
            () ->
                new UserError(
                    "There is no cluster in "
                        + root
                        + ". './drey up' makes one; --dir names"
                        + " another folder."));
  }

  void write(ClusterSettings settings) throws IOException {
    write(SETTINGS, settings);
  }

  /** Returns what is deployed, if anything was. */
  Optional<DeployedJobs> jobs() throws IOException {
    return Optional.ofNullable(read(JOBS, DeployedJobs.class));
  }

  void write(DeployedJobs jobs) throws IOException {
    write(JOBS, jobs);
  }

  private <T> @Nullable T read(String name, Class<T> type) throws IOException {
    Path file = path(name);
    try {
      return Files.exists(file) ? JSON.readValue(Files.readAllBytes(file), type) : null;
    } catch (JsonProcessingException e) {
      throw new UserError(
          file
              + " cannot be read: it is damaged, or of another version. Put back a copy of it; the"
              + " state of the jobs is in "
              + root.resolve("data")
              + " and as it was.");
    }
  }

  private void write(String name, Object value) throws IOException {
    byte[] written = JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(value);
    AtomicFile.write(path(name), out -> out.write(written));
  }

  /** Removes everything. */
  void delete() throws IOException {
    FolderFiles.delete(root);
  }

  /** Does something that no other command may do meanwhile; fails if one is at it. */
  int alone(Callable<Integer> work) throws Exception {
    FileChannel channel =
        FileChannel.open(path("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (!isFree(channel)) {
        throw new UserError(
            "Another command is at work on "
                + root
                + ". Wait until it has ended; './drey status' shows how far it is.");
      }
      return work.call();
    } finally {
      channel.close();
    }
  }

  private static boolean isFree(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false; // another command of this process
    }
  }
}
