package org.drey.local.up;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.HexFormat;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import org.drey.base.Sha256Digests;
import org.drey.terminal.UserError;
import org.jspecify.annotations.Nullable;

/** The jar of the jobs: where a build has put it, and what it is called in the folder. */
final class JarName {
  private static final int DIGITS = 12;
  private static final String CLASS = "org/drey/app/DetectionJob.class";
  private static final String BUILD =
      "Make it with './mvnw -DskipTests package', or name it with --jar FILE.";

  private JarName() {}

  /** Returns a name by the jar's content. */
  static String of(Path jar) throws IOException {
    byte[] hash = Sha256Digests.sha256(Files.readAllBytes(jar));
    return "drey-jobs-" + HexFormat.of().formatHex(hash).substring(0, DIGITS) + ".jar";
  }

  /** Returns the jar that was named, or the one of this repository. */
  static Path find(@Nullable Path named) throws IOException {
    Path jar = named == null ? built() : named;
    if (jar == null || !Files.isRegularFile(jar)) {
      throw new UserError(
          "There is no jar of the jobs" + (jar == null ? "" : " at " + jar) + ". " + BUILD);
    }
    try (JarFile file = new JarFile(jar.toFile())) {
      if (file.getEntry(CLASS) == null || file.getEntry("org/apache/avro/Schema.class") == null) {
        throw new UserError(jar + " is not the jar of the jobs with all its parts. " + BUILD);
      }
    } catch (ZipException e) {
      throw new UserError(jar + " is no jar. " + BUILD);
    }
    return jar;
  }

  /** Returns the newest in the repository that this program is from; null outside of one. */
  private static @Nullable Path built() throws IOException {
    Path classes = here();
    Path target = classes == null ? null : classes.resolve("../../../jobs/app/target").normalize();
    if (target == null || !Files.isDirectory(target)) {
      return target;
    }
    try (Stream<Path> files = Files.list(target)) {
      return files
          .filter(file -> file.getFileName().toString().matches("drey-jobs-.*\\.jar"))
          .max((a, b) -> Long.compare(a.toFile().lastModified(), b.toFile().lastModified()))
          .orElse(target.resolve("drey-jobs-VERSION.jar"));
    }
  }

  private static @Nullable Path here() {
    CodeSource source = JarName.class.getProtectionDomain().getCodeSource();
    try {
      URI place = source == null ? null : source.getLocation().toURI();
      return place == null ? null : Path.of(place);
    } catch (URISyntaxException e) {
      return null;
    }
  }
}
