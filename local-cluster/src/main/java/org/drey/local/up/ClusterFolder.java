package org.drey.local.up;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import org.drey.base.AtomicFile;
import org.drey.base.Sha256Digests;
import org.drey.local.processes.ProcessFolder;
import org.drey.terminal.FolderFiles;
import org.drey.terminal.UserError;
import org.jspecify.annotations.Nullable;

/** A folder with everything that a cluster has: settings, data, logs, keys. */
final class ClusterFolder {
  static final String USUAL = ".drey";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SETTINGS = "cluster.json";
  private static final String JOBS = "jobs.json";
  private static final int JAR_DIGITS = 12;
  private static final String BUILD =
      "Make it with './mvnw -DskipTests package', or name it with --jar FILE.";
  private static final String ANEW = " './drey down --delete' removes the rest.";

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

  /**
   * Returns the option that names this folder to a command, a space before it; "" if it is usual.
   */
  String option() {
    return root.equals(Path.of(USUAL).toAbsolutePath().normalize()) ? "" : " --dir " + root;
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
    String hash = HexFormat.of().formatHex(Sha256Digests.sha256(Files.readAllBytes(jar)));
    String name = "drey-jobs-" + hash.substring(0, JAR_DIGITS) + ".jar";
    if (!Files.exists(jar(name))) {
      AtomicFile.write(jar(name), out -> Files.copy(jar, out));
    }
    return name;
  }

  /** Returns the jar that was named, or the one of this repository. */
  static Path findJar(@Nullable Path named) throws IOException {
    Path jar = named == null ? builtJar() : named;
    if (jar == null || !Files.isRegularFile(jar)) {
      throw new UserError(
          "There is no jar of the jobs" + (jar == null ? "" : " at " + jar) + ". " + BUILD);
    }
    try (JarFile file = new JarFile(jar.toFile())) {
      if (file.getEntry("org/drey/app/DetectionJob.class") == null
          || file.getEntry("org/apache/avro/Schema.class") == null) {
        throw new UserError(jar + " is not the jar of the jobs with all its parts. " + BUILD);
      }
    } catch (ZipException e) {
      throw new UserError(jar + " is no jar. " + BUILD);
    }
    if (named == null) {
      demandUpToDate(jar, jar.resolve("../../..").normalize());
    }
    return jar;
  }

  /**
   * Refuses a jar that is older than classes that were built beside it, with other contents: its
   * jobs would not be those of this program.
   *
   * @param modules the folder with the modules whose classes are in the jar, beside the schemas
   */
  static void demandUpToDate(Path jar, Path modules) throws IOException {
    FileTime made = Files.getLastModifiedTime(jar);
    try (JarFile file = new JarFile(jar.toFile());
        Stream<Path> all = Files.list(modules)) {
      Path schemas = modules.resolveSibling("schemas");
      for (Path module : Stream.concat(Stream.of(schemas), all.sorted()).toList()) {
        Path classes = module.resolve("target/classes");
        Optional<Path> newer =
            Files.isDirectory(classes) ? newer(classes, made, file) : Optional.empty();
        if (newer.isPresent()) {
          throw new UserError(
              jar
                  + " is older than the rest of the build: "
                  + newer.get()
                  + " has changed since. Make it anew with './mvnw -DskipTests package', or name it"
                  + " with --jar FILE. Nothing was started.");
        }
      }
    }
  }

  private static Optional<Path> newer(Path classes, FileTime made, JarFile jar) throws IOException {
    try (Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = classes.relativize(file).toString().replace(File.separatorChar, '/');
        if (!name.startsWith("META-INF/") // many parts have the same, and the jar has one of them
            && Files.getLastModifiedTime(file).compareTo(made) > 0
            && !isIn(jar, name, Files.readAllBytes(file))) {
          return Optional.of(file);
        }
      }
    }
    return Optional.empty();
  }

  private static boolean isIn(JarFile jar, String name, byte[] content) {
    CRC32 sum = new CRC32();
    sum.update(content);
    ZipEntry entry = jar.getEntry(name);
    return entry != null && entry.getCrc() == sum.getValue();
  }

  /** Returns the newest in the repository that this program is from; null outside of one. */
  private static @Nullable Path builtJar() throws IOException {
    Path classes;
    try {
      CodeSource source = ClusterFolder.class.getProtectionDomain().getCodeSource();
      classes = Path.of(source.getLocation().toURI());
    } catch (URISyntaxException e) {
      return null;
    }
    Path target = classes.resolve("../../../jobs/app/target").normalize();
    if (!Files.isDirectory(target)) {
      return target;
    }
    try (Stream<Path> files = Files.list(target)) {
      return files
          .filter(file -> file.getFileName().toString().matches("drey-jobs-.*\\.jar"))
          .max((a, b) -> Long.compare(a.toFile().lastModified(), b.toFile().lastModified()))
          .orElse(target.resolve("drey-jobs-VERSION.jar"));
    }
  }

  /** Returns which parts of the state of an earlier run are gone: none can be gone on without. */
  List<String> lostState(ClusterSettings settings) throws IOException {
    List<String> lost = new ArrayList<>();
    Path data = path("data");
    if (jobs().map(jobs -> jobs.runs().isEmpty()).orElse(true)) {
      return lost;
    }
    if (!Files.exists(data.resolve("kafka/kafka-1/meta.properties"))) {
      lost.add("The records of Kafka are gone, and the jobs' state of them is not." + ANEW);
    }
    if (!Files.isDirectory(data.resolve("checkpoints"))) {
      lost.add("The checkpoints are gone that the jobs would go on from." + ANEW);
    }
    if (settings.ha() && !Files.isDirectory(data.resolve("zookeeper"))) {
      lost.add("ZooKeeper's data are gone, by which the jobs are found." + ANEW);
    }
    return lost;
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
