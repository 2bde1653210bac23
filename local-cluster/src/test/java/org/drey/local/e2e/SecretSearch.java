package org.drey.local.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A search for a secret, wherever it may have been written. */
public final class SecretSearch {
  private SecretSearch() {}

  /** Returns the files that have a text; those that go meanwhile are passed over. */
  public static List<Path> files(String text, Path below) throws IOException {
    List<Path> found = new ArrayList<>();
    Path unused =
        Files.walkFileTree(
            below,
            new SimpleFileVisitor<>() {
              @Override
              public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                  throws IOException {
                try {
                  if (has(Files.readAllBytes(file), text)) {
                    found.add(file);
                  }
                } catch (NoSuchFileException e) {
                  // it was there only while Flink needed it
                }
                return FileVisitResult.CONTINUE;
              }

              @Override
              public FileVisitResult visitFileFailed(Path file, IOException e) {
                return FileVisitResult.CONTINUE;
              }
            });
    return found;
  }

  /** Returns whether bytes have a text, also as Java writes it to a stream. */
  static boolean has(byte[] bytes, String text) {
    return Pattern.compile(text, Pattern.LITERAL)
        .matcher(new String(bytes, ISO_8859_1).replace("\0", ""))
        .find();
  }
}
