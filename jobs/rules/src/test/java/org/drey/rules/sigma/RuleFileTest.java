package org.drey.rules.sigma;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.drey.yaml.YamlProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which files of a folder are rules. */
final class RuleFileTest {
  @TempDir private Path folder;
  @TempDir private Path others;

  @Test
  void allFilesBelowAreReadByTheirNames() throws IOException {
    Path inner = Files.createDirectory(folder.resolve("inner.yml"));
    Path rule = Files.writeString(inner.resolve("b.yaml"), "title: b");
    Path link = Files.createSymbolicLink(folder.resolve("a.yml"), outside());
    Files.writeString(folder.resolve("notes.txt"), "no rule");
    Files.createSymbolicLink(folder.resolve(".#a.yml"), Path.of("editor@host.1"));
    assertEquals(
        List.of(link.toString(), rule.toString()),
        RuleFile.readAll(folder).stream().map(RuleFile::name).toList());
  }

  private Path outside() throws IOException {
    return Files.writeString(others.resolve("a.yml"), "title: a");
  }

  @Test
  void whatALinkLeadsToIsReadOnce() throws IOException {
    Path mounted = Files.createDirectory(folder.resolve("..2026_03_02"));
    Files.writeString(mounted.resolve("a.yml"), "title: a");
    Files.createSymbolicLink(folder.resolve("..data"), mounted);
    Files.createSymbolicLink(folder.resolve("a.yml"), Path.of("..data", "a.yml"));
    assertEquals(1, RuleFile.readAll(folder).size());
    List<YamlProblem> problems = new ArrayList<>();
    assertEquals(1, RuleFile.readAll(List.of(folder, mounted.resolve("a.yml")), problems).size());
    assertEquals(List.of(), problems);
  }

  @Test
  void aLinkToAFolderIsThatFolder() throws IOException {
    outside();
    Path link = Files.createSymbolicLink(folder.resolve("rules"), others);
    assertTrue(RuleFile.isAnyIn(link));
    assertEquals(
        List.of(link.resolve("a.yml").toString()),
        RuleFile.readAll(link).stream().map(RuleFile::name).toList());
  }

  @Test
  void eachThatCannotBeReadIsAProblem() throws IOException {
    Files.writeString(folder.resolve("a.yml"), "title: a");
    Files.createSymbolicLink(folder.resolve("b.yml"), folder.resolve("nowhere"));
    Files.createSymbolicLink(folder.resolve("c.yml"), Path.of("/dev/null"));
    Files.createSymbolicLink(folder.resolve("d.yml"), folder);
    Files.write(folder.resolve("e.yml"), new byte[] {(byte) 0xff});
    var e = assertThrows(InvalidRulesException.class, () -> RuleFile.readAll(folder));
    assertEquals(
        List.of(
            folder.resolve("b.yml") + ":1: a link to nowhere",
            folder.resolve("c.yml") + ":1: is a pipe, socket or device, not a file",
            folder.resolve("d.yml") + ":1: is a folder, not a file",
            folder.resolve("e.yml") + ":1: not UTF-8"),
        e.problems().stream().map(Object::toString).toList());
  }

  /** A class of an archive. */
  static final class ArchivedOwner {}

  @Test
  void anArchiveIsReadWhileAnotherReadsItAndByARelativeUrl() throws Exception {
    Path archive = folder.resolve("rules.jar");
    String owner = ArchivedOwner.class.getName().replace('.', '/') + ".class";
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(archive));
        InputStream code = ArchivedOwner.class.getResourceAsStream('/' + owner)) {
      out.putNextEntry(new JarEntry(owner));
      out.write(code.readAllBytes());
      out.putNextEntry(new JarEntry("some/"));
      out.putNextEntry(new JarEntry("some/a.yml"));
      out.write("title: a".getBytes(StandardCharsets.UTF_8));
    }
    URI uri = URI.create("jar:" + archive.toUri());
    try (URLClassLoader loader = new URLClassLoader(new URL[] {archive.toUri().toURL()}, null);
        FileSystem other = FileSystems.newFileSystem(uri, Map.of())) {
      Class<?> archived = loader.loadClass(ArchivedOwner.class.getName());
      assertEquals(
          List.of(new RuleFile("/some/a.yml", "title: a")), RuleFile.bundled(archived, "/some"));
      assertTrue(other.isOpen());
    }
    Path relative = Path.of("").toAbsolutePath().relativize(archive);
    URL asFlinkHasIt = new URL("file:" + relative);
    try (URLClassLoader loader = new URLClassLoader(new URL[] {asFlinkHasIt}, null)) {
      Class<?> archived = loader.loadClass(ArchivedOwner.class.getName());
      assertEquals(1, RuleFile.bundled(archived, "/some").size());
    }
  }
}
