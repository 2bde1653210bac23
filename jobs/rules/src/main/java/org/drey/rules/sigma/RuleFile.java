package org.drey.rules.sigma;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.drey.yaml.LimitedYaml;
import org.drey.yaml.YamlException;
import org.drey.yaml.YamlProblem;

/**
 * A rule file's name and text.
 *
 * @param name where it is, for messages
 * @param text its YAML
 */
public record RuleFile(String name, String text) implements Serializable {

  private static final String CATALOGUE = "/rules";

  /**
   * Every .yml and .yaml file below a folder, or the one file given, sorted by path.
   *
   * @throws InvalidRulesException if any of them cannot be read; names each
   */
  public static List<RuleFile> readAll(Path path) throws IOException {
    List<YamlProblem> problems = new ArrayList<>();
    List<RuleFile> files = readAll(path, problems);
    if (!problems.isEmpty()) {
      throw new InvalidRulesException(problems);
    }
    return files;
  }

  /**
   * The same, without those that cannot be read.
   *
   * @param problems gets one for each of those
   */
  public static List<RuleFile> readAll(Path path, List<YamlProblem> problems) throws IOException {
    return readAll(List.of(path), problems);
  }

  /** The same of several; a file that they lead to twice is read once. */
  public static List<RuleFile> readAll(List<Path> paths, List<YamlProblem> problems)
      throws IOException {
    Map<Path, Path> nameByFile = new LinkedHashMap<>();
    for (Path path : paths) {
      for (Path name : below(path)) {
        nameByFile.putIfAbsent(followed(name), name);
      }
    }
    List<RuleFile> files = new ArrayList<>();
    for (Path file : nameByFile.values()) {
      try {
        files.add(new RuleFile(file.toString(), LimitedYaml.read(file)));
      } catch (YamlException e) {
        problems.add(new YamlProblem(file.toString(), e.line(), e.reason()));
      } catch (FileSystemException e) {
        problems.add(new YamlProblem(file.toString(), 1, unreadable(e)));
      }
    }
    return files;
  }

  /** Returns whether there is a file of rules at a path, or below it. */
  public static boolean isAnyIn(Path path) throws IOException {
    return !below(path).isEmpty();
  }

  private static List<Path> below(Path path) throws IOException {
    boolean isLinkedFolder = Files.isSymbolicLink(path) && Files.isDirectory(path);
    Path start = isLinkedFolder ? path.toRealPath() : path;
    try (Stream<Path> all = Files.walk(start)) {
      List<Path> found = all.filter(RuleFile::isYaml).sorted().toList();
      return isLinkedFolder
          ? found.stream().map(file -> path.resolve(start.relativize(file))).toList()
          : found;
    }
  }

  /** Folders that Kubernetes mounts have each file, and a link to it. */
  private static Path followed(Path file) {
    try {
      return file.toRealPath();
    } catch (IOException e) {
      return file; // a link to nowhere, which is reported when it is read
    }
  }

  private static String unreadable(FileSystemException e) {
    if (e.getReason() != null) {
      return e.getReason();
    }
    return e instanceof NoSuchFileException ? "a link to nowhere" : "it may not be read";
  }

  /** The catalogue that ships with Drey. */
  public static List<RuleFile> catalogue() {
    return bundled(RuleFile.class, CATALOGUE);
  }

  /**
   * Every YAML file below a folder of resources.
   *
   * @param owner a class of the module that has them
   * @param folder its path, such as {@code /rules}
   */
  public static List<RuleFile> bundled(Class<?> owner, String folder) {
    URL url = Objects.requireNonNull(owner.getResource(folder), () -> "no " + folder);
    try {
      if (!(url.openConnection() instanceof JarURLConnection connection)) {
        return readAll(Path.of(url.toURI()));
      }
      // One's own file goes by its name: Flink's URLs are relative in application mode, and
      // by a URI a second reader at the same time would be refused.
      connection.setUseCaches(false);
      try (JarFile jar = connection.getJarFile();
          FileSystem files = FileSystems.newFileSystem(Path.of(jar.getName()), Map.of())) {
        return readAll(files.getPath(folder));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(folder + " cannot be read", e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(folder + " cannot be found", e);
    }
  }

  private static boolean isYaml(Path file) {
    String name = String.valueOf(file.getFileName());
    return (name.endsWith(".yml") || name.endsWith(".yaml"))
        && !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS) // what is in it is read
        && !isLock(file, name);
  }

  /** An editor's mark that the file beside it is open; a link to no file. */
  private static boolean isLock(Path file, String name) {
    return name.startsWith(".#") && !Files.exists(file);
  }
}
