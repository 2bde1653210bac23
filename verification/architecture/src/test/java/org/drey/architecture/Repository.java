package org.drey.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The files of the repository, found without Git, which an unpacked archive does not have. What a
 * build or a user has put beside them is left out: in the root only what is known is looked at.
 */
final class Repository {
  private static final List<String> FOLDERS =
      List.of(
          ".ci",
          ".github",
          ".mvn",
          "docs",
          "notebooks",
          "verification/architecture",
          "verification/rehearse");
  private static final Set<String> FILES =
      Set.of(".gitignore", "CHANGELOG.md", "LICENSE", "README.md", "drey", "mvnw", "pom.xml");

  /** What a build, a browser, an editor or a run leaves in a module. */
  private static final Set<String> MADE =
      Set.of(".ipynb_checkpoints", "__pycache__", "node_modules", "results", "target");

  private final NavigableSet<String> files = new TreeSet<>();
  private final NavigableSet<String> paths = new TreeSet<>();

  Repository() {
    FILES.stream().filter(name -> Files.isRegularFile(at(name))).forEach(files::add);
    Stream.concat(FOLDERS.stream(), Code.modules().stream()).forEach(this::walk);
    for (String file : files) {
      for (Path path = Path.of(file); path != null; path = path.getParent()) {
        paths.add(path.toString());
      }
    }
  }

  private static Path at(String name) {
    return Code.ROOT.resolve(name);
  }

  private void walk(String folder) {
    try {
      Files.walkFileTree(
          at(folder),
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
              return MADE.contains(path.getFileName().toString())
                  ? FileVisitResult.SKIP_SUBTREE
                  : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              files.add(Code.named(file));
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All files, relative to the root. */
  Collection<String> files() {
    return files;
  }

  /** Those whose names end so. */
  List<String> files(String ending) {
    return files.stream().filter(file -> file.endsWith(ending)).toList();
  }

  /** All files and the folders that they are in. */
  Collection<String> paths() {
    return paths;
  }

  /** The text of a file; empty if it is none. */
  static String text(String file) {
    try {
      String text = Files.readString(at(file));
      return text.indexOf('\0') < 0 ? text : "";
    } catch (CharacterCodingException e) {
      return "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
